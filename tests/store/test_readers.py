"""Readers beside a writer: whoever opens a build reads that build, whatever is published meanwhile."""

import subprocess
import sys
import time
from pathlib import Path

from kg.store import digest, open_build
from tests.store.sample import another, published, sample

ROOT = Path(__file__).parents[2]

READER = """
import sys
from pathlib import Path
from kg.errors import BuildError
from kg.store import open_build
folder, seen, done = Path(sys.argv[1]), set(), False
while not done:
    done = (folder / "done").exists()
    build = open_build(folder, mend=False)
    try:
        store = build.store()
    except BuildError:
        assert not build.folder.exists()  # three builds were published while this process was not given the machine
        continue
    (row,) = store.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert int(row["n"].value) == build.manifest.counts["quads"], build.name
    if not seen:
        print("ready", flush=True)
    seen.add(build.name)
print(len(seen))
"""


def test_readers_always_see_one_whole_build(tmp_path: Path) -> None:
    published(tmp_path)
    command = [sys.executable, "-c", READER, str(tmp_path)]
    readers = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    for turn in range(15):
        builds = sample(articles=[another(f"herald-{i}") for i in range(1 + turn % 5)])
        published(tmp_path, builds, inputs={f"{turn}.yaml": digest(b"")})
        time.sleep(0.05)
    (tmp_path / "done").touch()
    for reader in readers:
        out, err = reader.communicate()
        assert (reader.returncode, err) == (0, "")
        assert int(out) > 1, "at least the first build and the last"


def test_a_build_that_is_open_goes_on_answering_when_it_is_replaced(tmp_path: Path) -> None:
    build = published(tmp_path)
    store = build.store()
    for turn in range(2):
        published(tmp_path, inputs={f"{turn}.yaml": digest(b"")})
    assert open_build(tmp_path).name != build.name
    assert open_build(build.folder).name == build.name
    assert len(store) == len(build.store()) > 0


def test_several_stores_are_open_in_one_process(tmp_path: Path) -> None:
    build = published(tmp_path)
    stores = [build.store() for _ in range(4)]
    assert len({len(store) for store in stores}) == 1


def test_opening_and_asking_imports_nothing_large() -> None:
    """Each of these takes longer to import than a build to open."""
    code = "import sys, kg.store.build, kg.queries.run; print({'numpy', 'rdflib', 'pyshacl', 'rich'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
