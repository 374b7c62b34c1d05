"""Do what stdin tells, and write progress and the result to stdout."""

import os
import pickle
import signal
import sys
from contextlib import suppress
from threading import Thread
from typing import BinaryIO

from kg.apart.messages import Word, failure, result
from kg.timing import used


def main(told: BinaryIO, heard: BinaryIO) -> None:
    """Read a task, do it, and tell how it goes and what came of it."""

    def progress(stage: str, done: int, total: int) -> None:
        _send(heard, Word(stage, done, total, used()))

    sys.path[:] = pickle.load(told)
    try:
        work, arguments = pickle.load(told)
        Thread(target=_leave, daemon=True).start()
        message = result(work(*arguments, progress))
    except BaseException as error:
        message = failure(error)
    with suppress(BrokenPipeError):  # who started this process is no more
        heard.write(message)
        heard.flush()


def _leave() -> None:
    """End this process as soon as the one that started it has ended, however that came."""
    while os.read(0, 1):
        pass
    os._exit(1)


def _send(heard: BinaryIO, word: Word) -> None:
    pickle.dump(word, heard)
    heard.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this process ends it
    messages = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what something prints is no message
    main(sys.stdin.buffer, messages)
