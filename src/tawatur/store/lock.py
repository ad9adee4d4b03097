"""One builder at a time: a lock beside the record that the system lets go when its holder ends, however it ends."""

from __future__ import annotations

import os
from pathlib import Path

from tawatur.model import RecordBusy, RecordError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
    import msvcrt


class BuildLock:
    """Held from construction to ``release``.

    Not a lock on the record itself: closing any handle of that file would drop the locks that SQLite holds on it.
    """

    def __init__(self, record: Path) -> None:
        self._path = record.with_name(record.name + "-lock")
        while True:
            self._handle = self._open()
            try:
                self._lock()
            except OSError as error:
                os.close(self._handle)
                raise RecordBusy(f"{record.name}: another process is building into this record") from error
            # The holder before us may have removed the file that we opened: then the lock is on nothing.
            if self._is_current():
                return
            os.close(self._handle)

    def _open(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise RecordError(f"{self._path.parent}: can't write here: {error.strerror}") from error

    def _lock(self) -> None:
        if fcntl is not None:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            msvcrt.locking(self._handle, msvcrt.LK_NBLCK, 1)

    def _is_current(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._handle), os.stat(self._path))
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Let the next builder in; calling it again does nothing."""
        if self._handle < 0:
            return
        if fcntl is not None:
            self._path.unlink(missing_ok=True)
        os.close(self._handle)
        self._handle = -1
