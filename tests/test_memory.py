"""What nobody uses any more is freed, also where only a search finds that."""

import gc
import weakref

from kg.memory import cached, forget, settle


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


def test_what_is_cached_is_known_until_it_is_forgotten() -> None:
    asked = []

    @cached(2)
    def doubled(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert [doubled(number) for number in (1, 2, 1, 2)] == [2, 4, 2, 4]
    assert asked == [1, 2]
    forget()
    assert doubled(1) == 2
    assert asked == [1, 2, 1]
    doubled(2)
    doubled(3)
    assert doubled(1) == 2
    assert asked == [1, 2, 1, 2, 3, 1]
