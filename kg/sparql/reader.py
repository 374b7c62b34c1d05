"""Reads the pattern of a query from its words.

Oxigraph and rdflib decide what is a query; this reads only those that they accept, and looks no further than citing
needs. A parser of the whole grammar that tells places is at hand (sparqlib), and takes 0.2 to 1.3 s for a stored query.
"""

from kg.sparql.paths import PathReader
from kg.sparql.pattern import (
    Bind,
    Element,
    Exists,
    Filter,
    Graph,
    Group,
    Item,
    Key,
    Minus,
    Optional,
    Query,
    Select,
    SubSelect,
    Text,
    Triple,
    Triples,
    Union,
    Values,
)
from kg.sparql.refused import NotRewritable
from kg.sparql.tokens import tokens

AGGREGATES = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})
UNSTEADY = frozenset({"RAND", "UUID", "STRUUID", "BNODE", "NOW"})
"""Functions that give something else at each call, so that a second look can't be compared with the first."""
_AFTER = frozenset({"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"})
_BRACKETS = {"(": ")", "{": "}", "[": "]"}


def read(text: str) -> Query:
    """Return the pattern of a query that an engine accepts. Raises NotRewritable, by name, for what can't be cited."""
    return Reader(text).query()


class Reader(PathReader):
    """Reads from the first word to the last."""

    def __init__(self, text: str) -> None:
        super().__init__(tokens(text))
        self.text = text
        for token in self.tokens:
            if token.word in UNSTEADY:
                raise NotRewritable(f"{token.word}() gives something else each time")
            if token.word == "SERVICE":
                raise NotRewritable("SERVICE asks another server")

    def query(self) -> Query:
        while self.word() in ("BASE", "PREFIX"):
            self.skip(2 if self.word() == "BASE" else 3)
        prologue = self.text[: self.now.start]
        match self.word():
            case "SELECT":
                return Query("select", prologue, self.select(), [])
            case "ASK":
                return Query("ask", prologue, self.pattern(), [])
            case "CONSTRUCT":
                self.skip()
                template: list[Triple] = self.template() if self.word() == "{" else []
                select = self.pattern(skip=0)
                return Query("construct", prologue, select, template or self.short(select))
            case other:
                raise NotRewritable(f"{other or 'this'} describes what it likes; use SELECT, CONSTRUCT or ASK")

    def template(self) -> list[Triple]:
        self.skip()
        found = self.triples()
        self.expect("}")
        if any(term.startswith("?__b") for triple in found for term in triple[:3]):
            raise NotRewritable("a blank node in the template of CONSTRUCT is new for each solution")
        return found

    def short(self, select: Select) -> list[Triple]:
        """Return the template of CONSTRUCT WHERE: the pattern itself."""
        return [t for element in select.where.elements if isinstance(element, Triples) for t in element.triples]

    def pattern(self, skip: int = 1) -> Select:
        """Read what follows ASK, or the template of CONSTRUCT: all variables are looked at."""
        self.skip(skip)
        return self.rest([], star=True, distinct=False, head=(), projection=(), aggregates=False)

    def select(self) -> Select:
        start = self.place
        self.skip()
        distinct = self.word() in ("DISTINCT", "REDUCED")
        self.skip(int(distinct))
        head, start = self.since(start), self.place
        items: list[Item] = []
        star, aggregates = self.word() == "*", False
        self.skip(int(star))
        while not star and (self.now.kind == "variable" or self.word() == "("):
            if self.now.kind == "variable":
                items.append(Item(self.take().text[1:]))
            else:
                text, variable, exists = self.named()
                aggregates |= any(token.word in AGGREGATES for token in text)
                items.append(Item(variable, text, tuple(exists)))
        return self.rest(
            items, star=star, distinct=distinct, head=head, projection=self.since(start), aggregates=aggregates
        )

    def rest(
        self, items: list[Item], *, star: bool, distinct: bool, head: Text, projection: Text, aggregates: bool
    ) -> Select:
        """Read from WHERE to the end of a SELECT."""
        if self.word() == "FROM":
            raise NotRewritable("FROM replaces the graph")
        start = self.place
        self.skip(int(self.word() == "WHERE"))
        where = self.group()
        body, start = self.since(start), self.place
        keys = self.keys() if self.word() == "GROUP" else []
        grouping, start = self.since(start), self.place
        having = self.word() == "HAVING"
        sliced, skips, values = False, False, None
        while self.now.kind != "end" and self.word() != "}":
            sliced |= self.word() in ("LIMIT", "OFFSET")
            skips |= self.word() == "OFFSET"
            if self.word() == "VALUES":
                values = self.values()
            else:
                self.balanced()
        tail = self.since(start)
        if any(token.word == "EXISTS" for token in tail):
            raise NotRewritable("EXISTS stands in HAVING or ORDER BY")
        aggregates |= any(token.word in AGGREGATES for token in tail)
        return Select(
            items=items,
            star=star,
            distinct=distinct,
            where=where,
            keys=keys,
            aggregated=bool(keys) or aggregates or having,
            sliced=sliced,
            skips=skips,
            values=values,
            head=head,
            projection=projection,
            body=body,
            grouping=grouping,
            tail=tail,
        )

    def keys(self) -> list[Key]:
        self.skip(2)
        found: list[Key] = []
        while self.now.kind in ("variable", "iri", "name") or self.word() == "(" or self._is_function():
            if self.now.kind == "variable":
                found.append(Key((), self.take().text[1:]))
                continue
            start = self.place
            if self.word() == "(":
                inner = self.balanced()[1:-1]
                named = len(inner) > 2 and inner[-2].word == "AS"
                found.append(Key(inner[:-2], inner[-1].text[1:]) if named else Key(inner, ""))
            else:
                self.skip()
                self.balanced()
                found.append(Key(self.since(start), ""))
        return found

    def _is_function(self) -> bool:
        return self.now.kind == "word" and self.word() not in _AFTER and self.tokens[self.place + 1].word == "("

    def group(self) -> Group:
        """Read `{ … }`."""
        start = self.place
        self.expect("{")
        if self.word() == "SELECT":
            elements: list[Element] = [SubSelect(self.select())]
        else:
            elements = []
            while self.word() != "}":
                elements += self.element()
        self.expect("}")
        return Group(elements, self.since(start))

    def element(self) -> list[Element]:
        match self.word():
            case "OPTIONAL":
                self.skip()
                return [Optional(self.group())]
            case "MINUS":
                self.skip()
                return [Minus(self.group())]
            case "GRAPH":
                self.skip()
                name = self.take().text
                return [Graph(name, self.group())]
            case "FILTER":
                self.skip()
                return [self.filter()]
            case "BIND":
                self.skip()
                text, variable, exists = self.named()
                return [Bind(text, variable, exists)]
            case "VALUES":
                return [self.values()]
            case "{":
                groups = [self.group()]
                while self.word() == "UNION":
                    self.skip()
                    groups.append(self.group())
                return [Union(groups)]
            case ".":
                self.skip()
                return []
            case _:
                return [Triples(self.triples())]

    def filter(self) -> Filter:
        start = self.place
        exists: list[Exists] = []
        if self.word() in ("NOT", "EXISTS"):
            self.exists(exists)
        else:
            self.skip(0 if self.word() == "(" else 1)
            self.inside(exists)
        return Filter(self.since(start), exists)

    def named(self) -> tuple[Text, str, list[Exists]]:
        """Read `( expression AS ?variable )`."""
        start, exists = self.place, list[Exists]()
        self.inside(exists)
        words = self.since(start)[1:-1]
        for each in exists:
            each.certain = False
        return words[:-2], words[-1].text[1:], exists

    def inside(self, exists: list[Exists]) -> None:
        """Read `( … )`, and note each EXISTS in it. It is certain if nothing but && joins it with the rest."""
        sure, begin = True, len(exists)
        self.expect("(")
        while self.word() != ")":
            if self.word() in ("NOT", "EXISTS") and (
                self.word() == "EXISTS" or self.tokens[self.place + 1].word == "EXISTS"
            ):
                sure &= self.tokens[self.place - 1].word != "!"
                self.exists(exists)
            elif self.word() == "(":
                sure &= self.tokens[self.place - 1].word in ("(", "&&")
                self.inside(exists)
            else:
                sure &= self.word() not in ("||", "=", "!=", "<", ">", "<=", ">=", ",", "!", "IN")
                self.skip()
        self.skip()
        for each in exists[begin:]:
            each.certain &= sure

    def exists(self, exists: list[Exists]) -> None:
        negated = self.word() == "NOT"
        self.skip(1 + negated)
        exists.append(Exists(self.group(), negated, certain=not negated))

    def values(self) -> Values:
        start = self.place
        self.skip()
        names = self.balanced() if self.word() == "(" else (self.take(),)
        self.balanced()
        return Values(self.since(start), [token.text[1:] for token in names if token.kind == "variable"])

    def balanced(self) -> Text:
        """Return one word, or all from a bracket to that which closes it."""
        start, depth = self.place, 0
        while True:
            depth += (self.word() in _BRACKETS) - (self.word() in _BRACKETS.values())
            self.skip()
            if depth <= 0:
                return self.since(start)
