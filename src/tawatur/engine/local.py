"""One function over many documents on this machine, results in the order of the input.

With one worker everything runs in this process; with more, in processes of their own. In both cases a document that
takes longer than the time limit is given up, and in worker processes one that kills or hangs its process is, too: it
becomes a DocumentError, a fresh process goes on with the rest.

Memory: at most ``workers * WINDOW`` documents are under way or wait for an earlier one; the input is read no faster.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from tawatur.engine.workers import Pool
from tawatur.model import DocumentError, RawDocument

T = TypeVar("T")

TIME_LIMIT = 60.0
"""Seconds that one document may take."""

WINDOW = 16


class _TooLong(BaseException):
    """Not an Exception, so that no step takes it for a fault of its own."""


def run(
    work: Callable[[RawDocument], T], documents: Iterable[RawDocument], *, workers: int = 1,
    time_limit: float = TIME_LIMIT,
) -> Iterator[tuple[RawDocument, T | DocumentError]]:
    """Yield each document with what ``work`` made of it, or with the DocumentError that says why it could not.

    ``work`` must be a function of a module (worker processes import it) and raise nothing but DocumentError for a fault
    of the document. In this process the time limit works on POSIX in the main thread only, and can't break into a
    library's native code; worker processes are killed whatever they do.
    """
    if workers < 1:
        raise ValueError("workers must be at least 1")
    if workers == 1:
        for document in documents:
            yield document, _alone(work, document, time_limit)
        return
    with Pool(work, workers, time_limit) as pool:
        yield from pool.map(documents, workers * WINDOW)


def _alone(work: Callable[[RawDocument], T], document: RawDocument, time_limit: float) -> T | DocumentError:
    try:
        with _alarm(time_limit):
            return work(document)
    except DocumentError as error:
        return error
    except _TooLong:
        return DocumentError(document.id, f"took longer than {time_limit:g} seconds", "engine")


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise _TooLong in the body after ``seconds``; does nothing where alarms can't be had or are in use."""
    usable = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not usable or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
