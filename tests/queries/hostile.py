"""Queries of people who mean harm, by families, each with what has to come of it.

What has to come is a set of words: `answer` (any), a limit at which it is stopped, or `crash`; where it is a text, a
refusal whose message has that text. Where several limits are near, the machine's speed decides which comes first.
"""

import random
from collections.abc import Callable, Iterator

Outcome = frozenset[str] | str
Case = tuple[str, Outcome]

ANSWER = frozenset({"answer"})
TIME = frozenset({"seconds"})
STOPPED = frozenset({"seconds", "memory", "rows", "answer size"})
ANY = STOPPED | {"answer", "crash"}
"""It must not matter: what counts is that this process goes on."""

TRIPLES = "?a ?b ?c . ?d ?e ?f"


def braces(n: int, url: str) -> Case:
    depth = 3 + 17 * n
    text = "SELECT ?s " + "{" * depth + "?s ?p ?o" + "}" * depth + " LIMIT 1"
    return text, ANSWER if depth <= 100 else "nested more than 100 deep"


def brackets(n: int, url: str) -> Case:
    depth = 5 + 400 * n
    text = "SELECT ?x { BIND(" + "(" * depth + "1" + ")" * depth + " AS ?x) }"
    return text, ANSWER if depth <= 90 else "nested more than 100 deep"


def products(n: int, url: str) -> Case:
    return "SELECT * { " + " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(2 + n % 6)) + " }", STOPPED


def counted_products(n: int, url: str) -> Case:
    return f"SELECT (COUNT(*) AS ?n) {{ {TRIPLES} . ?g{n} ?h ?i . ?j ?k ?l }}", TIME


def distinct_products(n: int, url: str) -> Case:
    return f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?a ?d ?g{n} {{ {TRIPLES} . ?g{n} ?h ?i }} }}", STOPPED


def sorted_products(n: int, url: str) -> Case:
    return f"SELECT ?a {{ {TRIPLES} . ?g{n} ?h ?i }} ORDER BY ?a ?d ?g{n} LIMIT 1", STOPPED


def existing_products(n: int, url: str) -> Case:
    return f"ASK {{ {TRIPLES} . ?g ?h ?i FILTER(STRLEN(CONCAT(STR(?a), STR(?d), STR(?g))) = {n}) }}", TIME


def empty_rows(n: int, url: str) -> Case:
    values = "VALUES ?v { " + "UNDEF " * (2_000 + n) + "}"
    return f"SELECT ?w {{ {values} {values.replace('?v', '?u')} }}", frozenset({"rows"})


def patterns(n: int, url: str) -> Case:
    pattern = ["(a+)+$", "(a|a)*b", "(.*)*x", "((a{0,9})*)*c", "^(([a-z])+.)+[A-Z]([a-z])+$"][n % 5]
    return f'SELECT ?x {{ BIND(REGEX("{"a" * (100 + n)}!", "{pattern}") AS ?x) }}', ANSWER


def wide_patterns(n: int, url: str) -> Case:
    pattern = ["(a{1000}){1000}", "((a{99}){99}){99}", "\\\\\\\\w{5000}", "(\\\\\\\\pL{500}){9}"][n % 4]
    return f'SELECT (REGEX(STR(?s), "{pattern}{n}") AS ?x) {{ ?s ?p ?o }} LIMIT 3', ANSWER


def paths(n: int, url: str) -> Case:
    step = ["<x:to>", "(<x:to>/<x:to>)", "(<x:to>|^<x:to>)", "(<x:to>*/<x:to>*)"][n % 4]
    return f"SELECT (COUNT(*) AS ?n) {{ ?a {step}* ?b . ?b {step}+ ?c . ?c {step}* ?d . ?d {step}+ ?e }}", STOPPED


def nested_paths(n: int, url: str) -> Case:
    return "SELECT (COUNT(*) AS ?n) { ?a " + "(" * (n + 1) + "<x:to>*" + "/<x:to>*)*" * (n + 1) + " ?b }", ANY


def services(n: int, url: str) -> Case:
    form = ["SERVICE", "service silent", "SeRvIcE", "SERVICE SILENT"][n % 4]
    inner = f"{form} <{url}{n}> {{ ?s ?p ?o }}"
    for _ in range(n % 5):
        inner = f"OPTIONAL {{ {inner} }}"
    return f"SELECT * {{ {inner} }}", "SERVICE would ask another server"


def named_services(n: int, url: str) -> Case:
    return f"PREFIX x: <{url}> SELECT * {{ BIND(x:{n} AS ?w) SERVICE ?w {{ ?s ?p ?o }} }}", "SERVICE would ask"


def loads(n: int, url: str) -> Case:
    source = [f"<{url}>", "<file:///etc/hostname>"][n % 2]
    return ["LOAD {}", "LOAD SILENT {} INTO GRAPH <x:g>", "# x\nload {}", "PREFIX x: <x:> LOAD {}"][n % 4].format(
        source
    ), "would change the graph"


def updates(n: int, url: str) -> Case:
    return [
        "CLEAR ALL",
        "DROP ALL",
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "COPY <x:a> TO <x:b>",
    ][n % 5], "would change the graph"


def hidden_updates(n: int, url: str) -> Case:
    return f"SELECT ?s {{ ?s ?p ?o }} ; INSERT DATA {{ <x:{n}> <x:b> <x:c> }}", "can't be read"


def from_files(n: int, url: str) -> Case:
    return f"SELECT * {'FROM' if n % 2 else 'from named'} <file:///etc/{n}> {{ ?s ?p ?o }}", "FROM would replace"


def from_servers(n: int, url: str) -> Case:
    return f"ASK {'FROM NAMED' if n % 2 else 'FROM'} <{url}{n}> {{ ?s ?p ?o }}", "FROM would replace the graph"


def long_texts(n: int, url: str) -> Case:
    return [
        "ASK {}" + " " * 50_000,
        "#" + "x" * 60_000 + "\nASK {}",
        "x" * 10**6,
        "ASK { " + "?s ?p ?o . " * 9_999 + "}",
    ][n % 4], "at most 50,000 are read"


def long_risky_texts(n: int, url: str) -> Case:
    return "SELECT ?from { FILTER(" + "1||" * (4_000 + n) + "1) }", "at most 10,000 are read of one with"


def values(n: int, url: str) -> Case:
    return "SELECT (COUNT(*) AS ?n) { VALUES ?x { " + "1 " * (20_000 + n) + "} }", ANSWER


def multiplied_values(n: int, url: str) -> Case:
    rows = "1 " * 900
    return "SELECT * { " + "".join(f"VALUES ?x{i} {{ {rows}}} " for i in range(3 + n % 10)) + "}", STOPPED


def doubled_texts(n: int, url: str) -> Case:
    steps = "".join(f"BIND(CONCAT(?t{i}, ?t{i}) AS ?t{i + 1}) " for i in range(40 + n))
    return f"SELECT (STRLEN(?t{39 + n}) AS ?x) {{ BIND('0123456789' AS ?t0) {steps}}}", frozenset({"memory", "seconds"})


def replaced_texts(n: int, url: str) -> Case:
    steps = "".join(f"BIND(REPLACE(?t{i}, '.', '0123456789') AS ?t{i + 1}) " for i in range(12 + n))
    return f"SELECT (STRLEN(?t{11 + n}) AS ?x) {{ BIND('0' AS ?t0) {steps}}}", frozenset({"memory", "seconds"})


def long_answers(n: int, url: str) -> Case:
    steps = "".join(f"BIND(CONCAT(?t{i}, ?t{i}) AS ?t{i + 1}) " for i in range(20))
    return f"SELECT ?t20 {{ BIND('0123456789{n}' AS ?t0) {steps}}}", frozenset({"answer size"})


def joined_texts(n: int, url: str) -> Case:
    return f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), '{n}')) AS ?x) {{ {TRIPLES} . ?g ?h ?i }}", STOPPED


def grouped(n: int, url: str) -> Case:
    return f"SELECT ?a ?d ?g (COUNT(*) AS ?n{n}) {{ {TRIPLES} . ?g ?h ?i }} GROUP BY ?a ?d ?g ?c ?f ?i", STOPPED


def chains(n: int, url: str) -> Case:
    sign = ["+", "*", "||", "&&", "-"][n % 5]
    return f"SELECT ?x {{ BIND(1{(sign + '1') * (15_000 - 7 * n)} AS ?x) }}", ANY


def negations(n: int, url: str) -> Case:
    return f"SELECT ?x {{ BIND({['!', '- ', '+ '][n % 3] * (15_000 + n)}1 AS ?x) }}", ANY | {"can't be read"}


def long_paths(n: int, url: str) -> Case:
    return f"ASK {{ ?s <x:p>{(['/<x:p>', '|<x:p>', '/^<x:p>'][n % 3]) * (6_000 + n)} ?o }}", ANY


def unions(n: int, url: str) -> Case:
    return "SELECT * { {}" + " UNION {}" * (5_000 + n) + " } LIMIT 1", ANY


def escapes(n: int, url: str) -> Case:
    word = "".join(f"\\u{ord(c):04x}" if i == n % 7 else c for i, c in enumerate("SERVICE"))
    return f"SELECT * {{ {word} <{url}{n}> {{ ?s ?p ?o }} }}", "SERVICE would ask another server"


def escaped_from(n: int, url: str) -> Case:
    word = "".join(f"\\U{ord(c):08x}" if i == n % 4 else c for i, c in enumerate("FROM"))
    return f"SELECT * {word} <{url}{n}> {{ ?s ?p ?o }}", "FROM would replace the graph"


def surrogates(n: int, url: str) -> Case:
    return f'SELECT ?s {{ ?s ?p "{chr(0xD800 + 37 * n)}" }}', "lone surrogate"


def broken_bytes(n: int, url: str) -> Case:
    return b"ASK { ?s ?p '\xff\xfe\x80' }".replace(b"\x80", bytes([0x80 + n])).decode(errors="surrogateescape"), "lone"


def noise(n: int, url: str) -> Case:
    chance = random.Random(n)
    return "SELECT " + "".join(chance.choices("{}()<>?:.\"'\\#^|/*+-&!=,;@ \n\x00aé\U0001f600", k=300)), ""


def triples(n: int, url: str) -> Case:
    if n % 2:
        return f"DESCRIBE <x:{n}>", ANSWER
    return f"CONSTRUCT {{ ?a ?b ?f . ?d ?e ?g{n} }} WHERE {{ {TRIPLES} . ?g{n} ?h ?i }}", STOPPED


def unknown_parameters(n: int, url: str) -> Case:
    return f"SELECT ?x {{ BIND(param:p{n}() AS ?x) }}", f"the parameter 'p{n}'"


FAMILIES: dict[Callable[[int, str], Case], int] = {
    braces: 12, brackets: 10, products: 12, counted_products: 10, distinct_products: 10, sorted_products: 10,
    existing_products: 10, empty_rows: 10, patterns: 20, wide_patterns: 12, paths: 12, nested_paths: 12, services: 20,
    named_services: 12, loads: 16, updates: 10, hidden_updates: 10, from_files: 16, from_servers: 16, long_texts: 12,
    long_risky_texts: 10, values: 12, multiplied_values: 10, doubled_texts: 10, replaced_texts: 10, long_answers: 10,
    joined_texts: 10, grouped: 10, chains: 15, negations: 12, long_paths: 12, unions: 12, escapes: 14, escaped_from: 12,
    surrogates: 20, broken_bytes: 20, noise: 50, triples: 8, unknown_parameters: 10,
}  # fmt: skip
"""How many of each family there are."""


def cases(url: str, most: int) -> Iterator[tuple[str, str, Outcome]]:
    """Yield family, text and outcome: of each family `most`, first to last. `url`: where nobody may ask."""
    for family, count in FAMILIES.items():
        taken = min(most, count)
        for number in sorted({round(i * (count - 1) / max(taken - 1, 1)) for i in range(taken)}):
            text, outcome = family(number, url)
            yield f"{family.__name__} {number}", text, outcome
