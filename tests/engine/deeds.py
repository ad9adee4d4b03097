"""Things that a document may do to the process that works on it; a module that worker processes can import."""

from __future__ import annotations

import os
import signal
import time

from tawatur.model import DocumentError, RawDocument, ResourceError


def act(raw: RawDocument) -> str:
    match raw.text:
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(3)
        case "hang":
            while True:
                time.sleep(0.01)
        case "bad":
            raise DocumentError(raw.id, "no article", "clean")
        case "fault":
            raise KeyError("x")
        case "lexicon":
            raise ResourceError("names.tsv:3: broken")
    return f"{raw.text} done"
