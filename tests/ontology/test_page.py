"""The page of the ontology: all terms are on it, its links lead somewhere, and it asks nothing of a network."""

import os
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser

import pytest

from kg.namespaces import DIP
from kg.ontology.doc import page


class Reader(HTMLParser):
    """Collects anchors, links, and whatever would be fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: Counter[str] = Counter()
        self.links: set[str] = set()
        self.fetched: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.anchors[str(values["id"])] += 1
        if tag == "a":
            self.links.add(str(values["href"]))
        if tag in ("script", "iframe", "object", "img", "embed") or values.get("src"):
            self.fetched.append(tag)
        if tag == "link" and not str(values.get("href")).startswith("data:"):
            self.fetched.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def reader() -> Reader:
    found = Reader()
    found.feed(page())
    return found


def test_each_term_has_an_anchor_of_its_local_name(reader: Reader) -> None:
    names = {name for name in DIP.__annotations__ if not name.startswith("_")}
    assert names <= reader.anchors.keys()


def test_no_two_things_share_an_anchor(reader: Reader) -> None:
    assert [anchor for anchor, count in reader.anchors.items() if count > 1] == []


def test_each_link_within_the_page_leads_to_something(reader: Reader) -> None:
    within = {link.removeprefix("#") for link in reader.links if link.startswith("#")}
    assert within - reader.anchors.keys() == set()


def test_nothing_is_fetched(reader: Reader) -> None:
    assert reader.fetched == []
    assert re.findall(r"@import|url\(", page()) == []


def test_schemes_alignments_and_other_scripts_are_shown(reader: Reader) -> None:
    assert {"role/host", "scheme/level", "event-code/cameo-041"} <= reader.anchors.keys()
    assert "http://www.w3.org/ns/prov#Agent" in reader.links
    assert "دیدار" in reader.text


def test_dark_screens_and_paper_are_served() -> None:
    assert "prefers-color-scheme: dark" in page()
    assert "@media print" in page()


def test_the_page_is_the_same_in_each_run() -> None:
    code = "import sys; from kg.ontology.doc import page; sys.stdout.buffer.write(page().encode())"
    pages = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert pages == {page().encode()}
