"""What a stage is charged with, on a clock that the test turns."""

import pytest

from kg import timing
from kg.timing import Lap, Stopwatch, Usage, rows


def test_a_stage_is_charged_from_its_first_word_to_that_of_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([1.0, 3.0, 10.0, 11.0, 15.0])
    monkeypatch.setattr(timing, "used", lambda: Usage(next(clock), 7.0))
    heard: list[tuple[str, int, int]] = []
    watch = Stopwatch(lambda *word: heard.append(word))
    words = [("reading", 0, 2), ("reading", 2, 2), ("mapping", 0, 0), ("reading", 1, 1)]
    for word in words:
        watch(*word)
    assert heard == words
    assert watch.laps() == [Lap("starting", 2.0, 7.0), Lap("reading", 7.0 + 4.0, 7.0), Lap("mapping", 1.0, 7.0)]


def test_rows_say_shares_and_seconds_for_each_thousand_articles() -> None:
    laps = [Lap("reading", 1.0, 1000.0), Lap("mapping", 3.0, 1500.4)]
    assert rows(laps, 500) == [
        ("reading", "1.00", "25%", "2.00", "1,000"),
        ("mapping", "3.00", "75%", "6.00", "1,500"),
        ("all", "4.00", "100%", "8.00", "1,500"),
    ]


def test_what_is_not_known_stays_empty() -> None:
    assert rows([Lap("reading", 0.0, None)], 0) == [("reading", "0.00", "", "", ""), ("all", "0.00", "", "", "")]


def test_a_process_at_work_counts_until_the_system_counts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "_peak", lambda: 100.0)
    own, waited = (1.0, 0.5, 0.0, 0.0, 9.0), (1.0, 0.5, 3.0, 0.25, 9.0)
    monkeypatch.setattr("os.times", lambda: own)
    assert timing.used() == Usage(1.5, 100.0)
    timing.noted(7, Usage(2.0, 80.0))
    timing.noted(7, Usage(3.25, 300.0))
    assert timing.used() == Usage(1.5 + 3.25, 300.0)
    monkeypatch.setattr("os.times", lambda: waited)
    timing.ended(7)
    assert timing.used() == Usage(1.5 + 3.25, 100.0)
