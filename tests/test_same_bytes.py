"""The same input gives the same bytes, whatever the process, the machine's settings and the order of files."""

import itertools
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.validation.reports import SUFFIXES
from tests.conftest import ROOT, TEXTS

KG = [sys.executable, "-c", "from kg.cli import main; main()"]
SETTINGS = list(itertools.product("0123", ("UTC", "Asia/Kathmandu"), ("C", "C.UTF-8"), (False, True)))


def outputs(place: Path, seed: str, zone: str, locale: str, elsewhere: bool) -> dict[str, bytes]:
    """Build a copy of this repository's sources, made in another order each time, and return what comes out."""
    files = [path for path in (ROOT / "sources").rglob("*") if path.is_file()]
    random.Random(f"{seed}{zone}{locale}{elsewhere}").shuffle(files)
    for path in files:
        target = place / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "KG_"))},
        "PYTHONHASHSEED": seed,
        "TZ": zone,
        "LC_ALL": locale,
        "PYTHONPATH": str(ROOT),
    }
    where = {"cwd": place.parent if elsewhere else place, "env": environment, "check": True}
    project = ["--project", place.name] if elsewhere else []
    texts = ["--texts", str(TEXTS)] if TEXTS else []
    subprocess.run([*KG, "build", "--quiet", *project, *texts], **where)  # type: ignore[call-overload]
    subprocess.run([*KG, "export", "turtle", "-o", str(place / "graph.ttl"), *project], **where)  # type: ignore[call-overload]
    build = place / "build" / (place / "build" / "current").read_text().strip()
    found = {path.name: path.read_bytes() for path in (*build.iterdir(), *build.glob("graph/*")) if path.is_file()}
    return {**found, "graph.ttl": (place / "graph.ttl").read_bytes(), "name": build.name.encode()}


def all_equal(tmp_path: Path, settings: list[tuple[str, str, str, bool]]) -> None:
    first: dict[str, bytes] = {}
    for number, setting in enumerate(settings):
        place = tmp_path / str(number)
        place.mkdir()
        found = outputs(place, *setting)
        first = first or found
        assert set(first) >= {"000001-article.nq", "graph.ttl", *(f"report.{suffix}" for suffix in SUFFIXES.values())}
        assert [name for name in first if first[name] != found.get(name)] == [], setting


def test_each_setting_at_least_twice(tmp_path: Path) -> None:
    chosen = [("0", "UTC", "C", False), ("1", "Asia/Kathmandu", "C.UTF-8", True), ("2", "UTC", "C.UTF-8", True)]
    all_equal(tmp_path, [*chosen, ("3", "Asia/Kathmandu", "C", False)])


@pytest.mark.long
def test_every_combination(tmp_path: Path) -> None:
    assert len(SETTINGS) == 32
    all_equal(tmp_path, SETTINGS)
