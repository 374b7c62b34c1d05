"""One report with a finding of each kind, and what may be shown beside it."""

from msgspec.structs import replace

from kg.model import Finding, Location, Report, ShapeCount
from kg.validation.reports import Context
from kg.validation.rules import RulePage

ID = "https://w3id.org/diplomacy-kg/id/"
SHAPE = "https://w3id.org/diplomacy-kg/shapes#"

TEXT = (
    "Port Ellery, Wed. – Ada Lindqvist received the deputy minister of Sundria on Tuesday evening. "
    "They spoke of herring."
)
LINES = [
    "article:",
    "  id: gazette-1",
    "events:",
    "  - id: talks",
    "    type: meeting",
    "    at: [20, 92]",
    "    participants:",
    "      - {name: Ada Lindqvist, post: Foreign Minister, of: Norland, role: hots, at: [20, 33], said_in: readout-2}",
]

STATUS = Finding(
    code="DK440",
    message="Say with `status` whether the event happened, goes on, is planned and so on.",
    file="sources/gazette-1.yaml",
    line=4,
    column=5,
    pointer="/events/0",
    article="gazette-1",
    start=20,
    end=92,
    focus=f"{ID}event/gazette-1/talks",
    path="dip:status",
    shape=f"{SHAPE}event-has-a-status",
    focus_label="Meeting of Ada Lindqvist and the deputy minister",
    also=(Location("sources/herald-1.yaml", 30, 5, "/events/1", "herald-1", 3, 80),),
)
ROLE = Finding(
    code="DK012",
    message="unknown role 'hots'; did you mean 'host'?",
    severity="warning",
    file="sources/gazette-1.yaml",
    line=8,
    column=74,
    pointer="/events/0/participants/0/role",
    article="gazette-1",
    mend="Use one of the 14 roles.",
)
TERM = Finding(
    code="DK911",
    message="the ontology declares no class or property dip:gone",
    severity="info",
    focus="https://w3id.org/diplomacy-kg/ontology#gone",
    focus_label="dip:gone",
)

REPORT = Report(
    findings=(TERM, STATUS, ROLE),
    shapes=(
        ShapeCount(f"{SHAPE}event-has-a-status", "DK440", "an event has a status", 1200, 1),
        ShapeCount(f"{SHAPE}visit-has-a-guest", "DK490", "a visit has a guest", 0, 0),
    ),
    articles=2,
    facts=40,
    triples=1234,
)
GOOD = replace(REPORT, findings=(), shapes=(replace(REPORT.shapes[0], results=0), REPORT.shapes[1]))

PAGES = {
    "DK440": RulePage(
        code="DK440",
        title="an event has a status",
        severity="error",
        why="Plans are told from deeds by it.",
        example="- id: talks\n  status: planned",
        mend="Say with `status` whether the event happened.",
        about="Event",
        shape=f"{SHAPE}event-has-a-status",
    )
}

CONTEXT = Context(
    lines=lambda file: LINES if file == "sources/gazette-1.yaml" else (),
    text=lambda article: TEXT if article == "gazette-1" else None,
    pages=PAGES,
    title="Harbour news",
    version="0.1.0",
)

EVIL = (
    '<script>alert("x")</script>\u202egnp.exe\x1b[31m\r\n::error::%0A{0} [a](https://evil.example)'
    " '\"&`; ]]> \x00\ud800"
)
"""What a name may hold at worst: markup, direction, escapes, line breaks, commands, placeholders, links."""

HOSTILE = replace(
    REPORT,
    findings=tuple(
        replace(
            finding,
            message=EVIL,
            focus_label=EVIL,
            value_label=EVIL,
            value=EVIL,
            mend=EVIL,
            file=f"sources/{EVIL}.yaml",
            line=1,
            column=9,
            article=EVIL,
            start=3,
            end=12,
            path=EVIL,
            also=(Location(f"sources/{EVIL}", 1, 2, EVIL, EVIL),),
        )
        for finding in REPORT.findings
    ),
    shapes=tuple(replace(shape, name=EVIL) for shape in REPORT.shapes),
)
HOSTILE_CONTEXT = Context(
    lines=lambda file: [EVIL],
    text=lambda article: EVIL,
    pages={
        "DK440": RulePage("DK440", EVIL, "error", EVIL, EVIL, EVIL, EVIL, EVIL),
        "DK490": RulePage("DK490", EVIL, "error", EVIL, EVIL, EVIL, EVIL, EVIL),
    },
    title=EVIL,
    version=EVIL,
)
