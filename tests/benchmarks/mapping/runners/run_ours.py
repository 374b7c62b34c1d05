"""Read, decide and map with the project's own mapping: PROJECT OUT.nq TIMES.json."""

import gc
import json
import sys
import time
from pathlib import Path

from kg.drafting import decided, read
from kg.mapping.corpus import map_corpus
from kg.project import Project
from kg.sources.texts import Texts
from kg.store.nquads import block


def main(root: Path, out: Path, times: Path) -> None:
    """Write the graph, and the CPU seconds of each stage; reading has the start of the process in it."""
    gc.disable()  # as a build does while it decides and maps
    project = Project(root)
    reading, register = read(project)
    read_by = time.process_time()
    decisions = decided(Texts(project.texts), reading, register)
    decided_by = time.process_time()
    names = {each.id: each.name for each in register.register.project.annotators}
    with out.open("wb") as file:
        file.writelines(block(each.lines) for each in map_corpus(reading.by_key, decisions, annotators=names))
    taken = {"reading": read_by, "deciding": decided_by - read_by, "mapping": time.process_time() - decided_by}
    times.write_text(json.dumps(taken), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
