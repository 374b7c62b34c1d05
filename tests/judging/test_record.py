"""Judgements are appended to the register's file; every byte that was there stays."""

import multiprocessing
import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.judging.record import NewJudgement, Recorded, annotator, record
from kg.sources.register import read_register

DAY = date(2031, 5, 2)
HEAD = "# Decided by hand.\n\n"
ENTRY = """- kind: event
  verdict: same
  things: [gazette-1/talks, tribune-7/meeting]  # both
  by: mk
  on: 2031-04-09
  because: >-
    Same two ministers,
    same town.
"""
PERSON = NewJudgement("person", "different", ("gazette-1/berg", "tom-berg"), "Another Berg")
CALLS = NewJudgement("event", "same", ("gazette-1/call", "tribune-7/call"), "Same hour")

FILES = {
    "as it is usually written": HEAD + ENTRY,
    "a comment at the end": HEAD + ENTRY + "\n# More to come.\n",
    "line ends of Windows": (HEAD + ENTRY).replace("\n", "\r\n"),
    "line ends of old Macs": (HEAD + ENTRY).replace("\n", "\r"),
    "no line break at the end": (HEAD + ENTRY).rstrip("\n"),
    "blanks at the end": HEAD + ENTRY + "   ",
    "letters of other scripts": HEAD + ENTRY + "# نادر، Дмитрий, Ærø\n",
    "a byte order mark": "\ufeff" + HEAD + ENTRY,
    "an indented list": "".join(f"    {line}\n" for line in ENTRY.splitlines()),
    "a wide dash": ENTRY.replace("- kind", "-   kind").replace("\n  ", "\n    "),
    "entries in braces": "- {kind: event, verdict: same, things: [a/b, c/d], by: mk, on: 2031-04-09, because: x}\n",
    "things line by line": ENTRY.replace("[gazette-1/talks, tribune-7/meeting]  # both", "\n  - a/b\n  - c/d"),
    "only comments": HEAD,
    "nothing": "",
    "only a byte order mark": "\ufeff",
    "a mark of the beginning": "---\n" + ENTRY,
}


def project(folder: Path, content: str | None, annotators: str = "- {id: mk, name: M. K.}\n") -> Path:
    path = folder / "sources" / "register" / "judgements.yaml"
    path.parent.mkdir(parents=True)
    if annotators:
        (folder / "sources" / "project.yaml").write_text("annotators:\n" + annotators)
    if content is not None:
        path.write_bytes(content.encode())
    return path


def judgements(path: Path) -> list[tuple[object, ...]]:
    reading = read_register(path.parents[1], path.parents[2])
    assert reading.findings == ()
    return [(j.kind, j.verdict, j.things, j.by, j.on, j.because) for j in reading.register.judgements]


@pytest.mark.parametrize("content", FILES.values(), ids=FILES.keys())
def test_every_byte_that_was_there_stays_and_the_new_entries_follow(content: str, tmp_path: Path) -> None:
    path = project(tmp_path, content)
    before = judgements(path)
    record(path, [CALLS, PERSON], "mk", DAY)
    assert path.read_bytes().startswith(content.encode())
    assert judgements(path) == [
        *before,
        ("event", "same", ("gazette-1/call", "tribune-7/call"), "mk", DAY, "Same hour"),
        ("person", "different", ("gazette-1/berg", "tom-berg"), "mk", DAY, "Another Berg"),
    ]


@pytest.mark.parametrize("content", [content for content in FILES.values() if content != "\ufeff"])
def test_deleting_the_lines_of_an_entry_gives_the_old_file(content: str, tmp_path: Path) -> None:
    path = project(tmp_path, content)
    record(path, [PERSON], "mk", DAY)
    newline = "\r\n" if "\r\n" in content else "\r" if "\r" in content else "\n"
    lines = path.read_bytes().decode().split(newline)
    ends = 1 if lines[-1] == "" else 0  # what follows the last line break is no line
    kept = lines[: len(lines) - 6 - ends] + [""] * ends
    assert newline.join(kept) == content


def test_the_entry_is_written_as_the_others_are(tmp_path: Path) -> None:
    path = project(tmp_path, ENTRY)
    record(path, [PERSON], "mk", DAY)
    assert path.read_text() == ENTRY + (
        "- kind: person\n"
        "  verdict: different\n"
        "  things: [gazette-1/berg, tom-berg]\n"
        "  by: mk\n"
        "  on: 2031-05-02\n"
        "  because: Another Berg\n"
    )


def test_line_ends_of_windows_are_kept_in_the_entry(tmp_path: Path) -> None:
    path = project(tmp_path, ENTRY.replace("\n", "\r\n"))
    record(path, [PERSON], "mk", DAY)
    content = path.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") == 14


@pytest.mark.parametrize(
    "content",
    [
        "[]\n",
        "[\n]\n",
        "  [ ]",
        "[{kind: event, verdict: same, things: [a/b, c/d], by: mk, on: 2031-04-09, because: x}]",
        "[\n  {kind: event, verdict: same, things: [a/b, c/d], by: mk, on: 2031-04-09, because: x},  # one\n]\n",
        "[\n  {kind: event, verdict: same, things: [a/b, c/d], by: mk, on: 2031-04-09, because: x}\n  ]\n# end\n",
    ],
)
def test_a_list_in_brackets_takes_entries_before_its_bracket(content: str, tmp_path: Path) -> None:
    path = project(tmp_path, content)
    before = judgements(path)
    record(path, [PERSON, CALLS], "mk", DAY)
    head, tail = content.rpartition("]")[0], content[content.rindex("]") :]
    assert path.read_text().startswith(head.rstrip(" "))
    assert path.read_text().endswith(tail)
    assert [each[2] for each in judgements(path)] == [*(each[2] for each in before), PERSON.things, CALLS.things]


def test_an_entry_before_a_bracket_on_its_own_line_is_a_line_of_its_own(tmp_path: Path) -> None:
    content = "[\n  {kind: event, verdict: same, things: [a/b, c/d], by: mk, on: 2031-04-09, because: x}\n]\n"
    path = project(tmp_path, content)
    record(path, [PERSON], "mk", DAY)
    lines = path.read_text().splitlines(keepends=True)
    assert "".join(lines[:2] + lines[3:]) == content


def test_an_end_of_the_document_stays_the_end(tmp_path: Path) -> None:
    path = project(tmp_path, ENTRY + "...\n# done\n")
    record(path, [PERSON], "mk", DAY)
    assert path.read_text().startswith(ENTRY)
    assert path.read_text().endswith("...\n# done\n")
    assert len(judgements(path)) == 2


def test_a_missing_file_is_made(tmp_path: Path) -> None:
    path = project(tmp_path, None)
    path.parent.rmdir()
    assert record(path, [PERSON], "mk", DAY) == Recorded(("sources/register/judgements.yaml:1",))
    assert path.read_text().startswith("- kind: person\n")


@pytest.mark.parametrize(
    "because",
    [
        "a: b",
        "ends with:",
        "a # b",
        "# begins",
        "'quoted'",
        'he said "yes"',
        "it's",
        "- dash",
        "[bracket]",
        "{brace}",
        "*star & @at `tick` %per !bang |pipe >gt ?q",
        "null",
        "No",
        "2031-05-02",
        "12",
        "~",
        "---",
        "back\\slash \\n",
        "نام یکی است: «آری»",
        "a\u00a0b  c",
        "word " * 60 + "# and: 'more'",
        "x" * 300,
        "a\ufeffb",
        "a\ufeffb " * 40,
        "émigré – naïve",
    ],
)
@pytest.mark.parametrize("content", [ENTRY, "[]\n"], ids=["list", "brackets"])
def test_any_reason_reads_back_as_it_was_given(content: str, because: str, tmp_path: Path) -> None:
    path = project(tmp_path, content)
    record(path, [NewJudgement("person", "unsure", ("a/b", "c"), because)], "mk", DAY)
    assert judgements(path)[-1][-1] == " ".join(because.replace("\t", " ").split(" ")).strip().replace("  ", " ")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=300))
def test_every_reason_without_control_characters_survives(because: str) -> None:
    import tempfile

    words = because.replace("\u2028", " ").replace("\u2029", " ").strip(" ")
    if not words:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = project(Path(folder), ENTRY)
        record(path, [NewJudgement("person", "unsure", ("a/b", "c"), because)], "mk", DAY)
        assert judgements(path)[-1][-1] == " ".join(part for part in words.split(" ") if part)


def test_line_breaks_in_a_reason_become_blanks(tmp_path: Path) -> None:
    path = project(tmp_path, ENTRY)
    record(path, [NewJudgement("person", "unsure", ("a/b", "c"), " one\r\n\n two\tthree ")], "mk", DAY)
    assert judgements(path)[-1][-1] == "one two three"


def test_no_line_is_wider_than_those_of_the_register(tmp_path: Path) -> None:
    path = project(tmp_path, ENTRY)
    record(path, [NewJudgement("person", "unsure", ("a/b", "c"), "many words " * 80)], "mk", DAY)
    assert max(map(len, path.read_text().splitlines())) <= 120


def test_what_is_recorded_already_is_not_written_twice(tmp_path: Path) -> None:
    path = project(tmp_path, HEAD + ENTRY)
    again = NewJudgement("event", "same", ("tribune-7/meeting", "gazette-1/talks"), "For another reason")
    assert record(path, [again], "mk", DAY) == Recorded((), ("sources/register/judgements.yaml:3",))
    assert path.read_text() == HEAD + ENTRY


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_a_contradiction_is_refused_and_the_line_is_named(verdict: str, tmp_path: Path) -> None:
    path = project(tmp_path, HEAD + ENTRY)
    other = NewJudgement("event", verdict, ("tribune-7/meeting", "gazette-1/talks"), "Not so")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"judgements\.yaml:3 says that .* are the same; delete its lines first"):
        record(path, [CALLS, other], "mk", DAY)
    assert path.read_text() == HEAD + ENTRY


def test_a_contradiction_through_others_is_refused(tmp_path: Path) -> None:
    path = project(tmp_path, ENTRY)
    record(path, [NewJudgement("event", "same", ("tribune-7/meeting", "herald-2/talks"), "x")], "mk", DAY)
    with pytest.raises(UsageError, match=r"judgements\.yaml:1 and .*:9 take gazette-1/talks and herald-2/talks as"):
        record(path, [NewJudgement("event", "different", ("gazette-1/talks", "herald-2/talks"), "x")], "mk", DAY)


def test_taking_as_one_what_a_judgement_keeps_apart_through_others_is_refused(tmp_path: Path) -> None:
    path = project(tmp_path, ENTRY)
    record(path, [NewJudgement("event", "different", ("tribune-7/meeting", "herald-2/talks"), "x")], "mk", DAY)
    with pytest.raises(UsageError, match=r"judgements\.yaml:9 says that they are different"):
        record(path, [NewJudgement("event", "same", ("gazette-1/talks", "herald-2/talks"), "x")], "mk", DAY)


def test_decisions_that_contradict_each_other_are_refused_together(tmp_path: Path) -> None:
    path = project(tmp_path, ENTRY)
    other = NewJudgement("person", "same", PERSON.things, "The same after all")
    with pytest.raises(UsageError, match="decision 1 of these"):
        record(path, [PERSON, other], "mk", DAY)
    assert path.read_text() == ENTRY


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        (NewJudgement("person", "same", ("a/b",), "x"), "name two things"),
        (NewJudgement("person", "same", ("a/b", "a/b"), "x"), "name two things"),
        (NewJudgement("person", "same", ("a/b", "c", "c"), "x"), "one thing is named twice"),
        (NewJudgement("person", "same", ("a/b", "c"), " \n "), "the reason is empty"),
        (NewJudgement("person", "same", ("a/b", "c"), "x\x07"), r"a/b and c: U\+0007, a control character, must not"),
    ],
)
def test_a_decision_that_says_too_little_is_refused(decision: NewJudgement, says: str, tmp_path: Path) -> None:
    path = project(tmp_path, ENTRY)
    with pytest.raises(UsageError, match=says):
        record(path, [decision], "mk", DAY)
    assert path.read_text() == ENTRY


def test_somebody_whom_the_project_does_not_list_can_not_decide(tmp_path: Path) -> None:
    path = project(tmp_path, ENTRY)
    with pytest.raises(UsageError, match=r"project\.yaml lists no annotator 'mkk'; did you mean 'mk'\?; to add one"):
        record(path, [PERSON], "mkk", DAY)
    assert path.read_text() == ENTRY


def test_the_only_annotator_is_taken_where_nobody_is_named(tmp_path: Path) -> None:
    assert annotator(project(tmp_path, None), None) == "mk"


@pytest.mark.parametrize(
    ("listed", "says"),
    [("- {id: mk, name: M}\n- {id: ab, name: A}\n", "name with --by one of mk, ab"), ("", "as --by mk")],
)
def test_one_of_several_annotators_has_to_be_named(listed: str, says: str, tmp_path: Path) -> None:
    path = project(tmp_path, None, listed)
    with pytest.raises(UsageError, match=says):
        annotator(path, None)


def test_a_register_with_a_mistake_is_left_alone(tmp_path: Path) -> None:
    wrong = ENTRY + ENTRY.replace("event", "ivent")
    path = project(tmp_path, wrong)
    with pytest.raises(UsageError, match=r"sources/register/judgements\.yaml:9:9: unknown kind 'ivent'"):
        record(path, [PERSON], "mk", DAY)
    assert path.read_text() == wrong


def test_a_text_that_a_line_break_would_change_is_left_alone(tmp_path: Path) -> None:
    content = ENTRY.replace(">-", "|").rstrip("\n")
    path = project(tmp_path, content)
    with pytest.raises(UsageError, match="end its last line with a line break"):
        record(path, [PERSON], "mk", DAY)
    assert path.read_text() == content


def test_the_mode_of_the_file_and_a_link_to_it_stay(tmp_path: Path) -> None:
    path = project(tmp_path, ENTRY)
    path.chmod(0o640)
    real = tmp_path / "kept-elsewhere.txt"
    path.rename(real)
    path.symlink_to(real)
    record(path, [PERSON], "mk", DAY)
    assert path.is_symlink()
    assert len(judgements(path)) == 2
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    path = project(tmp_path, ENTRY)
    path.with_name(".judgements.yaml.part").write_text("of somebody who was stopped")
    path.chmod(0o640)
    record(path, [PERSON], "mk", DAY)
    assert [each.name for each in path.parent.iterdir()] == ["judgements.yaml"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def write_ten(path: Path, name: str) -> None:
    for number in range(10):
        record(path, [NewJudgement("person", "unsure", (f"{name}/{number}", "tom-berg"), "x")], "mk", DAY)


def test_two_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = project(tmp_path, ENTRY)
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=write_ten, args=(path, name)) for name in ("one", "other")]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert [each.exitcode for each in both] == [0, 0]
    things = {each[2] for each in judgements(path)[1:]}
    assert things == {(f"{name}/{number}", "tom-berg") for name in ("one", "other") for number in range(10)}
