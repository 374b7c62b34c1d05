"""Everything that has to hold before a commit: format, lint, types, imports, tests. `python -m tests`."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

STEPS = (
    ("format", [BIN / "ruff", "format", "--check", "--quiet", "."]),
    ("lint", [BIN / "ruff", "check", "--quiet", "."]),
    ("types", [BIN / "mypy"]),
    ("imports", [BIN / "lint-imports", "--no-cache"]),
    ("tests", [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "loadfile", "-q", *sys.argv[1:]]),
)


def main() -> int:
    """Run every step, also after one that failed, and return how many failed."""
    failed = []
    for name, command in STEPS:
        started = time.monotonic()
        code = subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode
        sys.stderr.write(f"-- {name}: {'ok' if code == 0 else 'FAILED'} ({time.monotonic() - started:.0f} s)\n")
        if code:
            failed.append(name)
    if failed:
        sys.stderr.write(f"-- failed: {', '.join(failed)}\n")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
