"""Worker processes that may die or hang: each holds one document at a time, so the culprit is always known."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any

from tawatur.model import DocumentError, RawDocument, TawaturError

_READY = "ready"
_START_LIMIT = 120.0
"""Seconds that a process may take to start and to import the program."""


def _serve(connection: Connection, work: Callable[[RawDocument], Any]) -> None:
    """Body of a worker process: answer each document with ("done", result), ("failed", reason, step), or, where the
    fault is not the document's, ("stop", error)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    connection.send(_READY)
    while True:
        try:
            document = connection.recv()
        except (EOFError, OSError):
            return
        answer: tuple[Any, ...]
        try:
            answer = ("done", work(document))
        except DocumentError as error:
            answer = ("failed", error.reason, error.step)
        except TawaturError as error:
            answer = ("stop", error)
        except Exception as error:  # a fault of the program must not cost the process and its loaded lexicons
            answer = ("failed", f"{type(error).__name__}: {error}", "engine")
        connection.send(answer)


def _end_with_parent() -> None:
    """A worker whose parent was killed must not live on, whatever it is busy with."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


class _Worker:
    """One process with the document that it holds."""

    def __init__(self, work: Callable[[RawDocument], Any]) -> None:
        # "spawn" starts from nothing: no inherited locks, threads or open records, and the same on all systems.
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.index: int | None = None
        self.document: RawDocument | None = None
        self.deadline = time.monotonic() + _START_LIMIT

    def give(self, index: int, document: RawDocument, time_limit: float) -> None:
        self.index, self.document = index, document
        self.deadline = time.monotonic() + time_limit
        self.connection.send(document)

    def kill(self) -> int | None:
        """End the process at once; returns its exit code."""
        self.process.kill()
        self.process.join()
        self.connection.close()
        return self.process.exitcode


class Pool:
    """``size`` worker processes, started when there is work for them; a context manager that leaves none behind."""

    def __init__(self, work: Callable[[RawDocument], Any], size: int, time_limit: float) -> None:
        self._work = work
        self._size = size
        self._time_limit = time_limit
        self._workers: list[_Worker] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def map(self, documents: Iterable[RawDocument], window: int) -> Iterator[tuple[RawDocument, Any]]:
        """Each document with its result or DocumentError, in order; at most ``window`` are held at once."""
        source = iter(enumerate(documents))
        held: dict[int, RawDocument] = {}
        results: dict[int, Any] = {}
        queue: list[tuple[int, RawDocument]] = []
        following = 0
        more = True
        while True:
            while more and len(held) < window and len(queue) < self._size:
                try:
                    index, document = next(source)
                except StopIteration:
                    more = False
                    break
                held[index] = document
                queue.append((index, document))
            self._hand_out(queue)
            while following in results:
                yield held.pop(following), results.pop(following)
                following += 1
            if not held and not more:
                return
            if any(worker.index is not None or not worker.ready for worker in self._workers):
                results.update(self._collect())

    def _hand_out(self, queue: list[tuple[int, RawDocument]]) -> None:
        idle = [worker for worker in self._workers if worker.ready and worker.index is None]
        starting = sum(not worker.ready for worker in self._workers)
        while queue and idle:
            worker = idle.pop()
            index, document = queue[0]
            try:
                worker.give(index, document, self._time_limit)
            except OSError:  # it died while idle: not this document's fault
                self._workers.remove(worker)
                worker.kill()
                continue
            queue.pop(0)
        while len(queue) > starting and len(self._workers) < self._size:
            self._workers.append(_Worker(self._work))
            starting += 1

    def _collect(self) -> dict[int, Any]:
        """Wait until a worker answers, dies or runs out of time; results by index."""
        busy = [worker for worker in self._workers if worker.index is not None or not worker.ready]
        patience = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
        answered = wait([worker.connection for worker in busy], timeout=patience)
        now = time.monotonic()
        results: dict[int, Any] = {}
        for worker in busy:
            if worker.connection in answered:
                self._take(worker, results)
            elif worker.deadline <= now:
                self._lose(worker, results, f"took longer than {self._time_limit:g} seconds")
        return results

    def _take(self, worker: _Worker, results: dict[int, Any]) -> None:
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            self._lose(worker, results, None)
            return
        if answer == _READY:
            worker.ready = True
            return
        assert worker.index is not None
        assert worker.document is not None
        if answer[0] == "done":
            results[worker.index] = answer[1]
        elif answer[0] == "failed":
            results[worker.index] = DocumentError(worker.document.id, answer[1], answer[2])
        else:
            raise answer[1]
        worker.index = worker.document = None

    def _lose(self, worker: _Worker, results: dict[int, Any], reason: str | None) -> None:
        """Take a dead or hanging worker out; its document, if it had one, fails."""
        self._workers.remove(worker)
        code = worker.kill()
        if not worker.ready:
            raise TawaturError(
                "a worker process could not start; a script that builds with several workers must do so "
                "under `if __name__ == '__main__':`"
            )
        assert worker.index is not None
        assert worker.document is not None
        results[worker.index] = DocumentError(worker.document.id, reason or _death(code), "engine")


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return f"killed the process that worked on it ({signal.Signals(-code).name})"
        except ValueError:
            return f"killed the process that worked on it (signal {-code})"
    return f"ended the process that worked on it (exit code {code})"
