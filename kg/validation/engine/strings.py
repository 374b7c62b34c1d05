"""String-based constraint components (SHACL, section 4.4)."""

from collections.abc import Callable, Iterator

import numpy as np
from rdflib.namespace import SH
from rdflib.term import Node

from kg.errors import OntologyError
from kg.validation.engine.columns import Ids, Mask, grouped
from kg.validation.engine.patterns import pattern
from kg.validation.engine.run import Run, per_value
from kg.validation.engine.shapes import Builder, Check, Compiler, Constraint, Shape, Values, Violations


def _texts(fits: Callable[[str], bool]) -> Check:
    """Return a check of the texts of value nodes, as SPARQL's STR gives them; blank nodes have none and fail."""

    def test(run: Run, ids: Ids) -> Mask:
        texts = map(run.string, ids.tolist())
        return np.fromiter((text is not None and fits(text) for text in texts), dtype=np.bool_, count=len(ids))

    return per_value(test)


def _min_length(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
    least = compiler.number(shape, SH.minLength, value)
    says = f"The value has fewer than {least} characters."
    yield Constraint(SH.MinLengthConstraintComponent, _texts(lambda text: len(text) >= least), says=says)


def _max_length(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
    most = compiler.number(shape, SH.maxLength, value)
    says = f"The value has more than {most} characters."
    yield Constraint(SH.MaxLengthConstraintComponent, _texts(lambda text: len(text) <= most), says=says)


def _pattern(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
    flags = compiler.graph.value(shape, SH.flags)
    matches = pattern(str(value), str(flags or ""))
    yield Constraint(SH.PatternConstraintComponent, _texts(matches), says=f"The value does not match “{value}”.")


def _language_in(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
    ranges = [str(each).lower() for each in compiler.members(shape, SH.languageIn, value)]

    def fits(language: str) -> bool:  # basic filtering, RFC 4647, section 3.3.1
        return bool(language) and any(r == "*" or language == r or language.startswith(f"{r}-") for r in ranges)

    def test(run: Run, ids: Ids) -> Mask:
        literals = map(run.literal, ids.tolist())
        return np.fromiter((x is not None and fits(x.language) for x in literals), dtype=np.bool_, count=len(ids))

    says = f"The language is none of {', '.join(ranges)}."
    yield Constraint(SH.LanguageInConstraintComponent, per_value(test), says=says)


def _unique_lang(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
    if compiler.graph.value(shape, SH.path) is None:
        raise OntologyError(f"sh:uniqueLang of {compiler.name(shape)} stands on a node shape; give it a sh:path")
    if not compiler.flag(shape, SH.uniqueLang):
        return

    def check(run: Run, shape: Shape, values: Values) -> Violations:
        once, back = grouped(values.values)
        literals = map(run.literal, once.tolist())
        languages = np.array([literal.language if literal else "" for literal in literals], dtype=np.str_)
        names, codes = np.unique(languages, return_inverse=True)
        tagged = (names[codes] != "")[back]
        keys, counts = np.unique(values.places[tagged] * (len(names) + 1) + codes[back][tagged], return_counts=True)
        return Violations(keys[counts > 1] // (len(names) + 1))

    yield Constraint(SH.UniqueLangConstraintComponent, check, says="Two values have the same language.")


STRINGS: dict[Node, Builder] = {
    SH.minLength: _min_length,
    SH.maxLength: _max_length,
    SH.pattern: _pattern,
    SH.languageIn: _language_in,
    SH.uniqueLang: _unique_lang,
}
