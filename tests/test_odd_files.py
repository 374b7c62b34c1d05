"""Files that can't be read, or are none: told by the build as by the check, and without an end in a traceback."""

import os
import sys
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.known import Known
from kg.pipeline import build, check
from kg.project import Project
from kg.starter import lay_out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "harbour"
    list(lay_out(place))
    return place


def codes(folder: Path, known: Known | None = None) -> set[str]:
    built = build(Project(folder, folder / "texts"), known=known)
    return {finding.code for finding in built.checked.report.findings if finding.severity == "error"}


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights there, or are not known")
@pytest.mark.parametrize("watched", [False, True])
def test_what_leads_nowhere_or_is_a_pipe_is_told(folder: Path, watched: bool) -> None:
    known = Known() if watched else None
    odd = folder / "sources/odd.yaml"
    odd.symlink_to("nowhere")
    assert codes(folder, known) == {"DK001"}
    odd.unlink()
    os.mkfifo(odd)
    os.mkfifo(folder / "texts/odd.txt")
    assert codes(folder, known) == {"DK001"}
    odd.unlink()
    assert codes(folder, known) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("watched", [False, True])
def test_hidden_files_count_for_nothing(folder: Path, watched: bool) -> None:
    known = Known() if watched else None
    built = build(Project(folder, folder / "texts"), known=known)
    for place in ("sources/register/.#people.yaml", "texts/.#harbour.txt", "sources/.#x.yaml"):
        (folder / place).symlink_to("somebody@host.1:2")  # as Emacs does while something is not saved
    (folder / "sources/register/.extra.yaml").write_text("- {id: x, name: X}\n", "utf-8")
    again = build(Project(folder, folder / "texts"), known=known)
    assert built.build
    assert again.build
    assert again.build.name == built.build.name


@pytest.mark.skipif(sys.platform == "win32", reason="such names can't be given there")
@pytest.mark.parametrize(("name", "says"), [(b"a#b", "'#'"), (b"a:b", "':'"), (b"a\xff", "0xff"), (b"a\nb", r"'\n'")])
def test_a_name_that_no_place_can_hold_is_refused_at_once(folder: Path, name: bytes, says: str) -> None:
    (folder / "sources" / os.fsdecode(name + b".yaml")).write_text("article: {}", "utf-8")
    for run in (build, check):
        with pytest.raises(UsageError, match=f"can't hold .*{says.replace(chr(92), chr(92) * 2)}.*; rename the file"):
            run(Project(folder))


@pytest.mark.parametrize("name", ["خبر\u200cها", "a\u00a0b", "新闻 1"])
def test_a_name_in_any_script_is_one(folder: Path, name: str) -> None:
    source = min((folder / "sources").glob("*-1.yaml"))
    source.rename(folder / "sources" / f"{name}.yaml")
    assert codes(folder) == set()


def test_a_folder_of_texts_that_is_not_there_is_never_passed_over(folder: Path) -> None:
    build(Project(folder))
    with pytest.raises(UsageError, match="no such folder of texts"):
        Project(folder, folder / "nowhere")


def test_a_text_with_the_time_and_the_size_that_it_had_is_read_again(folder: Path) -> None:
    known, text = Known(), folder / "texts/harbour.txt"
    assert codes(folder, known) == set()
    was = text.stat()
    text.write_text(text.read_text("utf-8").swapcase(), "utf-8")
    os.utime(text, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert "DK121" in codes(folder, known)
