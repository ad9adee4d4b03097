"""How documents and layers are written into the record's cells."""

from __future__ import annotations

import json
import zlib
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from tawatur.model import Extracted, RawDocument, RecordError

_LEVEL = 1  # most of the gain for a third of the time
_packer = msgspec.msgpack.Encoder()
_unpacker = msgspec.msgpack.Decoder(Extracted)


class StoredRaw(NamedTuple):
    """A document as given, packed, and the hash of what it says (the path that it was read from left out)."""

    content: bytes
    packed: bytes


def encode_raw(raw: RawDocument) -> StoredRaw:
    """Pack ``raw`` exactly; UnicodeEncodeError where a string is no Unicode text (a lone surrogate)."""
    fields = {name: value for name in raw.__struct_fields__ if (value := getattr(raw, name)) is not None}
    source = fields.pop("source", "")
    said = json.dumps(fields, sort_keys=True, ensure_ascii=False).encode()
    whole = json.dumps({**fields, "source": source}, sort_keys=True, ensure_ascii=False).encode()
    return StoredRaw(blake2b(said, digest_size=16).digest(), zlib.compress(whole, _LEVEL))


def decode_raw(packed: bytes) -> RawDocument:
    """The document as it was given."""
    try:
        return msgspec.convert(json.loads(zlib.decompress(packed)), RawDocument)
    except (zlib.error, ValueError, msgspec.ValidationError) as error:
        raise RecordError(f"a stored document can't be read: {error}") from error


class Layers(NamedTuple):
    """What one document yields, packed, and what tells people which document it is; None where it yields nothing."""

    packed: bytes | None
    outlet: str | None
    title: str | None
    url: str | None


def encode_layers(extracted: Extracted) -> Layers:
    """Pack what one document yields."""
    doc = extracted.annotated.doc
    return Layers(zlib.compress(_packer.encode(extracted), _LEVEL), doc.outlet, doc.title, doc.url)


def decode_layers(packed: bytes) -> Extracted:
    """What one document yields; RecordError where it is damaged or has the form of another version."""
    try:
        return _unpacker.decode(zlib.decompress(packed))
    except (zlib.error, msgspec.DecodeError) as error:
        raise RecordError(
            "the layers of a document can't be read: the file is damaged or another version of tawatur wrote it; "
            f"building into the record again mends it ({error})"
        ) from error
