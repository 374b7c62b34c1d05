"""Work on a long list by several processes, each a fork of this one: they have all that it has, and nothing is sent.

What comes out does not depend on how many there are. A worker that is ahead waits until what it made is taken, so
there is never more than a part from each at a time.
"""

import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Any, NamedTuple, NoReturn, TypeVar

from kg.apart.messages import failure, killed, result
from kg.errors import KgError

T = TypeVar("T")
R = TypeVar("R")

POSSIBLE = sys.platform == "linux"
"""Whether a process can be forked and go on: Windows has no fork, and on macOS the system's libraries may break."""

MOST = 8
"""More workers are of little use by themselves: what one process has to do takes most of the time then."""

LIFE = 32
"""So many parts a worker does, and then a new one goes on: what it only looks at is copied for it, page by page, since
in Python each look counts references."""


def available() -> int:
    """Return how many workers are of use here: one for each core that this process may use but its own, up to `MOST`.

    On two cores two workers take a seventh less time than one, a quarter more CPU time, and half as much memory again.
    """
    return min(max(len(os.sched_getaffinity(0)) - 1, 1), MOST) if sys.platform == "linux" else 1


def spread(work: Callable[[Sequence[T]], R], items: Sequence[T], size: int, workers: int = 1) -> Iterator[R]:
    """Yield what a function returns for each part of so many items, in their order.

    With one worker, or where there is one part or no fork, this process does it. Others take turns: the first does the
    first part, the second the second one, and so on. What they return is pickled. What the function raises is raised
    here. Raises KgError where a worker can't be started or was killed.
    """
    parts = [items[at : at + size] for at in range(0, len(items), size)]
    number = min(workers, len(parts)) if POSSIBLE else 1
    if number < 2:
        yield from map(work, parts)
        return
    started: dict[int, _Worker] = {}

    def start(first: int) -> None:
        """Let a new worker begin with a part, in place of the one whose turn it was until then."""
        if before := started.pop(first % number, None):
            before.end()
        mine = parts[first : first + number * LIFE : number]
        if mine:
            started[first % number] = _started(work, mine, started.values())

    try:
        for first in range(number):
            start(first)
        for at in range(len(parts)):
            found = _next(started[at % number])
            if (at // number + 1) % LIFE == 0:
                start(at + number)
            yield found
    finally:
        for worker in started.values():
            worker.end()


class _Worker(NamedTuple):
    process: int
    heard: IO[bytes]

    def end(self) -> None:
        """Leave nothing of it, wherever it is."""
        os.kill(self.process, signal.SIGKILL)
        self.heard.close()
        os.waitpid(self.process, 0)


def _next(worker: _Worker) -> Any:
    try:
        message = pickle.load(worker.heard)
    except (EOFError, pickle.UnpicklingError):
        ended = os.waitid(os.P_PID, worker.process, os.WEXITED | os.WNOWAIT)  # it is waited for in the end
        assert ended  # not so only with WNOHANG
        code = ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
        raise killed("a worker", code) from None
    return message.open()


def _started(work: Callable[[Sequence[T]], object], parts: Sequence[Sequence[T]], others: Iterable[_Worker]) -> _Worker:
    heard, told = os.pipe()
    _widen(told)
    with warnings.catch_warnings():
        # A thread that stands still is no danger: the worker runs this package alone, waits for no lock, and leaves.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            process = os.fork()
        except OSError as error:
            os.close(heard)
            os.close(told)
            raise KgError(f"no worker can be started: {error.strerror}; --workers 1 needs none") from error
    if not process:
        for pipe in (heard, *(other.heard.fileno() for other in others)):
            os.close(pipe)  # else a worker would not see that nobody reads any more
        _work(work, parts, told)
    os.close(told)
    return _Worker(process, os.fdopen(heard, "rb"))


def _widen(pipe: int) -> None:
    """Let a pipe hold a mebibyte, so that it is seldom waited for."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):  # this user has too much in pipes already
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 1 << 20)


def _work(work: Callable[[Sequence[T]], object], parts: Sequence[Sequence[T]], told: int) -> NoReturn:
    """Do these parts and leave: nothing of what the process that was forked had to do at its end is done here."""
    code = 1
    with suppress(BaseException), os.fdopen(told, "wb") as out:
        for part in parts:
            try:
                message = result(work(part))
            except BaseException as error:
                out.write(failure(error))
                break
            out.write(message)
            out.flush()
        code = 0
    os._exit(code)
