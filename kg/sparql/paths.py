"""Reads triple patterns and property paths from words."""

from kg.sparql.pattern import Path, Step, Text, Triple
from kg.sparql.refused import NotRewritable
from kg.sparql.tokens import Token

_RDF = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#{}>"
TYPE, FIRST, REST, NIL = (_RDF.format(name) for name in ("type", "first", "rest", "nil"))
_BEGINS = frozenset({"OPTIONAL", "MINUS", "GRAPH", "FILTER", "BIND", "VALUES", "SERVICE", "{", "}"})


class PathReader:
    """A place in the words of a query, and what stands there: terms, paths, triples."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.place, self._fresh = tokens, 0, 0

    @property
    def now(self) -> Token:
        return self.tokens[self.place]

    def word(self) -> str:
        return self.now.word

    def skip(self, count: int = 1) -> None:
        if self.place + count >= len(self.tokens):
            raise NotRewritable("it ends too early")
        self.place += count

    def take(self) -> Token:
        token = self.now
        self.skip()
        return token

    def expect(self, word: str) -> None:
        if self.word() != word:
            raise NotRewritable(f"{word!r} was expected, and {self.now.text!r} stands there")
        self.skip()

    def since(self, start: int) -> Text:
        return tuple(self.tokens[start : self.place])

    def fresh(self) -> str:
        self._fresh += 1
        return f"?__b{self._fresh}"

    def triples(self) -> list[Triple]:
        """Read triples up to what begins another element, or ends the group."""
        found: list[Triple] = []
        while self.word() not in _BEGINS:
            bracket = self.word() in ("[", "(")
            subject = self.node(found)
            if not (bracket and self.word() in (".", *_BEGINS)):  # a bracket may stand by itself
                self.properties(subject, found)
            if self.word() != ".":
                break
            self.skip()
        return found

    def properties(self, subject: str, found: list[Triple]) -> None:
        """Read what follows a subject: predicates and objects."""
        while True:
            start = self.place
            path = self.alternative()
            simple = path.kind == "step" and path.step and not path.step.inverse and not path.step.negated
            predicate = path.step.terms[0] if simple and path.step else " ".join(t.text for t in self.since(start))
            while True:
                found.append(Triple(subject, predicate, self.node(found), None if simple else path))
                if self.word() != ",":
                    break
                self.skip()
            while self.word() == ";":
                self.skip()
            if self.word() in (".", "]", *_BEGINS) or self.tokens[self.place - 1].word != ";":
                return

    def node(self, found: list[Triple]) -> str:
        """Read a term, a list or a blank node with its properties, and return the term that stands for it."""
        token = self.take()
        match token.kind, token.word:
            case _, "[":
                node = self.fresh()
                if self.word() != "]":
                    self.properties(node, found)
                self.expect("]")
                return node
            case _, "(":
                return self.collection(found)
            case "blank", _:
                return f"?__b_{token.text[2:].encode().hex()}"
            case "text", _:
                return token.text + self.suffix()
            case _, "+" | "-":
                return token.text + self.take().text
            case (("variable" | "iri" | "name" | "number" | "word"), _):
                return token.text
            case _:
                raise NotRewritable(f"no term begins with {token.text!r}")

    def suffix(self) -> str:
        if self.now.kind == "language":
            return self.take().text
        if self.word() == "^^":
            self.skip()
            return f"^^{self.take().text}"
        return ""

    def collection(self, found: list[Triple]) -> str:
        if self.word() == ")":
            self.skip()
            return NIL
        nodes = []
        while self.word() != ")":
            nodes.append((self.fresh(), self.node(found)))
        self.skip()
        for place, (cell, item) in enumerate(nodes):
            after = nodes[place + 1][0] if place + 1 < len(nodes) else NIL
            found += [Triple(cell, FIRST, item), Triple(cell, REST, after)]
        return nodes[0][0]

    def alternative(self) -> Path:
        parts = [self.sequence()]
        while self.word() == "|":
            self.skip()
            parts.append(self.sequence())
        return parts[0] if len(parts) == 1 else Path("alternative", tuple(parts))

    def sequence(self) -> Path:
        parts = [self.turned()]
        while self.word() == "/":
            self.skip()
            parts.append(self.turned())
        return parts[0] if len(parts) == 1 else Path("sequence", tuple(parts))

    def turned(self) -> Path:
        if self.word() == "^":
            self.skip()
            return inverse(self.repeated())
        return self.repeated()

    def repeated(self) -> Path:
        path = self.primary()
        if self.word() in ("*", "+", "?"):
            return Path(self.take().word, (path,))  # type: ignore[arg-type]
        return path

    def primary(self) -> Path:
        token = self.take()
        if token.word == "(":
            path = self.alternative()
            self.expect(")")
            return path
        if token.word == "!":
            return self.negated()
        return Path("step", step=Step((self.predicate(token),)))

    def negated(self) -> Path:
        turned: dict[bool, list[str]] = {False: [], True: []}
        bracket = self.word() == "("
        self.skip(int(bracket))
        while self.word() != ")" or not bracket:
            back = self.word() == "^"
            self.skip(int(back))
            turned[back].append(self.predicate(self.take()))
            if not bracket:
                break
            self.skip(int(self.word() == "|"))
        self.skip(int(bracket))
        parts = [
            Path("step", step=Step(tuple(t), back, True))
            for back, t in turned.items()
            if t or not (back or turned[True])
        ]
        return parts[0] if len(parts) == 1 else Path("alternative", tuple(parts))

    def predicate(self, token: Token) -> str:
        if token.text == "a":
            return TYPE
        if token.kind not in ("variable", "iri", "name"):
            raise NotRewritable(f"no predicate begins with {token.text!r}")
        return token.text


def inverse(path: Path) -> Path:
    """Return the path from its end to its beginning."""
    if path.step:
        return Path("step", step=Step(path.step.terms, not path.step.inverse, path.step.negated))
    parts = tuple(map(inverse, path.parts))
    return Path(path.kind, parts[::-1] if path.kind == "sequence" else parts)
