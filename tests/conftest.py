"""What many tests share: this repository's own project, built once, and the texts where they are at hand."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kg.opened import Opened
from kg.pipeline import Built, build
from kg.project import Project

ROOT = Path(__file__).resolve().parent.parent
TEXTS = Path(os.environ["KG_TEXTS"]) if "KG_TEXTS" in os.environ else None
W3C = Path(os.environ["KG_W3C_TESTS"]) if "KG_W3C_TESTS" in os.environ else None

settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The build of this repository's sources, without the texts."""
    root = tmp_path_factory.mktemp("five")
    shutil.copytree(ROOT / "sources", root / "sources")
    return build(Project(root))


@pytest.fixture(scope="session")
def graph(built: Built) -> Opened:
    """The same, opened for queries."""
    return Opened(built.checked.project)


@pytest.fixture(scope="session")
def texts() -> Path:
    """The folder of the five articles' texts; skips where KG_TEXTS does not name it."""
    if TEXTS is None:
        pytest.skip("KG_TEXTS does not name the folder of the texts, which are no part of the project")
    return TEXTS


@pytest.fixture
def interrupts() -> Iterator[None]:
    """Let an interrupt be told as Python tells it: a shell that starts a run in the background ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
