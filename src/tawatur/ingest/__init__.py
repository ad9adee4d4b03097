"""First step: files, folders, globs and standard input become documents. Public: ``read_inputs``, ``MAX_BYTES``."""

from tawatur.ingest.decode import decode
from tawatur.ingest.read import MAX_BYTES, read_inputs

__all__ = ["MAX_BYTES", "decode", "read_inputs"]
