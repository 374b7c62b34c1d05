"""What lies beside a build and not in it: the texts of its articles, and the sources as they are by now."""

from pathlib import Path

from kg.explain.graph import Graph, Text
from kg.explain.tree import Step
from kg.model import Article, TextInfo
from kg.namespaces import DIP
from kg.sources.texts import Texts
from kg.store import Build, digest_file


def texts_of(build: Build, texts: Texts) -> Text:
    """Return what gives the text of a build's article: the one with the hash that the build has, or None."""
    graph = Graph(build.store(), build.base)

    def text(key: str) -> str | None:
        node = f"{build.base}article/{key}"
        sha256 = graph.value(node, str(DIP.textHash)).removeprefix("sha256:")
        characters = graph.value(node, str(DIP.characters))
        if not sha256 or not characters:
            return None
        return texts.of(Article(id=key, text=TextInfo(sha256=sha256, characters=int(characters))))

    return text


def changed(step: Step, build: Build, root: Path) -> tuple[str, ...]:
    """Return the sources named in a tree that are not as they were when the build was made: lines in them may be off.

    `root`: the project's folder.
    """
    files = {each.place.partition(":")[0] for each in step.walk() if each.place}
    known = build.manifest.inputs
    return tuple(file for file in sorted(files & known.keys()) if _differs(root / file, known[file].sha256))


def _differs(path: Path, sha256: str) -> bool:
    return not path.is_file() or digest_file(path).sha256 != sha256
