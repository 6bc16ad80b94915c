"""The pages of the exchanges: offered in one form, answered in one tap, by whom they concern."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from actors.models import User
from epicerie.actions.exchanges import offer_exchange
from epicerie.actions.places import hold_place
from epicerie.models import Assignment, Exchange
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
HOME = "/benevole/"


@pytest.fixture
def me(cast):
    return rota.as_volunteer(cast.volunteer, cast.entraide, cast.grocery)


@pytest.fixture
def client(cast, me, monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())
    return cast.client(cast.volunteer)


@pytest.fixture
def olga(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "olga")


def hold(cast, person, day, at, code="accueil", **places):
    need = rota.need(rota.opening(cast.grocery, day, **places), code)
    return hold_place(need, volunteer=person, by=person.user, at=at)


def offered_by(person, place, at, **more):
    return offer_exchange(place, **{"asked": None, "wanted": None, **more}, by=person.user, at=at)


def test_offering_to_all_then_withdrawing(cast, me, client, at):
    place = hold(cast, me, date(2026, 12, 3), at)
    form = reverse("epicerie:offer_exchange", args=[place.pk])
    assert form in client.get(HOME).content.decode()
    assert "À tous les bénévoles" in client.get(form).content.decode()
    assert not Exchange.objects.exists()
    assert client.post(form, {"whom": "tous"}).status_code == 302
    offered = Exchange.objects.get()
    page = client.get(HOME).content.decode()
    assert form not in page
    assert reverse("epicerie:exchange", args=[offered.pk]) in page
    assert (
        "Retirer mon offre"
        in client.get(reverse("epicerie:exchange", args=[offered.pk])).content.decode()
    )
    withdraw = reverse("epicerie:withdraw_exchange", args=[offered.pk])
    assert client.get(withdraw).status_code == 405
    assert client.post(withdraw).status_code == 302
    assert form in client.get(HOME).content.decode()


def test_offering_to_a_person_for_a_day_in_return(cast, me, olga, client, at):
    place = hold(cast, me, date(2026, 12, 3), at)
    theirs = hold(cast, olga, date(2026, 12, 8), at)
    form = reverse("epicerie:offer_exchange", args=[place.pk])
    page = client.get(form).content.decode()
    assert str(olga) in page
    assert "mardi 8" in page
    sent = {"whom": str(olga.pk), "wanted": str(theirs.opening_id)}
    assert client.post(form, sent).status_code == 302
    assert (Exchange.objects.get().asked, Exchange.objects.get().wanted) == (olga, theirs.opening)
    answer = reverse("epicerie:exchange", args=[Exchange.objects.get().pk])
    seen = cast.client(User.objects.get(pk=olga.user_id)).get(answer).content.decode()
    assert "vous propose sa place" in seen
    assert "Votre place, que vous donnez en échange" in seen
    accept = reverse("epicerie:accept_exchange", args=[Exchange.objects.get().pk])
    assert cast.client(User.objects.get(pk=olga.user_id)).get(accept).status_code == 405
    assert cast.client(User.objects.get(pk=olga.user_id)).post(accept).status_code == 302
    assert Assignment.objects.active().get(volunteer=olga).opening == place.opening


@pytest.mark.parametrize(
    "sent", [{}, {"whom": "0"}, {"whom": "tous", "wanted": "0"}, {"whom": "x"}]
)
def test_an_answer_that_was_not_offered_is_refused(cast, me, client, at, sent):
    place = hold(cast, me, date(2026, 12, 3), at)
    answer = client.post(reverse("epicerie:offer_exchange", args=[place.pk]), sent)
    assert answer.status_code == 409
    assert "Choisissez à qui proposer votre place." in answer.content.decode()


def test_a_posted_offer_names_nobody_and_is_taken_in_two_taps(cast, me, olga, client, at):
    place = hold(cast, olga, date(2026, 12, 3), at)
    offered = offered_by(olga, place, at)
    page = client.get(HOME).content.decode()
    link = reverse("epicerie:exchange", args=[offered.pk])
    assert link in page
    assert "Olga" not in page
    assert "Olga" not in client.get(link).content.decode()
    accept = reverse("epicerie:accept_exchange", args=[offered.pk])
    assert f'action="{accept}"' in client.get(link).content.decode()
    assert client.post(accept).status_code == 302
    assert "jeudi 3" in client.get(HOME).content.decode()


def test_an_offer_i_could_not_take_says_why(cast, me, olga, client, at):
    rota.mandate(olga, cast.grocery)
    place = hold(cast, olga, date(2026, 12, 3), at, "caisse", caisse=1)
    offered = offered_by(olga, place, at)
    page = client.get(HOME).content.decode()
    assert reverse("epicerie:exchange", args=[offered.pk]) not in page
    assert "Autres échanges proposés (1)" in page
    assert "Il manque la formation « Mandat de caisse » ce jour-là." in page
    accept = client.post(reverse("epicerie:accept_exchange", args=[offered.pk]))
    assert accept.status_code == 409
    assert "Mandat de caisse" in accept.content.decode()


def test_an_offer_for_a_day_i_do_not_hold_says_so(cast, me, olga, client, at):
    place = hold(cast, olga, date(2026, 12, 3), at)
    offered_by(olga, place, at, wanted=rota.opening(cast.grocery, date(2026, 12, 8)))
    assert "il faut tenir une place le jour demandé" in client.get(HOME).content.decode()


def test_an_offer_to_somebody_else_does_not_exist_for_me(cast, me, olga, client, at):
    ines = rota.volunteer(cast.grocery, cast.entraide, "ines")
    offered = offered_by(olga, hold(cast, olga, date(2026, 12, 3), at), at, asked=ines)
    assert "Échanges proposés" not in client.get(HOME).content.decode()
    for name in ("exchange", "accept_exchange", "decline_exchange", "withdraw_exchange"):
        url = reverse(f"epicerie:{name}", args=[offered.pk])
        assert (client.get if name == "exchange" else client.post)(url).status_code == 404


def test_saying_no_is_one_tap(cast, me, olga, client, at):
    offered = offered_by(olga, hold(cast, olga, date(2026, 12, 3), at), at, asked=me)
    page = client.get(HOME).content.decode()
    assert "Proposé à vous." in page
    assert client.post(reverse("epicerie:decline_exchange", args=[offered.pk])).status_code == 302
    assert "Échanges proposés" not in client.get(HOME).content.decode()
    after = client.get(reverse("epicerie:exchange", args=[offered.pk])).content.decode()
    assert "Cette offre est terminée" in after


def test_a_long_list_of_names_is_searched(cast, me, client, at, monkeypatch):
    monkeypatch.setattr("epicerie.views.my_exchanges.MOST_NAMES", 2)
    place = hold(cast, me, date(2026, 12, 3), at)
    for name in ("ana", "bea", "cléo"):
        rota.volunteer(cast.grocery, cast.entraide, name.replace("é", "e"))
    form = reverse("epicerie:offer_exchange", args=[place.pk])
    assert "Chercher un nom" in client.get(form).content.decode()
    found = client.get(form, {"nom": "CLÉ"}).content.decode()
    assert "Cleo" in found
    assert "Ana" not in found
    assert "Personne de votre association" in client.get(form, {"nom": "zz"}).content.decode()


def test_as_many_queries_for_one_offer_as_for_three(
    cast, me, olga, client, at, django_assert_num_queries, django_assert_max_num_queries
):
    offered_by(olga, hold(cast, olga, date(2026, 12, 1), at), at)
    client.get(HOME)
    with django_assert_max_num_queries(12) as one:
        client.get(HOME)
    for day in (2, 3):
        offered_by(olga, hold(cast, olga, date(2026, 12, day), at), at)
    with django_assert_num_queries(len(one)):
        client.get(HOME)
