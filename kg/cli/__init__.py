"""The command line: parses, calls, prints, exits. Data goes to stdout, words to stderr."""

import sys
import traceback

from kg.cli import building, asking, why, comparing, deciding, explaining
from kg.cli.app import app
from kg.errors import KgError

__all__ = ["app", "asking", "building", "comparing", "deciding", "explaining", "main", "why"]


def main() -> None:
    """Run the command line. Exits with 0, 1 (findings), 2 (usage or configuration) or 3 (an error of ours)."""
    try:
        app()
    except KgError as error:
        sys.stderr.write(f"kg: {error}\n")
        sys.exit(error.exit_code)
    except Exception:
        traceback.print_exc()
        sys.stderr.write("kg: an internal error; please report it with the lines above\n")
        sys.exit(3)
