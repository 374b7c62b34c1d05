"""The evidence pack: what stands in it, and that hostile texts stay texts, in a browser too."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from kg.citing.pack import pack
from kg.opened import Opened
from kg.queries import free
from tests.citing.hostile import HOSTILE, cited_of, proof_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-default-apps"]


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def page(graph: Opened) -> str:
    query = "SELECT ?e ?day { ?e a dip:Meeting ; dip:earliest ?day }"
    return graph.pack(graph.cite(free(query), {}))


def test_it_has_the_answer_the_notes_the_query_and_the_build(graph: Opened, page: str) -> None:
    assert "2022-08-27" in page
    assert graph.build.name in page
    assert graph.build.manifest.graph in page
    assert "SELECT ?e ?day" in page
    assert "iq-003 [369–383]" in page  # the words for the day
    assert page.count("nodes, 0 results") > 50  # rules that were looked at


def test_each_number_in_a_row_leads_to_its_note(page: str) -> None:
    found = _Page(page)
    targets = {attrs["id"] for tag, attrs in found.tags if tag == "li" and "id" in attrs}
    links = {str(attrs["href"])[1:] for tag, attrs in found.tags if tag == "a"}
    assert links == targets
    assert links


def test_a_query_that_can_not_be_cited_is_answered_and_says_so(graph: Opened) -> None:
    page = graph.pack(graph.cite(free("SELECT (NOW() AS ?now) {}"), {}))
    assert "NOW() gives something else each time" in page
    assert "<tbody>" in page


def test_nothing_in_it_asks_for_anything(page: str) -> None:
    for tag, attrs in _Page(page).tags:
        assert tag not in ("script", "img", "iframe", "link", "object", "form", "base")
        assert not {name for name in attrs if name.startswith("on")}
        assert all(str(attrs[name]).startswith("#") for name in ("href", "src") if name in attrs)
    policies = [str(attrs["content"]) for tag, attrs in _Page(page).tags if "http-equiv" in attrs]
    assert [policy.split(";")[0] for policy in policies] == ["default-src 'none'"]


def test_hostile_texts_stay_texts() -> None:
    text = pack(cited_of(HOSTILE), proof_of())
    found = _Page(text)
    plain = _Page(pack(cited_of([f"plain {number:03}" for number in range(len(HOSTILE))]), proof_of()))
    assert [tag for tag, _ in found.tags] == [tag for tag, _ in plain.tags]
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", text)
    assert len(HOSTILE) == 200


@pytest.fixture
def hits() -> Iterator[list[str]]:
    """Every request that reaches a server on this machine."""
    found: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    found.append(str(server.server_port))
    yield found
    server.shutdown()
    server.server_close()


def _dom(page: Path, profile: Path) -> str:
    assert CHROMIUM
    command = [
        CHROMIUM,
        *FLAGS,
        f"--user-data-dir={profile}",
        "--virtual-time-budget=2000",
        "--dump-dom",
        page.as_uri(),
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


@pytest.mark.skipif(CHROMIUM is None, reason="Debian's package chromium is not installed")
def test_in_a_browser_no_script_runs_and_no_request_leaves(tmp_path: Path, hits: list[str]) -> None:
    port = hits.pop()
    page = tmp_path / "pack.html"
    page.write_text(pack(cited_of([text.replace("PORT", port) for text in HOSTILE]), proof_of()), encoding="utf-8")
    dom = _dom(page, tmp_path / "profile")
    assert "<table>" in dom
    assert "HACKED" not in re.sub(r"\s", "", dom.split("</title>")[0])  # no script has set the title
    assert hits == []
    # the same browser does run scripts and fetch, where a page lets it
    page.write_text(f"<title>x</title><img src='http://127.0.0.1:{port}/seen'><script>document.title='HACKED'</script>")
    assert "<title>HACKED" in _dom(page, tmp_path / "profile")
    assert hits == ["/seen"]
