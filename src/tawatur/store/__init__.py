"""The record: one SQLite file with the documents as given, what each yields, and the events that they tell together."""

from tawatur.store.codec import Layers, StoredRaw, encode_layers, encode_raw
from tawatur.store.judgements import judgements_hash, judgements_path, read_judgements, write_judgements
from tawatur.store.outlets import outlets_hash, outlets_path, read_outlets
from tawatur.store.reader import Failure, Publication, Reader
from tawatur.store.writer import Writer, search_texts

__all__ = [
    "Failure", "Layers", "Publication", "Reader", "StoredRaw", "Writer", "encode_layers", "encode_raw",
    "judgements_hash", "judgements_path", "outlets_hash", "outlets_path", "read_judgements", "read_outlets",
    "search_texts", "write_judgements",
]
