"""The words of a SPARQL query with their places (SPARQL 1.1, section 19.8)."""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      (?P<space> (?:\s|\#[^\n\r]*)+ )
    | (?P<text> \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
              | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<variable> [?$]\w+ )
    | (?P<blank> _:\w(?:[\w.·-]*[\w·-])? )
    | (?P<name> (?:[^\W\d_](?:[\w.·-]*[\w·-])?)?:(?:[\w:·-]|%[0-9A-Fa-f]{2}|\\.|\.+(?=[\w:%\\·-]))* )
    | (?P<number> (?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+ | [0-9]*\.[0-9]+ | [0-9]+ )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<word> [A-Za-z_]\w* )
    | (?P<mark> \^\^ | && | \|\| | != | <= | >= | . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """One word of a query, and where it begins and ends in the text."""

    kind: str
    """`text`, `iri`, `variable`, `blank`, `name`, `number`, `language`, `word`, `mark`; `end` after the last one."""
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """A keyword in capitals, a mark as it is, else nothing."""
        return self.text.upper() if self.kind == "word" else self.text if self.kind == "mark" else ""


def tokens(text: str) -> list[Token]:
    """Return all words of a query, blanks and comments aside."""
    found = [Token(m.lastgroup or "", m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    return [*(token for token in found if token.kind != "space"), Token("end", "", len(text), len(text))]
