"""What a mistyped word may have meant, for a message."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], limit: int = 3) -> str:
    """Return `nearest: x, y` or, where nothing is near, `known: …` (up to ten) or `none is known`.

    >>> nearest("Norlund", ["Norland", "Sundria"])
    'nearest: Norland'
    >>> nearest("zzz", ["Norland", "Sundria"])
    'known: Norland, Sundria'
    """
    from rapidfuzz.fuzz import WRatio  # only a mistake needs it
    from rapidfuzz.process import extract

    words = sorted(set(known))
    if not words:
        return "none is known"
    folded = [w.casefold() for w in words]
    found = extract(word.casefold(), folded, scorer=WRatio, limit=limit, score_cutoff=70)
    if found:
        return f"nearest: {', '.join(words[index] for _, _, index in found)}"
    more = f" and {len(words) - 10} more" if len(words) > 10 else ""
    return f"known: {', '.join(words[:10])}{more}"
