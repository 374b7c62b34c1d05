"""Mistakes as annotators make them: each is found, alone, where it stands."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.sources.sample import GOOD, places, read_text, with_line


class Mistake(NamedTuple):
    name: str
    replaced: int
    """The line of the good annotation that is replaced …"""
    text: str
    """… by this text."""
    code: str
    line: int
    column: int
    pointer: str
    says: str
    """Words of the message or of what it says to do."""


MISTAKES = [
    # Reading YAML. Columns are counted by hand, from 1.
    Mistake("tab", 13, "\ttype: meeting", "DK005", 13, 1, "", "blanks, not with tabs"),
    Mistake("colon in a text", 4, "  title: Talks: they resume", "DK005", 4, 15, "", "needs quotes"),
    Mistake("quote not closed", 37, '  - {name: "Tor Hale, at: [800, 830]}', "DK005", 37, 12, "", "not closed"),
    Mistake(
        "bracket not closed", 10, "  - {id: minutes, title: Harbour minutes", "DK005", 11, 7, "", "line 10, column 5"
    ),
    Mistake("text begins with @", 5, "  publisher: @gazette", "DK005", 5, 14, "", "needs quotes"),
    Mistake("second document", 29, "---", "DK008", 29, 1, "", "a second document"),
    Mistake("field twice", 17, "    place: Sunport", "DK009", 17, 5, "/events/0/place", "line 16, column 5"),
    Mistake("anchor", 16, "    place: &port Port Ellery", "DK010", 16, 12, "/events/0/place", "&port"),
    Mistake("alias", 16, "    place: *port", "DK010", 16, 12, "/events/0/place", "*port"),
    Mistake("tag", 6, "  published: !!timestamp 2031-04-02", "DK011", 6, 14, "", "a tag"),
    Mistake("merge key", 16, "    <<: {place: Port Ellery}", "DK012", 16, 5, "/events/0", "merge key"),
    Mistake("list as a name", 16, "    ? [place]\n    : Port Ellery", "DK013", 16, 7, "/events/0", "must be a text"),
    Mistake("control character", 4, '  title: "Harbour\\atalks"', "DK003", 4, 10, "/article/title", "U+0007"),
    # The fields.
    Mistake("unknown field", 16, "    plase: Port Ellery", "DK020", 16, 5, "/events/0/plase", "did you mean 'place'?"),
    Mistake("field of JSON style", 17, "    saidBy: X", "DK020", 17, 5, "/events/0/saidBy", "did you mean 'said_by'?"),
    Mistake("field at the wrong level", 8, "annotator: mk\nplace: X", "DK020", 9, 1, "/place", "an annotation"),
    Mistake("field missing", 12, "  - status: happened", "DK021", 12, 5, "/events/0", "lacks the field 'id'"),
    Mistake("span missing", 33, "    direct: true", "DK021", 30, 5, "/statements/0", "[start, end]"),
    Mistake("text for a list", 27, "    concludes: minutes", "DK022", 27, 16, "/events/1/concludes", "a list"),
    Mistake("list for a text", 34, "    gist: [a, b]", "DK022", 34, 11, "/statements/0/gist", "found a list of 2"),
    Mistake("word for a number", 14, "    at: [12, end]", "DK022", 14, 14, "/events/0/at/1", "the text 'end'"),
    Mistake("letter in a number", 14, "    at: [12, 14x]", "DK022", 14, 14, "/events/0/at/1", "the text '14x'"),
    Mistake("half a character", 14, "    at: [12, 14.5]", "DK022", 14, 14, "/events/0/at/1", "a whole number"),
    Mistake("three offsets", 14, "    at: [12, 148, 9]", "DK022", 14, 9, "/events/0/at", "[start, end]"),
    Mistake(
        "yes for true",
        33,
        "    at: [500, 611]\n    direct: yes",
        "DK022",
        34,
        13,
        "/statements/0/direct",
        "true or false",
    ),
    Mistake(
        "unknown role",
        19,
        "      - {name: Ada Lindqvist, post: Foreign Minister, of: Norland, role: hots, at: [30, 62]}",
        "DK023",
        19,
        74,
        "/events/0/participants/0/role",
        "unknown role 'hots'; did you mean 'host'?",
    ),
    Mistake(
        "unknown type", 13, "    type: phone-call", "DK023", 13, 11, "/events/0/type", "did you mean 'phone call'?"
    ),
    Mistake(
        "type like none", 13, "    type: summit", "DK023", 13, 11, "/events/0/type", "known: appointment, conference"
    ),
    Mistake("key with a capital", 30, "  - id: S1", "DK024", 30, 9, "/statements/0/id", "lower-case letters"),
    Mistake("key with a line break", 30, '  - id: "s1\\n"', "DK024", 30, 9, "/statements/0/id", "lower-case letters"),
    Mistake("day of another form", 6, "  published: 2 April 2031", "DK024", 6, 14, "/article/published", "YYYY-MM-DD"),
    Mistake("other digits", 6, "  published: ۲۰۳۱-۰۴-۰۲", "DK024", 6, 14, "/article/published", "YYYY-MM-DD"),
    Mistake(
        "hash too short", 7, "  text: {sha256: 5f2c, characters: 900}", "DK024", 7, 18, "/article/text/sha256", "64"
    ),
    Mistake("empty text", 34, '    gist: ""', "DK025", 34, 11, "/statements/0/gist", "empty"),
    Mistake("long gist", 34, f"    gist: {'x' * 301}", "DK025", 34, 11, "/statements/0/gist", "301 characters"),
    Mistake(
        "no posts", 37, "  - {name: Tor Hale, post: [], at: [800, 830]}", "DK025", 37, 28, "/tenures/0/post", "empty"
    ),
    Mistake("offset below zero", 14, "    at: [-1, 148]", "DK026", 14, 10, "/events/0/at/0", "from 0"),
    Mistake("offset too large", 14, "    at: [12, 2147483648]", "DK026", 14, 14, "/events/0/at/1", "to 2147483647"),
    Mistake("no value", 16, "    place:", "DK027", 16, 5, "/events/0/place", "'place' has no value"),
    Mistake("null", 16, "    place: ~", "DK027", 16, 12, "/events/0/place", "'place' has no value"),
    Mistake("no such day", 6, "  published: 2031-02-29", "DK028", 6, 14, "/article/published", "no day 2031-02-29"),
    # What the fields say together.
    Mistake("id twice", 30, "  - id: talks", "DK101", 30, 9, "/statements/0/id", "/events/0"),
    Mistake("unknown id", 26, "    part_of: talk", "DK102", 26, 14, "/events/1/part_of", "did you mean 'talks'?"),
    Mistake("unknown in a list", 27, "    concludes: [minuets]", "DK102", 27, 17, "/events/1/concludes/0", "'minutes'"),
    Mistake(
        "unknown anchor of a time",
        15,
        "    when: {says: a day later, at: [130, 145], relative_to: call}",
        "DK102",
        15,
        60,
        "/events/0/when/relative_to",
        "an event or a document",
    ),
    Mistake("id of a statement", 26, "    part_of: s1", "DK103", 26, 14, "/events/1/part_of", "'s1' is a statement"),
    Mistake(
        "mention of nobody",
        20,
        "      - {role: guest, at: [70, 101]}",
        "DK104",
        20,
        9,
        "/events/0/participants/1",
        "nobody",
    ),
    Mistake(
        "state without a post",
        20,
        "      - {name: Tor Hale, of: Sundria, role: guest, at: [70, 101]}",
        "DK105",
        20,
        30,
        "/events/0/participants/1/of",
        "without 'post'",
    ),
    Mistake("part of itself", 26, "    part_of: signing", "DK106", 26, 14, "/events/1/part_of", "signing → signing"),
    Mistake("fulfils itself", 26, "    fulfils: signing", "DK106", 26, 14, "/events/1/fulfils", "fulfils comes back"),
    Mistake("about itself", 26, "    about: signing", "DK106", 26, 12, "/events/1/about", "about comes back"),
    Mistake(
        "said in itself",
        10,
        "  - {id: minutes, type: document, at: [7, 9], said_in: minutes}",
        "DK106",
        10,
        56,
        "/documents/0/said_in",
        "said_in comes",
    ),
    Mistake(
        "dated by itself",
        15,
        "    when: {says: then, at: [130, 145], relative_to: talks}",
        "DK106",
        15,
        53,
        "/events/0/when/relative_to",
        "relative_to comes",
    ),
    Mistake(
        "dated by a statement",
        15,
        "    when: {says: then, at: [130, 145], relative_to: s1}",
        "DK103",
        15,
        53,
        "/events/0/when/relative_to",
        "'s1' is a statement",
    ),
    Mistake(
        "said in an event",
        33,
        "    at: [500, 611]\n    said_in: talks",
        "DK103",
        34,
        14,
        "/statements/0/said_in",
        "'talks' is an event",
    ),
    Mistake(
        "before and after",
        16,
        "    after: [{event: signing, at: [20, 28]}]",
        "DK106",
        28,
        21,
        "/events/1/after/0/event",
        "signing → talks → signing",
    ),
    Mistake(
        "participant twice",
        20,
        "      - {name: Ada Lindqvist, role: host, at: [30, 62], said_by: Harbour Office}",
        "DK107",
        20,
        9,
        "/events/0/participants/1",
        "/events/0/participants/0",
    ),
    Mistake(
        "passage twice",
        14,
        "    at: [12, 148]\n    again: [{at: [12, 148]}]",
        "DK107",
        15,
        13,
        "/events/0/again/0",
        "/events/0/at",
    ),
    Mistake(
        "topic twice",
        22,
        "      - {topic: fish, at: [4, 9]}\n      - {topic: fish, said_by: X, at: [4, 9]}",
        "DK107",
        23,
        9,
        "/events/0/topics/1",
        "/events/0/topics/0",
    ),
    Mistake(
        "order twice",
        28,
        "    after: [{event: talks, at: [6, 8]}, {event: talks, at: [6, 8]}]",
        "DK107",
        28,
        41,
        "/events/1/after/1",
        "/after/0",
    ),
    Mistake(
        "time twice",
        15,
        "    when: [{says: then, at: [3, 7]}, {says: then, at: [3, 7]}]",
        "DK107",
        15,
        38,
        "/events/0/when/1",
        "/when/0",
    ),
    Mistake(
        "word twice",
        35,
        "    topics: [fisheries, quotas, fisheries]",
        "DK107",
        35,
        33,
        "/statements/0/topics/2",
        "/topics/0",
    ),
    Mistake(
        "addressee twice",
        33,
        "    at: [5, 9]\n    to: [{name: X, at: [1, 2]}, {name: X, post: Envoy, at: [1, 2]}]",
        "DK107",
        34,
        33,
        "/statements/0/to/1",
        "/to/0",
    ),
    Mistake("tenure without post", 37, "  - {name: Tor Hale, at: [800, 830]}", "DK108", 37, 5, "/tenures/0", "post"),
    Mistake("span backwards", 14, "    at: [148, 12]", "DK110", 14, 9, "/events/0/at", "no character"),
    Mistake("empty span", 14, "    at: [12, 12]", "DK110", 14, 9, "/events/0/at", "no character"),
    Mistake("span beyond the text", 33, "    at: [500, 901]", "DK111", 33, 9, "/statements/0/at", "900 characters"),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.name)
def test_each_mistake_is_found_alone_and_where_it_stands(mistake: Mistake, tmp_path: Path) -> None:
    reading = read_text(tmp_path, with_line(mistake.replaced, mistake.text))
    assert places(reading.findings) == [(mistake.code, mistake.line, mistake.column)]
    (finding,) = reading.findings
    assert finding.file == "a.yaml"
    assert finding.pointer == mistake.pointer
    assert mistake.says in f"{finding.message} {finding.mend}"
    assert finding.mend
    assert finding.severity == "error"
    assert not reading.sources


def test_the_good_annotation_has_none(tmp_path: Path) -> None:
    reading = read_text(tmp_path, GOOD)
    assert reading.findings == ()
    assert [s.annotation.article.id for s in reading.sources] == ["harbour-gazette-2031-04-02"]


def test_a_finding_names_its_article(tmp_path: Path) -> None:
    (finding,) = read_text(tmp_path, with_line(13, "    type: summit")).findings
    assert finding.article == "harbour-gazette-2031-04-02"


def test_all_mistakes_of_a_document_are_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("type: meeting", "type: meting").replace("    place: Port Ellery", "    plase: Port Ellery")
    text = text.replace("role: guest", "role: gest").replace("gist: Quotas", "gist:\n    gyst: Quotas")
    text = text.replace("{topic: fisheries, at: [400, 431]}", "{topic: fisheries, at: [400]}")
    assert places(read_text(tmp_path, text).findings) == [
        ("DK023", 13, 11),
        ("DK020", 16, 5),
        ("DK023", 20, 64),
        ("DK022", 22, 32),
        ("DK027", 34, 5),
        ("DK020", 35, 5),
    ]


def test_mistakes_in_yaml_do_not_hide_those_in_the_fields(tmp_path: Path) -> None:
    text = GOOD.replace("place: Port Ellery", "place: *port").replace("type: meeting", "type: meting")
    assert places(read_text(tmp_path, text).findings) == [("DK023", 13, 11), ("DK010", 16, 12)]


def test_columns_count_code_points(tmp_path: Path) -> None:
    text = with_line(37, "  - {name: \U0001f6a2 e\u0301 سارا\u200cب, post: Harbour Master, at: [800]}")
    # 11 characters stand before the name; it has an emoji, a letter with its accent, five letters around
    # a non-joiner and two blanks: 11 code points; ", post: Harbour Master, at: " has 28.
    assert places(read_text(tmp_path, text).findings) == [("DK022", 37, 11 + 11 + 28 + 1)]


def test_two_circles_are_two_findings(tmp_path: Path) -> None:
    events = "\n".join(
        f"  - {{id: {name}, type: event, at: [1, 9], part_of: {whole}}}"
        for name, whole in (("a", "b"), ("b", "a"), ("c", "c"))
    )
    text = GOOD.split("events:")[0] + "events:\n" + events + "\n"
    assert places(read_text(tmp_path, text).findings) == [("DK106", 13, 47), ("DK106", 14, 47)]


def test_a_walk_for_one_mistake_measures_lengths_in_code_points(tmp_path: Path) -> None:
    ship = "\U0001f6a2"
    text = with_line(34, f"    gist: {ship * 300}").replace("type: meeting", "type: meting")
    assert places(read_text(tmp_path, text).findings) == [("DK023", 13, 11)]


FINE = {
    "the same participant at another passage": (20, "      - {name: Ada Lindqvist, role: host, at: [70, 101]}"),
    "the same participant in another role": (20, "      - {name: Ada Lindqvist, role: chair, at: [30, 62]}"),
    "another participant at the same passage": (20, "      - {name: Tor Hale, role: host, at: [30, 62]}"),
    "two posts by role only at one passage": (20, "      - {post: Envoy, of: Sundria, role: host, at: [30, 62]}"),
    "another passage of the event": (14, "    at: [12, 148]\n    again: [{at: [149, 160]}, {at: [161, 170]}]"),
    "the same topic at another passage": (22, "      - {topic: fish, at: [4, 9]}\n      - {topic: fish, at: [5, 9]}"),
    "the whole text": (14, "    at: [0, 900]"),
    "a leap day": (6, "  published: 2032-02-29"),
    "a time that counts from a document": (15, "    when: {says: then, at: [130, 145], relative_to: minutes}"),
    "a former post": (37, "  - {name: Tor Hale, post: Harbour Master, holding: former, at: [800, 830]}"),
}


@pytest.mark.parametrize("name", FINE)
def test_what_is_no_mistake(name: str, tmp_path: Path) -> None:
    reading = read_text(tmp_path, with_line(*FINE[name]))
    assert reading.findings == ()
    assert len(reading.sources) == 1
