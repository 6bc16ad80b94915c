"""JPEG and PNG read segment by segment: what is kept is the picture and nothing else.

Pure Python. Metadata goes (a photo carries where it was taken), but for the orientation of a JPEG;
what follows the end of the picture goes too. A broken picture raises ValueError in French.
"""

from __future__ import annotations

import struct
import zlib

MOST_PIXELS = 60_000_000
BROKEN = "Cette image est abîmée ou incomplète. Enregistrez-la de nouveau."
TOO_LARGE = "Cette image est trop grande. Réduisez-la avant de la déposer."
PNG_MARK, JPEG_MARK = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"pHYs"}
FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
EXIF, COMMENT, START_OF_SCAN, END = 0xE1, 0xFE, 0xDA, 0xD9
# JFIF, colour profile and Adobe's colour model change what is seen; other segments are metadata.
APPLICATION_KEPT = {0xE0, 0xE2, 0xEE}


def picture_of_png(content: bytes) -> bytes:
    """The chunks that draw, each with a right checksum."""
    kept, at = [PNG_MARK], len(PNG_MARK)
    while True:
        if len(content) < at + 12:
            raise ValueError(BROKEN)
        (size,) = struct.unpack_from(">I", content, at)
        kind, whole = content[at + 4 : at + 8], content[at : at + 12 + size]
        if len(whole) < 12 + size or zlib.crc32(whole[4:-4]) != struct.unpack(">I", whole[-4:])[0]:
            raise ValueError(BROKEN)
        if kind == b"IHDR":
            _measure(*struct.unpack_from(">II", whole, 8))
        if kind in PNG_KEPT:
            kept.append(whole)
        at += len(whole)
        if kind == b"IEND":
            return b"".join(kept)


def picture_of_jpeg(content: bytes) -> bytes:
    """The segments that draw, the orientation, then the picture's own end."""
    kept, at, framed = [JPEG_MARK], 2, False
    while True:
        marker = _marker(content, at)
        if marker == END:
            if not framed:
                raise ValueError(BROKEN)
            return b"".join([*kept, b"\xff\xd9"])
        (size,) = struct.unpack_from(">H", content, at + 2)
        segment = content[at : at + 2 + size]
        if size < 2 or len(segment) < 2 + size:
            raise ValueError(BROKEN)
        at += len(segment)
        if marker in FRAMES:
            _measure(*struct.unpack_from(">HH", segment, 5))
            framed = True
        if marker == START_OF_SCAN:
            end = _end_of_scan(content, at)
            segment += content[at:end]
            at = end
        if marker == EXIF:
            segment = _orientation_alone(segment)
        if marker != COMMENT and (
            not 0xE0 <= marker <= 0xEF or marker in {*APPLICATION_KEPT, EXIF}
        ):
            kept.append(segment)


def _marker(content: bytes, at: int) -> int:
    if (
        len(content) < at + 2
        or content[at] != 0xFF
        or (content[at + 1] != END and len(content) < at + 10)
    ):
        raise ValueError(BROKEN)
    return content[at + 1]


def _end_of_scan(content: bytes, at: int) -> int:
    """Position of the next marker: FF00 is data, FFD0-FFD7 restart the same scan."""
    while (at := content.find(b"\xff", at)) != -1 and at + 1 < len(content):
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2
    raise ValueError(BROKEN)


def _orientation_alone(segment: bytes) -> bytes:
    """An Exif segment with its one useful entry, or nothing."""
    tiff = segment[10:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if segment[4:10] != b"Exif\0\0" or order is None or len(tiff) < 10:
        return b""
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    if first + 2 > len(tiff):
        return b""
    (count,) = struct.unpack_from(f"{order}H", tiff, first)
    for entry in range(first + 2, min(first + 2 + 12 * count, len(tiff) - 11), 12):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
        if tag == 0x0112 and 1 <= value <= 8:
            body = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, value, 0, 0)
            return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    return b""


def _measure(one: int, other: int) -> None:
    if not one or not other:
        raise ValueError(BROKEN)
    if one * other > MOST_PIXELS:
        raise ValueError(TOO_LARGE)
