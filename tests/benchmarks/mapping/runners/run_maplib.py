"""Map with maplib: FOLDER OUT.nt."""

import sys
from pathlib import Path

HOME = "https://w3id.org/diplomacy-kg"
ID = f"{HOME}/id"
IRIS = {
    "articles": {"article": f"{ID}/article/{{}}"},
    "facts": {
        "fact": f"{ID}/fact/{{}}",
        "article": f"{ID}/article/{{}}",
        "annotator": f"{ID}/annotator/{{}}",
        "said_by": f"{ID}/{{}}",
        "said_in": f"{ID}/document/{{}}",
    },
    "events": {
        "event": f"{ID}/event/{{}}",
        "class": f"{HOME}/ontology#{{}}",
        "status": f"{HOME}/scheme/status/{{}}",
        "place": f"{ID}/{{}}",
    },
    "topics": {"event": f"{ID}/event/{{}}", "topic": f"{ID}/topic/{{}}"},
    "parts": {"whole": f"{ID}/event/{{}}", "part": f"{ID}/event/{{}}"},
    "participations": {
        "participation": f"{ID}/participation/{{}}",
        "event": f"{ID}/event/{{}}",
        "role": f"{HOME}/scheme/role/{{}}",
        "participant": f"{ID}/{{}}",
        "class": f"{HOME}/ontology#{{}}",
        "on_behalf_of": f"{ID}/{{}}",
    },
    "capacities": {
        "participation": f"{ID}/participation/{{}}",
        "tenure": f"{ID}/tenure/{{}}",
        "member": f"{ID}/{{}}",
        "post": f"{ID}/post/{{}}",
        "holding": f"{HOME}/scheme/tenure-status/{{}}",
    },
    "datings": {"dating": f"{ID}/dating/{{}}", "owner": f"{ID}/{{}}"},
    "documents": {"document": f"{ID}/document/{{}}", "class": f"{HOME}/ontology#{{}}", "publisher": f"{ID}/{{}}"},
}
"""The columns of each table that are IRIs, and how these are made of keys."""


def main(folder: Path, out: Path) -> None:
    """Write the triples of all tables."""
    import polars as pl  # only the environment of this tool has the two
    from maplib import Model

    model = Model()
    model.add_template((Path(__file__).parent.parent / "mapping.stottr").read_text(encoding="utf-8"))
    for table, iris in IRIS.items():
        frame = pl.read_json(folder / f"{table}.json", infer_schema_length=None)
        if table == "articles":
            frame = frame.with_columns(pl.col("published").str.to_date())
        if table == "facts":
            passage = pl.format(f"{ID}/article/{{}}#char={{}},{{}}", "article", "start", "end")
            frame = frame.with_columns(passage.alias("passage"))
        frame = frame.with_columns(pl.format(form, name).alias(name) for name, form in iris.items())
        model.map(f"{HOME}/benchmark/{table}", frame)
    model.write(out, format="ntriples")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
