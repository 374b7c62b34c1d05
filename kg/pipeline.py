"""The one place that knows the order: draft (read, resolve, map), validate, publish."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from kg.checked import Checked
from kg.drafting import drafted, silent
from kg.known import Known, held
from kg.memory import give_back, without_collector
from kg.namespaces import OWL
from kg.project import Project, digest_of, fingerprint, inputs
from kg.queries import stored
from kg.sources.texts import Texts
from kg.store import Build, publish, publish_failed, remember
from kg.timing import Progress
from kg.validation import gate
from kg.validation.checks import Check
from kg.validation.rules import pages
from kg.version import __version__


@dataclass(frozen=True)
class Built:
    """A build, or None where the gate refused; then `reports` is the folder with its reports."""

    checked: Checked
    build: Build | None
    reports: Path


@contextmanager
def _forgotten_if_half(known: Known | None) -> Iterator[None]:
    """Forget what is known where something is raised: it may be half up to date."""
    try:
        yield
    except BaseException:
        if known:
            known.forget()
        raise


@without_collector()
def check(
    project: Project,
    progress: Progress = silent,
    engine: gate.Engine = "sets",
    known: Known | None = None,
    workers: int | None = None,
) -> Checked:
    """Read and validate everything. Findings are the result, not an exception.

    What is in `known` from the time before is not done again, as far as no edit can reach it; the result is the same,
    and so it is for any number of `workers`: if none is said, one for each core but one. Raises UsageError where there
    is nothing to read.
    """
    texts = known.texts(project.texts)[0] if known else Texts(project.texts)
    return _check(project, texts, progress, engine, known, workers)


def _check(
    project: Project,
    texts: Texts,
    progress: Progress,
    engine: gate.Engine,
    known: Known | None,
    workers: int | None,
) -> Checked:
    with _forgotten_if_half(known):
        shapes, ontology = known.held() if known else held()
        graph, changes, whole, notes = drafted(project, texts, progress, known, workers)
        progress("validating", 0, 0)
        checks = stored_checks(project.queries)
        report = gate.check(
            graph.blocks(without="ontology"),
            shapes,
            ontology,
            notes.locate,
            checks,
            earlier=notes.findings,
            base=notes.base,
            engine=engine,
            known=known.validated if known and whole else None,
            changes=changes,
        )
        progress("validating", 1, 1)
        return Checked(
            project=project,
            title=notes.title or "diplomacy-kg",
            report=replace(report, articles=len(notes.articles)),
            graph=graph,
            articles=notes.articles,
            told=notes.counts,
            base=notes.base,
            ontology=str(next(ontology.objects(None, OWL.versionInfo))),
            pages=pages(shapes, checks),
            locate=notes.locate,
            texts=texts,
        )


@without_collector()
def build(
    project: Project,
    progress: Progress = silent,
    engine: gate.Engine = "sets",
    known: Known | None = None,
    workers: int | None = None,
) -> Built:
    """Check everything and publish a build; where the gate refuses, the last good build stays in place.

    `known` and `workers` as for `check`. Raises BuildError where the disk or another build is in the way.
    """
    digest = known.digest if known else digest_of
    texts, of_texts = known.texts(project.texts) if known else (Texts(project.texts), None)
    made_from = fingerprint(project, digest, of_texts)
    checked = _check(project, texts, progress, engine, known, workers)
    progress("reporting", 0, 0)
    reports = checked.files()
    if not checked.report.conforms:
        return Built(checked, None, publish_failed(project.builds, reports))

    def loading() -> None:
        progress("writing", 1, 1)
        progress("loading", 0, 0)

    progress("writing", 0, 0)
    if known is None:
        give_back()  # the gate took much, and loading will
    published = publish(
        project.builds,
        gate.admit(checked.graph, checked.report),
        base=checked.base,
        versions={"diplomacy-kg": __version__, "ontology": checked.ontology},
        inputs={path.relative_to(project.root).as_posix(): digest(path) for path in inputs(project)},
        reports=reports,
        counts=checked.counts,
        loading=loading,
    )
    remember(project.builds, published, made_from)
    if known:
        known.go_on_from(published, checked.graph.layout)
    return Built(checked, published, published.folder)


def stored_checks(folders: Iterable[Path]) -> list[Check]:
    """Return the checks of these folders of queries; one of a later folder replaces one of the same name before."""
    found = {each.query.name: each for folder in folders for each in stored.checks(folder)}
    return [
        Check(
            name=name,
            text=each.query.text,
            code=each.rule.code,
            summary=each.rule.summary,
            mend=each.rule.mend,
            why=each.rule.why,
            example=each.rule.example,
            severity=each.rule.severity,
        )
        for name, each in sorted(found.items())
    ]
