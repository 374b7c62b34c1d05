r"""Patterns of `sh:pattern` on RE2, whose time is linear in the text.

SHACL takes patterns and flags from SPARQL's REGEX, which takes them from XPath (XPath Functions 3.1, section 5.6).
RE2 knows no look-around and no back-references, nor does XSD; `\w`, `\d` and `\s` are taken for all scripts here, as
XPath has them, and not for ASCII alone.
"""

import re
from collections.abc import Callable

import re2

from kg.errors import OntologyError
from kg.validation.engine.shapes import Unsupported

_CLASSES = {"d": r"\p{Nd}", "w": r"\p{L}\p{M}\p{N}\p{Pc}", "s": r" \t\n\r"}
_PARTS = re.compile(r"\\(.)|(\[)|(\])|(.)", re.DOTALL)
_FLAGS = frozenset("smixq")


def pattern(text: str, flags: str = "") -> Callable[[str], bool]:
    """Return the test whether a pattern matches anywhere in a text.

    Raises Unsupported for what RE2 does not know, and OntologyError for a flag that XPath does not know.
    """
    if unknown := set(flags) - _FLAGS:
        raise OntologyError(f"sh:flags has {''.join(sorted(unknown))}; SPARQL knows i, m, q, s and x")
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = "i" not in flags
    options.dot_nl = "s" in flags
    options.literal = "q" in flags
    if "x" in flags and "q" not in flags:
        text = re.sub(r"[ \t\n\r]", "", text)
    if "q" not in flags:
        text = f"(?m){_for_all_scripts(text)}" if "m" in flags else _for_all_scripts(text)
    try:
        compiled = re2.compile(text, options)
    except re2.error as error:
        raise Unsupported(f"the pattern “{text}”") from error
    return lambda value: compiled.search(value) is not None


def _for_all_scripts(text: str) -> str:
    r"""Return a pattern with `\d`, `\w`, `\s` and their opposites in terms of Unicode categories.

    >>> _for_all_scripts(r"^\d[\w-]\S$")
    '^[\\p{Nd}][\\p{L}\\p{M}\\p{N}\\p{Pc}-][^ \\t\\n\\r]$'
    """
    found, inside = [], False
    for escaped, begins, ends, other in _PARTS.findall(text):
        if escaped and escaped.lower() in _CLASSES:
            category = _CLASSES[escaped.lower()]
            if escaped.isupper() and inside:
                found.append(f"\\{escaped}")  # no union can say it; ASCII alone, then
            else:
                found.append(category if inside else f"[{'^' if escaped.isupper() else ''}{category}]")
        elif escaped:
            found.append(f"\\{escaped}")
        else:
            inside = (inside or bool(begins)) and not ends
            found.append(begins or ends or other)
    return "".join(found)
