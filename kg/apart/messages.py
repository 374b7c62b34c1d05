"""What processes tell each other: how far the work is, what came of it, or with what it failed."""

import pickle
import signal
import traceback
from typing import Any, NamedTuple

from kg.errors import KgError
from kg.timing import Usage


class Word(NamedTuple):
    """Progress."""

    stage: str
    done: int
    total: int
    usage: Usage
    """Of the process, up to now."""


class Result(NamedTuple):
    """What came of the work, or of a part of it."""

    value: Any

    def open(self) -> Any:
        """Return it."""
        return self.value


class Failure(NamedTuple):
    """The last message, where something failed."""

    error: BaseException
    trace: str

    def open(self) -> Any:
        """Raise what was raised there."""
        self.error.add_note(self.trace)
        raise self.error


def failure(error: BaseException) -> bytes:
    """Return what was raised as it travels; what can't travel goes in words."""
    trace = "".join(traceback.format_exception(error))
    with_error = Failure(error, trace)
    try:
        content = pickle.dumps(with_error)
        pickle.loads(content)
    except Exception:
        return pickle.dumps(Failure(RuntimeError(trace), trace))
    return content


def result(value: object) -> bytes:
    """Return a result as it travels; if it can't, that is a failure."""
    try:
        return pickle.dumps(Result(value), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return failure(error)


def killed(what: str, code: int) -> KgError:
    """Return how a process ended that did not tell. `code`: as `subprocess` gives it, below 0 for a signal."""
    name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    most = "; the machine may have run out of memory" if code == -signal.SIGKILL else ""
    return KgError(f"{what} ended in the middle of it ({name}){most}")
