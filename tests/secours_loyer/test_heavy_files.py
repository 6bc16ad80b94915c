"""A paper that is too heavy: its field says so, what was typed stays, nothing is stored."""

from __future__ import annotations

import uuid
from io import BytesIO

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.test import Client
from django.urls import get_resolver, reverse

from actors.models import StoredFile
from reims_solidarite.kit.file_fields import PaperField
from reims_solidarite.kit.heavy_files import MEGA, MOST_WEIGHED, megabytes
from secours_loyer.models import RequestDraft
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_drafts import typed

OURS = {"actors", "assises", "epicerie", "reims_solidarite", "secours_loyer"}
pytestmark = pytest.mark.django_db


def scan(weight: int) -> UploadedFile:
    return SimpleUploadedFile("scan.pdf", b"%PDF-" + b"0" * weight)


def shown_a_form(client: Client) -> Client:
    """A browser that was shown a form holds its cookie."""
    client.get(reverse("secours_loyer:new_request"))
    client.cookies["csrftoken"] = "x" * 32
    return client


@pytest.mark.parametrize("weight", [11 * MEGA, 13 * MEGA + MEGA // 2])
def test_a_scan_that_is_too_heavy_loses_nothing_that_was_typed(path: Path, weight: int) -> None:
    agent = shown_a_form(path.cast.client(path.cast.agent_a))
    draft = reverse("secours_loyer:draft", args=[uuid.uuid4()])
    answer = agent.post(draft, typed(path, statement=scan(weight)))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"« scan.pdf » pèse {megabytes(weight + 5)}" in page
    assert "Perte d’emploi en juin." in page
    assert RequestDraft.objects.get().typed["summary"] == "Perte d’emploi en juin."
    assert not StoredFile.objects.exists()
    # Only the file is to be sent again.
    assert agent.post(draft, typed(path)).status_code == 302


def test_the_limit_is_said_before_anything_is_sent(path: Path) -> None:
    page = shown_a_form(path.cast.client(path.cast.agent_a)).get(
        reverse("secours_loyer:new_request")
    )
    body = page.content.decode()
    assert "10\u00a0Mo au plus." in body
    assert f'data-most="{10 * MEGA}"' in body
    assert "js/file_sizes" in body


def test_several_papers_that_weigh_too_much_together_are_named(path: Path) -> None:
    request = path.filed(by=path.cast.agent_a)
    agent = shown_a_form(path.cast.client(path.cast.agent_a))
    own = reverse("secours_loyer:own_request", args=[request.uid])
    answer = agent.post(own, {"geste": "joindre", "pieces": [scan(7 * MEGA), scan(6 * MEGA)]})
    assert answer.status_code == 422
    assert "l’envoi entier dépassait 12\u00a0Mo" in answer.content.decode()
    assert not request.pieces.exists()


def test_nobody_else_is_read(path: Path) -> None:
    """Without the cookie of a form, beyond what is weighed, or in another shape: 413 at once."""
    draft = reverse("secours_loyer:draft", args=[uuid.uuid4()])
    stranger = path.cast.client(path.cast.agent_a)
    assert stranger.post(draft, {"statement": scan(13 * MEGA)}).status_code == 413
    agent = shown_a_form(stranger)
    for content_type, length in (
        ("multipart/form-data; boundary=x", MOST_WEIGHED + 1),
        ("application/x-www-form-urlencoded", 13 * MEGA),
    ):
        sent = agent.post(
            draft, BytesIO(b"x").read(), content_type=content_type, CONTENT_LENGTH=str(length)
        )
        assert sent.status_code == 413
        assert "Revenez à la page précédente" in sent.content.decode()
    assert not RequestDraft.objects.exists()


def test_every_form_with_a_file_says_how_heavy_it_may_be() -> None:
    get_resolver().url_patterns  # noqa: B018 - loads every view, hence every form
    left = list(_forms(forms.BaseForm))
    fields = [field for form in left for field in getattr(form, "base_fields", {}).values()]
    files = [field for field in fields if isinstance(field, forms.FileField)]
    assert len(files) > 5
    assert [field.label for field in files if not isinstance(field, PaperField)] == []


def _forms(kind: type) -> set[type]:
    below = {sub for one in kind.__subclasses__() for sub in [one, *_forms(one)]}
    return {one for one in below if one.__module__.partition(".")[0] in OURS}
