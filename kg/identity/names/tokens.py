"""A name as its words, before anything is known of them."""

import re
from typing import NamedTuple

_DASHES = re.compile(r"[-\u2010-\u2015\u2212]+")


class Token(NamedTuple):
    """A word: as it stands, in lower case, and whether a hyphen joins it to the one before."""

    text: str
    low: str
    hyphen: bool


def tokens(text: str) -> list[Token]:
    """Return the words of a text, hyphens and dots between initials parting them as blanks do."""
    found: list[Token] = []
    for chunk in text.split():
        pieces = [piece for piece in _DASHES.split(chunk) if re.search(r"\w", piece)]
        pieces = _with_letters(pieces)
        for place, piece in enumerate(pieces):
            piece = re.sub(r"^[^\w']+|[^\w.']+$", "", piece)
            letters = [letter for letter in piece.split(".") if letter]
            if len(letters) > 1 and all(len(letter) == 1 for letter in letters):
                if len(found) == 0 and letters[0].upper() in ("H",) and len(letters) == 2:  # H.E., H.H.
                    found.append(Token(piece, " ".join(letters).casefold(), False))
                    continue
                found.extend(Token(letter + ".", letter.casefold() + ".", False) for letter in letters)
                continue
            for dotted in re.findall(r"[^.]+\.?", piece):
                camel = re.fullmatch(r"(Al|El)([A-Z].*)", dotted)
                low = dotted.casefold().replace("i\u0307", "i")
                if camel:
                    found.append(Token(camel[1], camel[1].casefold(), place > 0))
                    found.append(Token(camel[2], camel[2].casefold(), True))
                else:
                    found.append(Token(dotted, low, place > 0))
    return [token for token in found if re.search(r"\w", token.text)]


def _with_letters(pieces: list[str]) -> list[str]:
    """Put a lone small letter between hyphens to the piece before it, as in Chan-o-cha."""
    found: list[str] = []
    for piece in pieces:
        if found and len(piece) == 1 and piece.islower() and piece not in ("e", "i", "y"):
            found[-1] += piece
        else:
            found.append(piece)
    return found
