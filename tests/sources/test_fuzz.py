"""Whatever the bytes, reading never raises: it gives documents and findings, and never both of one."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.model import Annotation
from kg.sources.mistakes import mistakes
from kg.sources.positions import Locator, locate
from kg.sources.read import read
from kg.sources.register import read_register
from kg.sources.yaml_tree import yaml_tree
from tests.sources.sample import GOOD

SETTINGS = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])

PIECES = [
    *"[]{}:,-?&*!|>'\"%@`#~\n\t \r\\",
    ": ",
    "- ",
    "? ",
    "<<: ",
    "&a ",
    "*a ",
    "!!str ",
    "---\n",
    "...\n",
    "null",
    "at: [1, 2]",
    "at: [9, 3]",
    "id: talks",
    "role: host",
    "participants:",
    "\\x00",
    "\\UFFFFFFFF",
    "\\ud800",
    "\ufeff",
    "\u2028",
    "\x00",
    "\U0001f6a2",
    "9" * 5000,
    "1e999",
    "-0",
    "NaN",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40).map("".join)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The good annotation with some parts cut out, doubled, or replaced."""
    text = GOOD
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        text = text[:start] + draw(st.sampled_from(["", text[start:end] * 2, *PIECES])) + text[end:]
    return text


def check(raw: bytes, name: str, folder: Path) -> None:
    path = folder / name
    path.write_bytes(raw)
    reading = read(path, folder)
    assert reading.sources or reading.findings or not raw.strip() or name == "a.jsonl"
    if name == "a.yaml":
        assert not (reading.sources and reading.findings)
    failed = {finding.line for finding in reading.findings}
    for source in reading.sources:
        assert name == "a.yaml" or int(source.prefix[1:]) + 1 not in failed
    for finding in reading.findings:
        finding.message.encode()
        finding.pointer.encode()
        assert finding.code != "DK029"
        assert (finding.line >= 1) == (finding.column >= 1) or finding.code == "DK004"


@SETTINGS
@given(st.binary(max_size=300), st.sampled_from(["a.yaml", "a.jsonl"]))
def test_any_bytes(tmp_path: Path, raw: bytes, name: str) -> None:
    check(raw, name, tmp_path)


@SETTINGS
@given(TEXTS, st.sampled_from(["a.yaml", "a.jsonl"]))
@example('a: "\\UFFFFFFFF"', "a.yaml")
@example('a: "\\', "a.yaml")
@example("&a", "a.yaml")
@example("&a &a", "a.yaml")
@example("*a : b", "a.yaml")
@example('"\\ud800": {"\\ud800": null}', "a.jsonl")
@example("9" * 5000, "a.jsonl")
@example('{"annotator": 1e999, "article": 1e400}', "a.jsonl")
def test_any_text(tmp_path: Path, text: str, name: str) -> None:
    check(text.encode("utf-8", "replace"), name, tmp_path)


@SETTINGS
@given(damaged())
def test_any_damage(tmp_path: Path, text: str) -> None:
    check(text.encode("utf-8", "replace"), "a.yaml", tmp_path)


@SETTINGS
@given(damaged(), st.sampled_from(["people", "posts", "judgements"]))
def test_any_register(tmp_path: Path, text: str, stem: str) -> None:
    (tmp_path / "register").mkdir(exist_ok=True)
    (tmp_path / "register" / f"{stem}.yaml").write_bytes(text.encode("utf-8", "replace"))
    for finding in read_register(tmp_path, tmp_path).findings:
        assert finding.code != "DK029"


@SETTINGS
@given(TEXTS, st.text("/~01a", max_size=8))
def test_any_place(tmp_path: Path, text: str, pointer: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(text.encode("utf-8", "replace"))
    for line, column in (locate(text, f"/{pointer}"), Locator(tmp_path).at("a.jsonl", f"/{pointer}")):
        assert (line >= 1) == (column >= 1)


@pytest.mark.parametrize("text", ["{id: 1}", "[a]", "x", "{article: {id: [x]}, events: [{at: {}}]}"])
def test_the_walk_finds_something_wherever_the_records_refuse(text: str) -> None:
    assert list(mistakes(yaml_tree(text), Annotation, texts=True))
