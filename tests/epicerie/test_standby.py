"""« Je peux dépanner » : joining and leaving the standby list of a day."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from epicerie.actions.openings import cancel_day
from epicerie.actions.places import hold_place
from epicerie.actions.standby import join_standby, leave_standby
from epicerie.actions.wishes import set_wishes
from epicerie.models import Standby
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(cast):
    return rota.as_volunteer(cast.volunteer, cast.entraide, cast.grocery)


@pytest.fixture
def full(cast, at):
    """A day whose only place is somebody else's."""
    opened = rota.opening(cast.grocery, accueil=1)
    other = rota.volunteer(cast.grocery, cast.entraide, "olga")
    hold_place(rota.need(opened), volunteer=other, by=other.user, at=at)
    return opened


@pytest.fixture
def client(cast, me, monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())
    return cast.client(cast.volunteer)


def test_a_full_day_offers_the_list_and_joining_is_one_tap(client, full, me):
    join = reverse("epicerie:join_standby", args=[full.pk])
    leave = reverse("epicerie:leave_standby", args=[full.pk])
    assert join in client.get("/benevole/").content.decode()
    assert client.post(join).status_code == 302
    assert client.post(join).status_code == 302
    assert Standby.objects.live().get().volunteer == me
    page = client.get("/benevole/").content.decode()
    assert leave in page
    assert join not in page
    assert client.post(leave).status_code == 302
    assert client.post(leave).status_code == 302
    assert not Standby.objects.live().exists()
    assert Standby.objects.count() == 1
    assert client.post(join).status_code == 302
    assert Standby.objects.count() == 2


def test_a_day_with_a_free_place_offers_the_place_instead(cast, client):
    opened = rota.opening(cast.grocery, accueil=1)
    page = client.get("/benevole/").content.decode()
    assert reverse("epicerie:take_place", args=[rota.need(opened).pk]) in page
    assert "Je peux dépanner" not in page


def test_a_day_that_would_be_refused_is_folded_with_the_reason_of_the_refusal(
    cast, client, me, full, at
):
    till_only = rota.opening(cast.grocery, date(2026, 12, 4), caisse=1)
    page = client.get("/benevole/").content.decode()
    assert reverse("epicerie:join_standby", args=[full.pk]) in page
    assert reverse("epicerie:join_standby", args=[till_only.pk]) not in page
    assert "Jours où vous ne pouvez pas dépanner (1), et pourquoi" in page
    assert "maximum que vous avez choisi" not in page, "a mandate is not theirs to change"
    folded = page.split("Jours où vous ne pouvez pas dépanner")[1].split("</details>")[0]
    with pytest.raises(Refused) as refusal:
        join_standby(till_only, volunteer=me, by=cast.volunteer, at=at)
    assert str(refusal.value) in folded


def test_a_limit_of_their_own_leads_to_their_wishes(cast, client, me, full, at):
    mine = rota.opening(cast.grocery, date(2026, 12, 1), accueil=1)
    hold_place(rota.need(mine), volunteer=me, by=cast.volunteer, at=at)
    set_wishes(me, {"max_week": 1}, by=cast.volunteer, at=at)
    page = client.get("/benevole/").content.decode()
    assert reverse("epicerie:join_standby", args=[full.pk]) not in page
    folded = page.split("Jours où vous ne pouvez pas dépanner")[1].split("</details>")[0]
    assert "maximum que vous avez choisi" in folded
    assert reverse("epicerie:my_wishes") in folded
    with pytest.raises(Refused) as refusal:
        join_standby(full, volunteer=me, by=cast.volunteer, at=at)
    assert str(refusal.value) in folded


def test_nothing_is_offered_twice_to_one_who_has_a_place(cast, client, me, at):
    opened = rota.opening(cast.grocery, accueil=2)
    hold_place(rota.need(opened), volunteer=me, by=cast.volunteer, at=at)
    assert "Je peux dépanner" not in client.get("/benevole/").content.decode()
    with pytest.raises(Refused, match="Déjà une place ce jour-là"):
        join_standby(opened, volunteer=me, by=cast.volunteer, at=at)


def test_each_refusal_has_its_reason(cast, me, full, at):
    with pytest.raises(Refused, match="s’inscrit lui-même"):
        join_standby(full, volunteer=me, by=cast.grocery, at=at)
    with pytest.raises(Refused, match="se retire lui-même"):
        leave_standby(full, volunteer=me, by=cast.grocery, at=at)
    with pytest.raises(Refused, match="est passé"):
        join_standby(full, volunteer=me, by=cast.volunteer, at=full.finishes_at)
    till_only = rota.opening(cast.grocery, date(2026, 12, 4), caisse=1)
    with pytest.raises(Refused, match="Mandat de caisse"):
        join_standby(till_only, volunteer=me, by=cast.volunteer, at=at)
    cancelled = cancel_day(full, reason="fuite d’eau", by=cast.grocery, at=at)
    with pytest.raises(Refused, match="annulé"):
        join_standby(cancelled, volunteer=me, by=cast.volunteer, at=at)
