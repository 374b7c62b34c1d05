"""What nobody uses any more is freed, also where only a search finds that."""

import gc
import weakref

from kg.memory import settle


class Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.next = self


def test_what_is_new_is_searched_for_cycles_and_what_stays_is_not_searched_again() -> None:
    kept, left = Ring(), weakref.ref(Ring())
    settle()
    try:
        assert left() is None
        went = weakref.ref(kept)
        del kept
        gc.collect()
        assert went() is not None
    finally:
        gc.unfreeze()
    gc.collect()
    assert went() is None
