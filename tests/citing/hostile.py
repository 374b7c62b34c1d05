"""Two hundred texts that try to be more than text, as labels and gists of an answer that is cited."""

from itertools import islice, product

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.citing import CitedAnswer
from kg.citing.pack import Proof
from kg.namespaces import DATA_IRI, DIP_IRI
from kg.queries import free
from kg.validation.reports.json import Document, Numbers

_BREAKS = ("", '">', "'>", "</td>", "</blockquote>", "</style>", "</title>", "-->", "]]>", "</pre></main>", "\u202e")
_BREAKS += ("\x00", "{{", "{%")
_ACTS = (
    "<script>document.title='HACKED'</script>",
    "<img src=x onerror=\"document.title='HACKED'\">",
    "<img src='http://127.0.0.1:PORT/img'>",
    "<svg onload=\"document.title='HACKED'\"><script>document.title='HACKED'</script></svg>",
    "<iframe src='http://127.0.0.1:PORT/frame'></iframe>",
    "<link rel=stylesheet href='http://127.0.0.1:PORT/style.css'>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:PORT/refresh'>",
    "<style>@import 'http://127.0.0.1:PORT/import.css'; body{background:url(http://127.0.0.1:PORT/bg)}</style>",
    "<a href=\"javascript:document.title='HACKED'\" autofocus onfocus=\"document.title='HACKED'\">x</a>",
    "<form action='http://127.0.0.1:PORT/form'><button autofocus>x</button></form>",
    "<base href='http://127.0.0.1:PORT/'>",
    "<object data='http://127.0.0.1:PORT/object'></object>",
    "<video src='http://127.0.0.1:PORT/video' autoplay></video>",
    "&lt;script&gt;document.title='HACKED'&lt;/script&gt;",
    "{{ cycler.__init__.__globals__ }}{% raw %}",
)  # fmt: skip
HOSTILE = ["".join(pair) for pair in islice(product(_BREAKS, _ACTS), 200)]


def cited_of(texts: list[str]) -> CitedAnswer:
    """Return an answer with these texts as values, in passages, as names of those who say so, and in parameters."""
    store = Store()
    prov, oa, skos = "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/oa#", "http://www.w3.org/2004/02/skos/core#"
    about = NamedNode(f"{DATA_IRI}graph/provenance")

    def say(subject: str, predicate: str, value: NamedNode | Literal, graph: NamedNode = about) -> None:
        store.add(Quad(NamedNode(subject), NamedNode(predicate), value, graph))
        store.add(Quad(NamedNode(subject), NamedNode(predicate), value, DefaultGraph()))

    for number, text in enumerate(texts):
        fact, passage = f"{DATA_IRI}fact/a{number}/x", f"{DATA_IRI}article/a{number}#char=0,3"
        speaker, article = f"{DATA_IRI}person/p{number}", f"{DATA_IRI}article/a{number}"
        say(f"{DATA_IRI}event/e{number}", f"{DIP_IRI}gist", Literal(text), NamedNode(fact))
        say(fact, f"{prov}wasDerivedFrom", NamedNode(passage))
        say(fact, f"{DIP_IRI}attributedTo", NamedNode(speaker))
        say(fact, f"{DIP_IRI}pointer", Literal(f"sources/{text}.yaml#/x"))
        say(speaker, f"{skos}prefLabel", Literal(text, language="en"))
        say(passage, f"{oa}hasSource", NamedNode(article))
        for name, value in (("start", 0), ("end", len(text))):
            say(passage, f"{oa}{name}", Literal(value))
        say(article, "http://purl.org/dc/terms/title", Literal(text))
    query = free("SELECT ?gist { ?e dip:gist ?gist } ORDER BY ?gist")
    found = CitedAnswer(query, store, DATA_IRI, text=lambda article: texts[int(article[1:])])
    found.values["since"] = texts[1]
    return found


def proof_of() -> Proof:
    numbers = Numbers(error=0, warning=0, info=0, articles=1, facts=1, triples=1, rules=0, focus_nodes=0)
    return Proof("0" * 16, "0" * 64, Document(1, True, numbers, (), ()), "0")
