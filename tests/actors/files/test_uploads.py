"""Hostile or broken uploads are refused by content; what is kept is only ever downloaded."""

from __future__ import annotations

import zipfile
import zlib
from datetime import datetime
from io import BytesIO

import pytest
from django.db import ProgrammingError, transaction
from django.http import HttpRequest

from actors.actions.files import MAX_BYTES, clean_name, keep_produced, keep_upload, recognise
from actors.files import download
from actors.models import StoredFile
from reims_solidarite.kit.http import Isolation
from reims_solidarite.kit.transitions import Refused
from tests.actors.files.samples import JPEG, JPEG_WITH_EXIF, PDF, PNG
from tests.cast import Cast


def zipped() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../etc/passwd", "x")
    return out.getvalue()


PACKED = zlib.compress(b"6 0 << /S /Java#53cript /JS (app.alert(1)) >>")
HOSTILE = {
    "empty": b"",
    "too big": PDF + b"\0" * MAX_BYTES,
    "html": b"<html><script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "svg behind a byte order mark": b"\xef\xbb\xbf<svg onload='alert(1)'/>",
    "xml with a dtd": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>',
    "zip": zipped(),
    "office macro file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "windows program": b"MZ\x90\x00" + b"\0" * 600,
    "linux program": b"\x7fELF" + b"\0" * 600,
    "shell script": b"#!/bin/sh\nrm -rf /\n",
    "gif": b"GIF89a" + b"\0" * 60,
    "gif and script": b"GIF89a/*" + b"*/=1;alert(1)",
    "webp": b"RIFF\0\0\0\0WEBPVP8 ",
    "plain text": b"bonjour",
    "html before the pdf mark": b"<script>alert(1)</script>" + PDF,
    "truncated pdf": PDF[:40],
    "pdf header alone": b"%PDF-1.7\n",
    "pdf that runs javascript": PDF.replace(
        b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
    ),
    "pdf with javascript packed away": PDF.replace(
        b"trailer",
        b"5 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\n" + PACKED + b"\ntrailer",
    ),
    "pdf under a password": PDF.replace(b"/Root", b"/Encrypt 9 0 R /Root"),
    "pdf with javascript": PDF.replace(b"/Catalog", b"/Catalog /Names << /JavaScript 5 0 R >>"),
    "pdf with hidden javascript": PDF.replace(b"/Catalog", b"/Catalog /J#61vaScript 5 0 R"),
    "pdf that starts a program": PDF.replace(b"/Catalog", b"/Catalog /Launch"),
    "pdf with a file inside": PDF.replace(b"/Catalog", b"/Catalog /EmbeddedFile"),
    "pdf with a form program": PDF.replace(b"/Catalog", b"/Catalog /XFA 5 0 R"),
    "truncated png": PNG[:30],
    "png of 50 000 by 50 000": PNG[:16] + (50_000).to_bytes(4, "big") * 2 + PNG[24:],
    "truncated jpeg": JPEG[:20],
    "png mark on html": b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
    "jpeg mark on html": b"\xff\xd8\xff<script>alert(1)</script>",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_refused_in_words(case: str) -> None:
    with pytest.raises(Refused) as refused:
        recognise(HOSTILE[case])
    assert refused.value.field == "file"
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("honest", [PDF, PNG, JPEG])
@pytest.mark.parametrize("tail", [zipped(), b"<script>alert(1)</script>", b"\0" * 50])
def test_what_follows_the_end_is_not_kept(honest: bytes, tail: bytes) -> None:
    assert recognise(honest + tail)[2] == honest


def test_a_photo_loses_its_place_and_keeps_its_orientation() -> None:
    kept = recognise(JPEG_WITH_EXIF)[2]
    assert b"48.8566" in JPEG_WITH_EXIF
    assert b"48.8566" not in kept
    assert b"Exif\0\0MM\0*" in kept
    assert recognise(kept)[2] == kept


def test_a_pdf_that_only_chooses_its_first_page_is_honest() -> None:
    office = PDF.replace(b"/Catalog", b"/Catalog /OpenAction [3 0 R /XYZ null null 0]")
    assert recognise(office)[2] == office


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(PDF, "application/pdf"), (PNG, "image/png"), (JPEG, "image/jpeg")],
)
def test_honest_files_are_known_by_content(content: bytes, media_type: str) -> None:
    assert recognise(content)[0] == media_type


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("quittance.pdf", "quittance.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\avis d’échéance.PDF", "avis d’échéance.pdf"),
        ("facture.pdf.exe", "facture.pdf.pdf"),
        ("a\r\nSet-Cookie: x=1", "a Set-Cookie x 1.pdf"),
        ("<script>.png", "script.pdf"),
        ("\u202egpj.exe", "gpj.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        ("x" * 300, "x" * 100 + ".pdf"),
    ],
)
def test_names_are_made_safe(name: str, kept: str) -> None:
    assert clean_name(name, "pdf") == kept


@pytest.mark.django_db
def test_what_is_kept_is_downloaded_never_shown(cast: Cast, at: datetime) -> None:
    stored = keep_upload("avis d’échéance.html", PDF, by=cast.agent_a, at=at)
    assert "avis" not in stored.content.name
    answer = Isolation(lambda _request: download(stored))(HttpRequest())
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert (
        "filename*=utf-8''avis%20d%E2%80%99%C3%A9ch%C3%A9ance.pdf" in answer["Content-Disposition"]
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store, private"


@pytest.mark.django_db
def test_kept_files_never_change(cast: Cast, at: datetime) -> None:
    stored = keep_upload("x.pdf", PDF, by=cast.agent_a, at=at)
    with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(name="y.pdf")


@pytest.mark.django_db
def test_one_person_cannot_fill_the_disk(
    cast: Cast, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actors.actions.files.DAILY_BYTES", 2 * len(PDF))
    keep_upload("1.pdf", PDF, by=cast.agent_a, at=at)
    keep_upload("2.pdf", PDF, by=cast.agent_a, at=at)
    with pytest.raises(Refused, match="demain"):
        keep_upload("3.pdf", PDF, by=cast.agent_a, at=at)
    keep_upload("4.pdf", PDF, by=cast.agent_b, at=at)


@pytest.mark.django_db
def test_the_portal_keeps_only_the_kinds_it_makes(at: datetime) -> None:
    with pytest.raises(ValueError, match="does not produce"):
        keep_produced("x.html", "text/html", b"x", by=None, at=at)
