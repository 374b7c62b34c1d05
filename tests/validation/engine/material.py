"""What random graphs and shapes are made of."""

from tests.validation.engine.faults import ILL_TYPED, YEARS_AND_HOURS, Literal, stored

NODES = (":a", ":b", ":c", ":d", ":e")
BLANK = ("_:x", "_:y")
TO_NODES = (":p", ":q", ":r")
TO_LITERALS = (":m", ":n")
CLASSES = (":C", ":D", ":E")
LITERALS = (
    *(Literal(text) for text in ("a", "b", "", "ab", "10", "b\n", "Zoë", "a\\b", 'say "a"')),
    *(Literal(text, "", tag) for text, tag in (("a", "en"), ("b", "EN"), ("b", "en-GB"),
      ("c", "fr"), ("c", "fr-CA-x-y"))),
    *(Literal(text, "integer") for text in ("0", "1", "01", "2", "-5", "+1", "9007199254740993")),
    *(Literal(text, "decimal") for text in ("1", "1.0", "1.5", ".5")),
    *(Literal(text, "double") for text in ("1", "1.5e0", "INF", "-INF", "NaN")),
    *(Literal(text, "float") for text in ("1", "1.5", "NaN")),
    *(Literal("5", name) for name in ("byte", "unsignedByte", "nonNegativeInteger", "positiveInteger", "long")),
    *(Literal(text, "boolean") for text in ("true", "false", "1")),
    *(Literal(text, "date") for text in ("2020-01-01", "2020-01-02", "2020-02-29", "2020-01-01Z", "2020-01-02+05:00")),
    *(Literal(f"2020-01-{text}", "dateTime") for text in ("01T00:00:00",
      "01T00:00:00.5", "01T12:00:00Z", "03T00:00:00Z")),
    Literal("2020-01-01T12:00:00+14:00", "dateTime"),
    *(Literal(text, "time") for text in ("00:00:00", "12:00:00", "13:00:00+01:00", "12:00:00Z")),
    *(Literal(text, name) for text, name in (("2020", "gYear"), ("2020-01", "gYearMonth"), ("P1D", "duration"))),
    *(Literal(text, name) for text, name in (("http://e/a", "anyURI"), ("0A", "hexBinary"), ("z", ":dt"))),
    *sorted(ILL_TYPED | YEARS_AND_HOURS),
)  # fmt: skip
STORED = {each: stored(each) for each in LITERALS}
PATTERNS = (
    "a",
    "^a",
    "b$",
    "^[ab]+$",
    r"\\d+",
    r"^\\S+$",
    "A",
    "^$",
    "e/[abc]",
    "^.$",
    "(a|b)(b|0)?",
    "^.{2,3}$",
    "ë",
    "",
)
# Not `!=` of two literals: rdflib gives true for any two that differ, where SPARQL 1.1 (17.4.1.7, RDFterm-equal) has a
# type error unless their values are known.
SELECTS = (
    "SELECT $this WHERE { $this @P ?x }",
    "SELECT $this ?value WHERE { $this @P ?value }",
    "SELECT $this ?value ?path WHERE { $this ?path ?value . FILTER (isIRI(?value)) }",
    "SELECT DISTINCT $this WHERE { $this @P ?x . ?x @Q ?y }",
    "SELECT $this ?value WHERE { $this @P ?value . FILTER NOT EXISTS { ?value @Q ?x } }",
    "SELECT $this WHERE { FILTER NOT EXISTS { $this @P ?x } }",
    "SELECT $this WHERE { FILTER EXISTS { $this @P ?x . ?y @Q $this } }",
    "SELECT $this WHERE { FILTER (isIRI($this)) }",
    "SELECT $this ?value WHERE { ?value @P ?x . FILTER ($this = ?x) }",
    "SELECT $this ?value WHERE { $this @P ?value . FILTER (!sameTerm($this, ?value)) }",
    "SELECT $this ?value WHERE { $this @P ?x OPTIONAL { ?x @Q ?value } }",
    "SELECT $this ?value WHERE { $this @P ?x OPTIONAL { $this @Q ?value } FILTER (!bound(?value)) }",
    "SELECT $this ?value WHERE { { $this @P ?value } UNION { ?value @Q $this } }",
    "SELECT $this ?value WHERE { ?value @P ?x . { $this @Q ?value } UNION { ?x @Q $this } }",
    "SELECT $this ?value WHERE { BIND ($this AS ?value) FILTER (isBlank($this)) }",
    "SELECT $this ?value WHERE { $this @P ?x . BIND (str(?x) AS ?value) FILTER (!isBlank(?x)) }",
    "SELECT $this ?value WHERE { $this @P*/@Q ?value . FILTER NOT EXISTS { ?value @Q ?x } }",
    "SELECT $this ?value WHERE { ?x @P $this . BIND (?x AS ?value) FILTER NOT EXISTS { $this @Q ?x } }",
    "SELECT $this ?value WHERE { $this @P/@Q ?value }",
    "SELECT $this ?value WHERE { $this (@P/@Q)/@P ?value }",
    "SELECT $this ?value WHERE { OPTIONAL { ?x @P $this } ?x @Q ?value }",
    "SELECT $this ?value WHERE { $this (@P|^@Q)+ ?value . FILTER (isIRI(?value) && ?value != $this) }",
    "SELECT $this ?value WHERE { $this @P ?value . FILTER (langMatches(lang(?value), 'en')) }",
    "SELECT $this (?x AS ?value) WHERE { $this @Q ?x . ?x @P ?y }",
    "SELECT $this (COUNT(?x) AS ?n) WHERE { $this @P ?x } GROUP BY $this HAVING (COUNT(?x) > 1)",
    "SELECT $this ?value WHERE { $this a/rdfs:subClassOf* ?value . FILTER (?value != :C) }",
    "SELECT $this ?value WHERE { ?x @P ?value . FILTER EXISTS { $this @Q ?x } }",
    "SELECT $this ?value ?other WHERE { $this @P ?value ; @Q ?other }",
)  # fmt: skip
ON_PATHS = (
    "SELECT $this ?value WHERE { $this $PATH ?value . FILTER (isLiteral(?value)) }",
    "SELECT $this ?value WHERE { $this $PATH ?value . $this @P ?value }",
    "SELECT $this WHERE { FILTER NOT EXISTS { $this $PATH ?x } }",
)
MESSAGES = ('"Mend it."', '"Heile es."@de', '"Because of {?value} of {$this}, {?path} {?none}."', '"{?other}"')
KINDS = ("sh:IRI", "sh:BlankNode", "sh:Literal", "sh:BlankNodeOrIRI", "sh:BlankNodeOrLiteral", "sh:IRIOrLiteral")
