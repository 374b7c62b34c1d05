"""A piece of work in a process of its own, so that all the memory that it took is free after it.

Python gives little back of what many small objects took: of 900 MB in which all was dropped but 40, most stays taken,
since something stands in each block. A process that ends gives back everything.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeVar, cast

from kg.errors import KgError
from kg.timing import Progress, Usage, ended, noted

T = TypeVar("T")

POSSIBLE = os.name == "posix" and bool(sys.executable)
"""Whether a process can be started that inherits open files."""


class Word(NamedTuple):
    """Progress."""

    stage: str
    done: int
    total: int
    usage: Usage
    """Of the process, up to now."""


class Result(NamedTuple):
    """The last message, where nothing failed."""

    value: Any


class Failure(NamedTuple):
    """The last message, where something did."""

    error: BaseException
    trace: str


def run(work: Callable[..., T], *arguments: object, progress: Progress, files: Iterable[int] = ()) -> T:
    """Return what a function returns for the arguments and, behind them, `progress`.

    The function is one of a module, by its name. Arguments and result are pickled, and the process inherits the open
    `files`. What the function raises is raised here. Raises KgError where the process was killed.
    """
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "kg.apart"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=tuple(files),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))},
    )
    told, heard = process.stdin, process.stdout
    assert told  # both were asked for
    assert heard
    try:
        pickle.dump([*sys.path], told)  # apart from the rest, which can't be read without it
        pickle.dump((work, arguments), told)
        told.flush()  # and stays open: where it ends, this process has ended
        return cast("T", _result(process, heard, progress))
    except (EOFError, BrokenPipeError, pickle.UnpicklingError):
        raise _killed(process) from None
    finally:
        process.kill()
        process.wait()
        for pipe in (told, heard):
            with suppress(OSError):  # what is left to be written has no reader
                pipe.close()
        ended(process.pid)


def _result(process: "subprocess.Popen[bytes]", heard: IO[bytes], progress: Progress) -> Any:
    while True:
        message = pickle.load(heard)
        if isinstance(message, Word):
            noted(process.pid, message.usage)
            progress(message.stage, message.done, message.total)
        elif isinstance(message, Failure):
            message.error.add_note(message.trace)
            raise message.error
        else:
            process.wait()  # from here on the system tells what it took
            return message.value


def _killed(process: "subprocess.Popen[bytes]") -> KgError:
    code = process.wait()
    name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    most = "; the machine may have run out of memory" if code == -signal.SIGKILL else ""
    return KgError(f"the process that reads and resolves ended in the middle of it ({name}){most}")
