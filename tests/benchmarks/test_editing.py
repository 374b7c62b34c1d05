"""The benchmark of edits, small: each edit gives a build, and the last one is that of all made anew. No time counts."""

from io import StringIO

from rich.console import Console

from tests.benchmarks import __main__ as benchmark
from tests.benchmarks.editing import run


def test_the_last_build_is_that_of_all_made_anew(tmp_path):
    (found,) = run.run([12], 1, tmp_path)
    assert [row.edit for row in found.rows] == ["the first build", *run.EDITS, "the last one anew"]
    assert [row.verdict for row in found.rows] == [""] * 8 + ["the same build, byte for byte"]


def test_another_build_is_seen(tmp_path, monkeypatch):
    measured, names = run._measured, []

    def other(name, folder, known):
        names.append(name)
        if known is None:
            file = folder / "sources/articles.jsonl"
            file.write_text("".join(file.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
        return measured(name, folder, known)

    monkeypatch.setattr(run, "_measured", other)
    (found,) = run.run([8], 1, tmp_path)
    assert names[-1] == "the last one anew"
    assert found.rows[-1].verdict == "ANOTHER BUILD"


def test_the_command_prints_and_plots(tmp_path):
    out = StringIO()
    plots = benchmark.edit(Console(file=out, width=200), [10], 1, None, tmp_path / "work")
    for words in ("the first build", "a gist", "an article more, with its text", "the same build, byte for byte"):
        assert words in out.getvalue()
    assert list(plots) == ["edits.svg"]
