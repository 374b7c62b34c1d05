r"""Patterns of `sh:pattern` on RE2, whose time is linear in the text.

SHACL takes patterns and flags from SPARQL's REGEX, which takes them from XPath (XPath Functions 3.1, section 5.6).
RE2 knows no look-around and no back-references. `\w`, `\d` and `\s` are taken here as XPath has them, for all scripts:
a word is of letters, marks, numbers and symbols, and `_` is punctuation (XSD 1.1 part 2, appendix G.4.2.5).
"""

import re
from collections.abc import Callable

import re2

from kg.errors import OntologyError
from kg.validation.engine.shapes import Unsupported

_CLASSES = {
    "d": r"\p{Nd}", "D": r"\P{Nd}", "w": r"\p{L}\p{M}\p{N}\p{S}", "W": r"\p{P}\p{Z}\p{C}", "s": r" \t\n\r",
    "S": r"\x00-\x08\x0b\x0c\x0e-\x1f\x21-\x{10ffff}",
}  # fmt: skip
"""What to write between brackets."""
_PARTS = re.compile(r"\\(.)|(\[)|(\])|(.)", re.DOTALL)
_FLAGS = frozenset("smixq")
_MEMORY = 1 << 28
"""Bytes that a pattern may take: a class of letters that is repeated 255 times takes some 100 million."""


def pattern(text: str, flags: str = "") -> Callable[[str], bool]:
    """Return the test whether a pattern matches anywhere in a text.

    Raises Unsupported for what RE2 does not know, and OntologyError for a flag that XPath does not know.
    """
    if unknown := set(flags) - _FLAGS:
        raise OntologyError(f"sh:flags has {''.join(sorted(unknown))}; SPARQL knows i, m, q, s and x")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    options.case_sensitive = "i" not in flags
    options.dot_nl = "s" in flags
    options.literal = "q" in flags
    try:
        read = text if "q" in flags else _for_re2(text, spaced="x" in flags)
        matcher = re2.Set.SearchSet(options)  # of one pattern: it takes a fifth of the time of `re2.search`
        matcher.Add(f"(?m){read}" if "m" in flags and "q" not in flags else read)
        matcher.Compile()
    except (re2.error, ValueError) as error:
        raise Unsupported(f"the pattern “{text}”") from error
    return lambda value: bool(matcher.Match(value))


def _for_re2(text: str, *, spaced: bool = False) -> str:
    r"""Return a pattern as RE2 has it. `spaced`: white space means nothing, but between brackets.

    Raises ValueError for one class taken from another, which RE2 would read as something else.

    >>> _for_re2(r"^ \d[\w -]$", spaced=True)
    '^[\\p{Nd}][\\p{L}\\p{M}\\p{N}\\p{S} -]$'
    """
    found, inside = [], False
    for escaped, begins, ends, other in _PARTS.findall(text):
        if escaped in _CLASSES and escaped:
            found.append(_CLASSES[escaped] if inside else f"[{_CLASSES[escaped]}]")
        elif escaped:
            found.append(f"\\{escaped}")
        elif begins and inside:
            raise ValueError("a class within a class")
        elif inside or not spaced or other not in tuple(" \t\n\r"):
            inside = (inside or bool(begins)) and not ends
            found.append(begins or ends or other)
    return "".join(found)
