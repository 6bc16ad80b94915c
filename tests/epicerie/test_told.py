"""A page that says how somebody hears of a decision says it as they asked to be reached."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.urls import reverse

from epicerie.models import Assignment, Channel, PhoneCall
from tests.cast import Cast
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db


def said(answer: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


@pytest.mark.parametrize(
    ("channel", "words"), [(Channel.EMAIL, "reçoit un e-mail"), (Channel.PHONE, "est à appeler")]
)
def test_placed_then_removed_by_the_coordinator(
    cast: Cast, at: datetime, monkeypatch: pytest.MonkeyPatch, channel: str, words: str
) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())
    vera = rota.volunteer(cast.grocery, cast.entraide, "vera")
    vera.channel = channel
    vera.save(update_fields=["channel"])
    need = rota.need(rota.opening(cast.grocery, date(2026, 12, 3), at=at))
    client = cast.client(cast.grocery)
    where = reverse("epicerie:fill_post", args=[need.pk])
    placed = client.post(where, {"volunteer": vera.pk, "agreed": "1"})
    assert said(placed) == [f"{vera} est au planning et {words}."]
    held = Assignment.objects.get(volunteer=vera)
    removed = client.post(reverse("epicerie:take_back_place", args=[held.pk]))
    assert said(removed)[-1] == f"{vera} n’est plus au planning et {words}."
    assert PhoneCall.objects.filter(volunteer=vera).exists() is (channel == Channel.PHONE)
