"""Random queries of what can be cited, and random graphs."""

from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

NODES = [f"<http://a/n{n}>" for n in range(3)]
EDGES = ["<http://a/p>", "<http://a/q>"]
NAMES = ["?a", "?b", "?c", "?d"]
VALUES = ["1", "2", '"x"']


def short(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return a strategy that does not tell all of which it is made: that can be 100,000 characters long."""

    @st.composite
    def part(draw: st.DrawFn) -> str:
        return draw(strategy)

    return part()


names = st.sampled_from(NAMES)
subjects = st.sampled_from([*NAMES * 6, *NODES])
objects = st.sampled_from([*NAMES * 8, *NODES, *VALUES])
predicates = st.sampled_from(EDGES)


def quads() -> st.SearchStrategy[list[Quad]]:
    """Graphs of five to twelve triples."""
    node = st.sampled_from([NamedNode(text[1:-1]) for text in NODES])
    value = st.sampled_from([Literal(1), Literal(2), Literal("x")])
    edge = st.sampled_from([NamedNode(text[1:-1]) for text in EDGES])
    quad = st.builds(lambda s, p, o: Quad(s, p, o, DefaultGraph()), node, edge, node | value)
    return st.lists(quad, min_size=5, max_size=12, unique_by=str)


paths = st.one_of(
    predicates,
    st.builds("{}/{}".format, predicates, predicates),
    st.builds("({}|^{})".format, predicates, predicates),
    st.builds("{}{}".format, predicates, st.sampled_from("+*?")),
    st.builds("({}/{})+".format, predicates, predicates),
    st.builds("!({}|^{})".format, predicates, predicates),
)
triples = st.builds("{} {} {} .".format, subjects, predicates, objects)
walks = st.builds("{} {} {} .".format, subjects, paths, objects)
blanks = st.builds("{} {} [ {} {} ] .".format, subjects, predicates, predicates, objects)
tests = st.one_of(
    st.builds("{} = {}".format, names, objects),
    st.builds("{} != {}".format, names, objects),
    st.builds("BOUND({})".format, names),
    st.builds("!BOUND({})".format, names),
    st.builds("isIRI({})".format, names),
)
filters = st.builds("FILTER({})".format, tests | st.builds("{} || {}".format, tests, tests))
plain = st.lists(triples, min_size=1, max_size=2).map(" ".join)
partly = st.builds("{} OPTIONAL {{ {} }}".format, plain, plain)
absent = st.builds("{} {{ {} }}".format, st.sampled_from(["MINUS", "FILTER NOT EXISTS"]), plain | partly)
exists = st.builds("FILTER EXISTS {{ {} }}".format, plain)
maybe = st.builds("FILTER({} || EXISTS {{ {} }})".format, tests, plain)
values = st.builds(
    "VALUES {} {{ {} {} }}".format, names, st.sampled_from(NODES[:1]), st.sampled_from([*NODES[1:], *VALUES])
)


def subqueries(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Subqueries that project or group; of columns that nothing binds rdflib makes no rows."""
    return st.one_of(
        st.builds("{{ SELECT {} {{ {} }} }}".format, names, inner).filter(_bound),
        st.builds("{{ SELECT DISTINCT {} {} {{ {} }} }}".format, names, names, inner).filter(_bound),
        st.builds(
            lambda key, counted, inside, least: (
                f"{{ SELECT {key} (COUNT({counted}) AS ?n) {{ {inside} }} GROUP BY {key}"
                f" HAVING (COUNT({counted}) >= {least}) }}"
            ),
            names,
            names,
            inner,
            st.integers(0, 2),
        ),
    )


def _bound(text: str) -> bool:
    """Tell whether each column is another one, and stands in a triple that is always matched."""
    head, _, body = text.partition("{ ")[2].partition("{ ")
    columns = [word for word in head.split() if word.startswith("?")]
    sure = body.split("OPTIONAL")[0].split("UNION")[0].split("{")[0].split()
    return len(set(columns)) == len(columns) and all(column in sure for column in columns)


def groups() -> st.SearchStrategy[str]:
    """What stands between the braces of a group."""
    base = st.lists(triples | walks | blanks, min_size=1, max_size=2).map(" ".join)

    def deeper(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        more = st.one_of(
            st.builds("OPTIONAL {{ {} }}".format, inner | partly),
            st.builds("{{ {} }} UNION {{ {} }}".format, inner, inner),
            subqueries(inner),
            filters,
            absent,
            exists,
            maybe,
            values,
        )
        return st.builds("{} {}".format, base, st.lists(more, max_size=3).map(" ".join))

    return short(st.recursive(short(base), lambda inner: short(deeper(inner)), max_leaves=5))


def queries() -> st.SearchStrategy[str]:
    """SELECTs without an order of their own, and ASKs; slices would pick any rows."""
    shown = st.lists(names, min_size=1, max_size=3, unique=True).map(" ".join)
    return st.one_of(
        st.builds("SELECT {} {{ {} }}".format, shown, groups()),
        st.builds("SELECT DISTINCT {} {{ {} }}".format, shown, groups()),
        st.builds("SELECT * {{ {} }}".format, groups()),
        st.builds("SELECT {} (STR({}) AS ?s) {{ {} }}".format, names, names, groups()),
        st.builds(
            lambda key, counted, inside: f"SELECT {key} (COUNT({counted}) AS ?n) {{ {inside} }} GROUP BY {key}",
            names,
            names,
            groups(),
        ),
        st.builds("SELECT (COUNT(DISTINCT {}) AS ?n) {{ {} }}".format, names, groups()),
        st.builds("ASK {{ {} }}".format, groups()),
    )
