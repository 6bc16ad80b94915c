"""A PDF that somebody uploads: whole, in the clear, and without anything that acts by itself."""

from __future__ import annotations

import re
import zlib

END = b"%%EOF"
INCOMPLETE = "Ce PDF est incomplet. Enregistrez-le de nouveau."
LOCKED = "Ce PDF est protégé. Imprimez-le en PDF, puis déposez le résultat."
ACTIVE = (
    "Ce PDF contient un programme ou une pièce jointe. Imprimez-le en PDF, puis déposez le "
    "résultat."
)
# An /OpenAction that only chooses the first page is common: what counts is what an action can do.
ACTS = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|XFA|RichMedia|SubmitForm|ImportData)(?![A-Za-z])"
)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
PACKED = re.compile(rb"/ObjStm.{0,400}?stream\r?\n", re.DOTALL)
MOST_UNPACKED = 20 * 1024 * 1024


def sound_pdf(content: bytes) -> bytes:
    """The file up to its own end; ValueError (French) when it cannot be kept."""
    end = content.rfind(END)
    if end == -1 or b"obj" not in content:
        raise ValueError(INCOMPLETE)
    content = content[: end + len(END)] + b"\n"
    plain = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)
    if b"/Encrypt" in plain:
        raise ValueError(LOCKED)
    if ACTS.search(plain) or any(ACTS.search(objects) for objects in _packed_objects(content)):
        raise ValueError(ACTIVE)
    return content


def _packed_objects(content: bytes) -> list[bytes]:
    """Objects hidden in compressed streams, names unescaped."""
    found = []
    for match in PACKED.finditer(content):
        unpack = zlib.decompressobj()
        try:
            objects = unpack.decompress(content[match.end() :], MOST_UNPACKED)
        except zlib.error:
            continue
        if unpack.unconsumed_tail and len(objects) >= MOST_UNPACKED:
            raise ValueError(ACTIVE)
        found.append(ESCAPED.sub(lambda one: bytes([int(one[1], 16)]), objects))
    return found
