"""The smallest honest PDF, PNG and JPEG."""

from __future__ import annotations

import struct
import zlib

PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"
)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)


def _segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


_DRAWING = (
    _segment(0xDB, b"\0" + b"\1" * 64)
    + _segment(0xC0, struct.pack(">BHHBBBB", 8, 1, 1, 1, 1, 0x11, 0))
    + _segment(0xDA, b"\1\1\0\0\x3f\0")
    + b"\x12\xff\x00\x34\xff\xd0\x56"
    + b"\xff\xd9"
)
_JFIF = _segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
_TIFF = b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, 0x0112, 3, 1, 6, 0, 0) + b"GPS 48.8566 2.3522"
JPEG = b"\xff\xd8" + _JFIF + _DRAWING
JPEG_WITH_EXIF = (
    b"\xff\xd8"
    + _JFIF
    + _segment(0xE1, b"Exif\0\0" + _TIFF)
    + _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0 48.8566")
    + _segment(0xFE, b"48.8566")
    + _DRAWING
)
