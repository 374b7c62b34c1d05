"""A generated corpus as a project's folder: `sources/`, `texts/` and `truth.json`."""

import json
from pathlib import Path

import msgspec

from tests.benchmarks.corpus import Corpus
from tests.benchmarks.corpus.register import PROJECT, register_records


def write_project(corpus: Corpus, folder: Path) -> None:
    """Write annotations as JSON Lines, the register as YAML, texts and truth."""
    register, texts = folder / "sources" / "register", folder / "texts"
    for each in (register, texts):
        each.mkdir(parents=True, exist_ok=True)
    lines = [msgspec.json.encode(annotation) + b"\n" for annotation in corpus.annotations]
    (folder / "sources" / "articles.jsonl").write_bytes(b"".join(lines))
    for stem, records in register_records(corpus.society).items():
        entries = [json.dumps(msgspec.to_builtins(record), ensure_ascii=False) for record in records]
        (register / f"{stem}.yaml").write_text("".join(f"- {entry}\n" for entry in entries), encoding="utf-8")
    project = json.dumps(msgspec.to_builtins(PROJECT), ensure_ascii=False)
    (folder / "sources" / "project.yaml").write_text(project + "\n", encoding="utf-8")
    for key, text in corpus.texts.items():
        (texts / f"{key}.txt").write_bytes(text.encode())
    (folder / "truth.json").write_bytes(truth_json(corpus))


def truth_json(corpus: Corpus) -> bytes:
    """Return the truth as JSON, with `article/event` and `article#pointer` as keys, sorted."""
    plain = {}
    for name in corpus.truth.__struct_fields__:
        value = getattr(corpus.truth, name)
        if isinstance(value, dict):
            plain[name] = {_key(key): value[key] for key in sorted(value)}
        else:
            plain[name] = [_key(key) for key in sorted(value)]
    return msgspec.json.format(msgspec.json.encode(plain), indent=1) + b"\n"


def _key(key: str | tuple[str, str]) -> str:
    if isinstance(key, str):
        return key
    article, at = key
    return f"{article}#{at}" if at.startswith("/") else f"{article}/{at}"
