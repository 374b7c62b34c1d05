"""The page: complete, harmless, and without a request."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from msgspec.structs import replace

from kg.model import Report
from kg.validation.reports import write
from kg.validation.reports.html import prose
from tests.validation.reports.sample import CONTEXT, EVIL, GOOD, HOSTILE, HOSTILE_CONTEXT, REPORT

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """All elements with their attributes, and the text inside each kind of element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(html)
        self.close()
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.texts.setdefault(tag, []).append(data)

    def text(self, tag: str) -> str:
        return " ".join(" ".join(self.texts.get(tag, [])).split())


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(write(REPORT, "html", CONTEXT))


def test_the_page_says_verdict_counts_and_findings(page: Page) -> None:
    body = page.text("body")
    assert "The graph does not conform: 1 error, 1 warning and 1 note in 1 file." in body
    assert "error DK440 sources/gazette-1.yaml:4:5" in body
    assert "Also at sources/herald-1.yaml:30:5" in body
    assert "Say with status whether" in body
    assert page.text("mark") == "Ada Lindqvist received the deputy minister of Sundria on Tuesday evening"
    assert "DK440 an event has a status Event 1,200 1 DK490 a visit has a guest idle 0" in page.text("tbody")
    assert page.text("details").startswith(
        "DK440 an event has a status Plans are told from deeds by it. Mend: Say with status"
    )


def test_the_caret_stands_under_the_column() -> None:
    excerpt = re.search(r'<pre class="excerpt">(.*?)</pre>', write(REPORT, "html", CONTEXT), re.DOTALL)
    assert excerpt is not None
    assert re.sub("<[^>]*>", "", excerpt[1]) == "4 |   - id: talks\n  |     ^"


def test_nothing_is_loaded_and_nothing_runs(page: Page) -> None:
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & {tag for tag, _ in page.elements}
    targets = [
        value for _, attributes in page.elements for name, value in attributes.items() if name in ("src", "href")
    ]
    assert targets
    assert all(str(target).startswith("#") for target in targets)
    assert not [
        name for _, attributes in page.elements for name in attributes if name.startswith("on") or name == "style"
    ]


def test_the_policy_allows_this_style_sheet_only(page: Page) -> None:
    (policy,) = [a["content"] for tag, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
    digest = base64.b64encode(hashlib.sha256("".join(page.texts["style"]).encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in "".join(page.texts["style"])
    assert "@import" not in "".join(page.texts["style"])


def test_links_lead_somewhere_and_ids_are_unique(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {str(a["href"])[1:] for tag, a in page.elements if tag == "a"} <= set(map(str, ids))


def test_the_page_is_made_for_keyboard_dark_and_print(page: Page) -> None:
    style = "".join(page.texts["style"])
    for part in ("prefers-color-scheme: dark", "@media print", ":focus-visible", "forced-colors"):
        assert part in style
    assert next(a for tag, a in page.elements if tag == "a") == {"class": "skip", "href": "#findings"}
    assert ("html", {"lang": "en"}) in page.elements


def test_a_conforming_page_reads_well() -> None:
    page = Page(write(GOOD, "html", CONTEXT))
    assert "The graph conforms." in page.text("header")
    assert "Nothing to mend." in page.text("main")
    assert "1 rule of 2 had nothing to look at" in page.text("main")


def test_an_empty_report_is_a_page() -> None:
    assert "Nothing to mend." in Page(write(Report(), "html", CONTEXT)).text("main")


def test_hostile_names_stay_text() -> None:
    harmless = Page(write(replace(REPORT, findings=REPORT.findings), "html", CONTEXT))
    html = write(HOSTILE, "html", HOSTILE_CONTEXT)
    page = Page(html)
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in harmless.elements} | {"h2", "nav"}
    names = {name for _, attributes in page.elements for name in attributes}
    assert names <= {name for _, attributes in harmless.elements for name in attributes}
    assert "\u202e" not in html
    assert "\\u202egnp.exe" in page.text("h1")
    assert '<script>alert("x")</script>' in page.text("h3")
    assert "\x00" not in html
    html.encode()


def test_what_stands_between_backquotes_is_code() -> None:
    assert str(prose("say `a<b` or `c`")) == "say <code>a&lt;b</code> or <code>c</code>"
    assert str(prose("one ` alone <b>")) == "one ` alone &lt;b&gt;"
    assert EVIL.count("`") == 1
