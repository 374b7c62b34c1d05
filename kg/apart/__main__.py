"""Do what stdin tells, and write progress and the result to stdout."""

import os
import pickle
import signal
import sys
import traceback
from typing import BinaryIO

from kg.apart import Failure, Result, Word
from kg.timing import used


def main(told: BinaryIO, heard: BinaryIO) -> None:
    """Read a task, do it, and tell how it goes and what came of it."""

    def progress(stage: str, done: int, total: int) -> None:
        _send(heard, Word(stage, done, total, used()))

    sys.path[:] = pickle.load(told)
    try:
        work, arguments = pickle.load(told)
        message: Result | Failure = Result(work(*arguments, progress))
    except BaseException as error:
        message = Failure(error, traceback.format_exc())
    try:
        _send(heard, message)
    except (pickle.PicklingError, TypeError, AttributeError) as error:  # an error that can't travel
        words = message.trace if isinstance(message, Failure) else str(error)
        _send(heard, Failure(RuntimeError(words), words))


def _send(heard: BinaryIO, message: Word | Result | Failure) -> None:
    content = pickle.dumps(message)
    heard.write(content)
    heard.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this process ends it
    messages = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what something prints is no message
    main(sys.stdin.buffer, messages)
