"""A piece of work in a process of its own, so that all the memory that it took is free after it.

Python gives little back of what many small objects took: of 900 MB in which all was dropped but 40, most stays taken,
since something stands in each block. A process that ends gives back everything.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, TypeVar, cast

from kg.apart.messages import Result, Word, killed
from kg.timing import Progress, ended, noted

T = TypeVar("T")

POSSIBLE = os.name == "posix" and bool(sys.executable)
"""Whether a process can be started that inherits open files."""


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
        raise killed("the process that reads and resolves", process.wait()) from None
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
        if not isinstance(message, Word):
            if isinstance(message, Result):
                process.wait()  # from here on the system tells what it took
            return message.open()
        noted(process.pid, message.usage)
        progress(message.stage, message.done, message.total)
