"""An invented article's annotation without mistakes, and ways to read a text as a file."""

from pathlib import Path

from kg.model import Finding
from kg.sources.read import Reading, read

HASH = "5f2c" * 16

GOOD = f"""\
article:
  id: harbour-gazette-2031-04-02
  url: https://gazette.example/harbour-talks
  title: Harbour talks resume
  publisher: Harbour Gazette
  published: 2031-04-02
  text: {{sha256: {HASH}, characters: 900}}
annotator: mk
documents:
  - {{id: minutes, type: document, title: Harbour minutes, at: [700, 720]}}
events:
  - id: talks
    type: meeting
    at: [12, 148]
    when: {{says: Tuesday evening, at: [130, 145]}}
    place: Port Ellery
    said_by: Foreign Ministry of Norland
    participants:
      - {{name: Ada Lindqvist, post: Foreign Minister, of: Norland, role: host, at: [30, 62]}}
      - {{post: the deputy foreign minister, of: Sundria, role: guest, at: [70, 101]}}
    topics:
      - {{topic: fisheries, at: [400, 431]}}
  - id: signing
    type: signing
    at: [600, 690]
    part_of: talks
    concludes: [minutes]
    after: [{{event: talks, at: [600, 612]}}]
statements:
  - id: s1
    in: talks
    speaker: Ada Lindqvist
    at: [500, 611]
    gist: Quotas need a joint commission.
    topics: [fisheries]
tenures:
  - {{name: Tor Hale, post: Harbour Master, at: [800, 830]}}
"""
"""Line 1 is `article:`, line 12 begins the event `talks`, line 19 and 20 are its participants."""


def with_line(number: int, text: str) -> str:
    """Return the good annotation with another line in place of one."""
    lines = GOOD.splitlines()
    lines[number - 1] = text
    return "\n".join(lines) + "\n"


def read_text(folder: Path, text: str | bytes, name: str = "a.yaml") -> Reading:
    """Read a text as a file of that name in an empty folder."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path, folder)


def places(findings: tuple[Finding, ...]) -> list[tuple[str, int, int]]:
    """Return code, line and column of each finding."""
    return [(f.code, f.line, f.column) for f in findings]
