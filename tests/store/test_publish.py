"""Publishing: the same bytes for the same content, everything on the disk first, and one writer at a time."""

import hashlib
import json
import os
import random
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import BuildError, GateError
from kg.model import Finding, Report
from kg.store import Draft, digest, open_build, publish_failed, verify
from kg.store.disk import scratch
from tests.store.sample import ARTICLE, BASE, Sample, another, lines, published, sample


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of a build's files, the derived store apart."""
    return {path.name: path.read_bytes() for path in (*folder.iterdir(), *folder.glob("graph/*")) if path.is_file()}


def test_a_build_lies_under_the_hash_of_its_manifest(tmp_path: Path) -> None:
    build = published(tmp_path / "build")
    content = (build.folder / "manifest.json").read_bytes()
    assert build.name == hashlib.sha256(content).hexdigest()[:16] == build.folder.name
    assert (tmp_path / "build" / "current").read_text() == f"{build.name}\n"
    manifest = json.loads(content)
    assert set(manifest) == {"format", "base", "versions", "counts", "inputs", "outputs"}
    for name, entry in manifest["outputs"].items():
        written = (build.folder / name).read_bytes()
        assert entry == {"sha256": hashlib.sha256(written).hexdigest(), "size": len(written)}
    kinds = ("article", "register", "derived", "ontology")
    graph = {f"graph/{number:06}-{kind}.nq" for number, kind in enumerate(kinds, 1)}
    assert set(manifest["outputs"]) == {*graph, "report.json", "report.html"}
    assert manifest["inputs"] == {"sources/gazette-1.yaml": {"sha256": digest(b"invented").sha256, "size": 8}}
    assert manifest["counts"] == {"articles": 1, "quads": sum(len(set(lines)) for lines in sample().sections)}
    assert [path.name for path in build.reports] == ["report.html", "report.json"]


def test_the_same_content_gives_the_same_bytes_in_another_order_and_place(tmp_path: Path) -> None:
    parts = tuple(list(part) * 2 for part in sample().sections)
    for part in parts:
        random.Random(7).shuffle(part)
    first = published(tmp_path / "a")
    second = published(tmp_path / "deep" / "er" / "b", Sample(parts))
    assert first.name == second.name
    assert files(first.folder) == files(second.folder)


def test_the_graph_has_the_sections_in_order_each_sorted(tmp_path: Path) -> None:
    two = sample(articles=[ARTICLE, another("herald-2")])
    written = "".join(part.read_text(encoding="utf-8") for part in published(tmp_path, two).parts)
    assert written == "".join("".join(sorted(set(lines))) for lines in two.sections)


def test_no_place_host_or_time_is_in_the_output(tmp_path: Path) -> None:
    everything = b"".join(files(published(tmp_path).folder).values()).decode()
    assert str(tmp_path) not in everything
    assert socket.gethostname() not in re.findall(r"[\w.-]+", everything)
    assert not re.search(r"\b\d\d:\d\d\b|\b20[12]\d-", everything)


@pytest.mark.parametrize(
    ("changed", "same"),
    [({}, True), ({"inputs": {"a.yaml": digest(b"x")}}, False), ({"reports": {"report.json": b"{}\n"}}, False)],
)
def test_another_input_or_output_is_another_build(changed: dict[str, Any], same: bool, tmp_path: Path) -> None:
    assert (published(tmp_path).name == published(tmp_path, **changed).name) is same


def test_a_build_that_is_there_is_used_again(tmp_path: Path) -> None:
    build = published(tmp_path)
    before = {path: path.stat().st_ino for path in build.folder.rglob("*")}
    other = published(tmp_path, sample(articles=[]))
    assert open_build(tmp_path).name == other.name
    again = published(tmp_path)
    assert open_build(tmp_path).name == again.name == build.name
    assert {path: path.stat().st_ino for path in build.folder.rglob("*")} == before


@pytest.mark.parametrize(
    "name", ["graph/000001-article.nq", "report.json", "manifest.json", "store/CURRENT", "store/cache.json"]
)
@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_a_damaged_build_is_mended_by_building_again(name: str, damage: str, tmp_path: Path) -> None:
    build = published(tmp_path)
    path = build.folder / name
    content = path.read_bytes()
    path.unlink() if damage == "gone" else path.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    assert verify(build) != []
    assert published(tmp_path).name == build.name
    assert verify(open_build(tmp_path, mend=False)) == []


def test_everything_is_on_the_disk_before_the_build_becomes_current(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    at_rename: dict[str, set[int]] = {}
    fsync, replace = os.fsync, Path.replace

    def record_sync(handle: int) -> None:
        synced.append(os.fstat(handle).st_ino)
        fsync(handle)

    def record_replace(source: Path, target: Path) -> Path:
        at_rename[Path(target).name] = set(synced)
        return replace(source, target)

    monkeypatch.setattr(os, "fsync", record_sync)
    monkeypatch.setattr(Path, "replace", record_replace)
    build = published(tmp_path)
    inodes = {path.stat().st_ino for path in [build.folder, *build.folder.rglob("*")]}
    assert inodes <= at_rename[build.name]
    assert tmp_path.stat().st_ino in at_rename["current"]
    assert (tmp_path / "current").stat().st_ino in at_rename["current"]
    assert synced[-1] == tmp_path.stat().st_ino


def test_a_quad_in_two_sections_is_named(tmp_path: Path) -> None:
    parts = sample().sections
    line = sorted(parts[0])[0]
    with pytest.raises(BuildError, match=r"a quad stands in two sections: " + re.escape(line.strip())):
        published(tmp_path, Sample((*parts, [line])))
    assert not (tmp_path / "current").exists()


def test_two_literals_that_the_store_takes_for_one_are_refused(tmp_path: Path) -> None:
    decimals = ["1.10", "1.1"]
    trig = "\n".join(f'<fact/a/b> {{ <place/x> dip:at "{d}"^^xsd:decimal . }}' for d in decimals)
    with pytest.raises(BuildError, match="two literals for one"):
        published(tmp_path, Sample((lines(trig),)))


def test_a_blank_node_leaves_the_last_good_build(tmp_path: Path) -> None:
    build = published(tmp_path)
    with pytest.raises(BuildError, match="blank node"):
        published(tmp_path, Sample((["<http://e/s> <http://e/p> _:b <http://e/g> .\n"],)))
    assert open_build(tmp_path, mend=False).name == build.name
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([".lock", "current", build.name])


def test_a_graph_that_does_not_conform_is_not_published(tmp_path: Path) -> None:
    refused = sample()._replace(report=Report(findings=(Finding(code="DK401", message="a person needs a name"),)))
    with pytest.raises(GateError, match="does not conform, so it is not published; run `kg check`"):
        published(tmp_path, refused)
    assert not (tmp_path / "current").exists()
    warned = sample()._replace(
        report=Report(findings=(Finding(code="DK201", message="not in the register", severity="warning"),))
    )
    assert verify(published(tmp_path, warned)) == []


def test_an_error_while_the_graph_is_made_leaves_the_last_good_build(tmp_path: Path) -> None:
    class Breaks(Sample):
        @property
        def graph(self) -> Draft:
            raise ZeroDivisionError

    build = published(tmp_path)
    with pytest.raises(ZeroDivisionError):
        published(tmp_path, Breaks(()))
    assert open_build(tmp_path, mend=False).name == build.name
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([".lock", "current", build.name])


def test_leftovers_of_killed_builds_are_cleared(tmp_path: Path) -> None:
    (tmp_path / ".tmp-1" / "build" / "graph").mkdir(parents=True)
    (tmp_path / ".tmp-1" / "build" / "graph" / "000001-article.nq").write_text("half")
    (tmp_path / ".tmp-old-current").write_text("x")
    build = published(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([".lock", "current", build.name])


def test_a_second_build_at_once_is_told_to_wait(tmp_path: Path) -> None:
    with scratch(tmp_path) as place:
        (place / "theirs").write_text("being written")
        with pytest.raises(BuildError, match="another build is being written here; wait"):
            published(tmp_path)
        assert (place / "theirs").exists()
    published(tmp_path)


def test_the_lock_of_a_killed_build_blocks_nobody(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from kg.store.disk import scratch\n"
        "with scratch(Path(sys.argv[1])): print('locked', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"locked\n"
        with pytest.raises(BuildError, match="another build"):
            published(tmp_path)
        process.kill()
    published(tmp_path)


def test_two_builds_stay_beside_the_current_one(tmp_path: Path) -> None:
    names = []
    for i in range(5):
        names.append(published(tmp_path, inputs={f"{i}.yaml": digest(b"")}).name)
        os.utime(tmp_path / names[-1], ns=(i, i))
    assert {path.name for path in tmp_path.iterdir() if len(path.name) == 16} == set(names[2:])
    assert published(tmp_path, inputs={"2.yaml": digest(b"")}).name == names[2]
    os.utime(tmp_path / names[2], ns=(9, 9))
    published(tmp_path, inputs={"3.yaml": digest(b"")})
    published(tmp_path, inputs={"6.yaml": digest(b"")})
    assert {names[2], names[3]} < {path.name for path in tmp_path.iterdir()}, "the last two to be current stay"


def test_reports_of_a_refused_graph_replace_each_other_and_go_with_the_next_build(tmp_path: Path) -> None:
    build = published(tmp_path)
    publish_failed(tmp_path, {"report.json": b"1\n", "report.html": b"1\n"})
    folder = publish_failed(tmp_path, {"report.json": b"2\n"})
    assert folder == tmp_path / "failed"
    assert files(folder) == {"report.json": b"2\n"}
    assert open_build(tmp_path).name == build.name
    published(tmp_path)
    assert not folder.exists()


@pytest.mark.parametrize("name", ["/etc/x.yaml", "../x.yaml", "a/../x.yaml", "a\\x.yaml", "c:x.yaml", "./a", "a//b"])
def test_an_input_is_named_by_a_plain_relative_path(name: str, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="not a plain relative path"):
        published(tmp_path, inputs={name: digest(b"")})


@pytest.mark.parametrize(
    "name", ["graph/000001-article.nq", "manifest.json", "report", "report.a/b", "report.", "x.html"]
)
def test_a_report_is_named_for_its_format(name: str, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"name it report\.<format>"):
        publish_failed(tmp_path, {name: b""})


def test_the_base_is_kept(tmp_path: Path) -> None:
    assert open_build(published(tmp_path).folder).base == BASE
