"""The planning: opening the usual week, finding somebody, one day and its sheet."""

from __future__ import annotations

from datetime import date, time

import pytest

from epicerie.actions.calendar import close_on, generate_openings, set_usual_day
from epicerie.actions.places import hold_place
from epicerie.models import Assignment, OpeningDay, Volunteer
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota
from tests.epicerie.staff_words import text, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


@pytest.fixture
def client(cast):
    return cast.client(cast.grocery)


def usual_thursday(cast, at):
    return set_usual_day(
        3,
        starts=time(9),
        ends=time(12),
        needs={post: post.usual_places for post in rota.posts().values()},
        since=date(2026, 11, 1),
        by=cast.grocery,
        at=at,
    )


def test_the_usual_week_opens_once_without_holidays_and_closures(cast, at):
    usual_thursday(cast, at)
    close_on(date(2026, 12, 31), reason="inventaire", by=cast.grocery, at=at)
    span = (date(2026, 12, 1), date(2027, 2, 1))
    added = generate_openings(*span, by=cast.grocery, at=at)
    days = {opening.day for opening in added}
    assert date(2026, 12, 3) in days
    assert date(2026, 12, 31) not in days
    assert len(added) == 8
    assert sum(need.places for need in added[0].needs.all()) == 15
    assert generate_openings(*span, by=cast.grocery, at=at) == []
    assert OpeningDay.objects.count() == 8


def test_a_public_holiday_is_skipped_and_said(cast, client, at):
    set_usual_day(
        4,
        starts=time(9),
        ends=time(12),
        needs={rota.posts()["accueil"]: 2},
        since=date(2026, 11, 1),
        by=cast.grocery,
        at=at,
    )
    span = {"since": "2026-12-21", "until": "2027-01-03"}
    page = text(client.get(url("generate_openings"), span))
    assert "jour férié (Noël)" in page
    assert "jour férié (Jour de l" in page


def test_the_preview_then_the_post(cast, client, at):
    usual_thursday(cast, at)
    span = {"since": "2026-12-01", "until": "2026-12-31"}
    assert "5 jours à ajouter" in text(client.get(url("generate_openings"), span))
    assert not OpeningDay.objects.exists()
    assert client.post(url("generate_openings"), span).status_code == 302
    assert OpeningDay.objects.count() == 5
    board = text(client.get(url("planning")))
    assert "jeudi 3 décembre 2026" in board
    assert "Manque 15" in board


@pytest.mark.parametrize("start", ["9999-12-01", "0001-01-01", "2200-12-01", "x"])
def test_a_month_out_of_reach_is_this_month(client, start):
    assert client.get(url("planning"), {"debut": start}).status_code == 200


def test_the_preview_is_as_short_as_what_may_be_opened(cast, client, at):
    usual_thursday(cast, at)
    page = text(
        client.get(url("generate_openings"), {"since": "1890-01-01", "until": "2199-12-31"})
    )
    assert len(page) < 60_000


@pytest.mark.parametrize("how", ["get", "post"])
@pytest.mark.parametrize(
    ("until", "reason"),
    [
        ("2026-11-30", "La fin vient avant le début : choisissez un jour à partir du mardi 1er"),
        ("2027-06-09", "Choisissez une période de six mois au plus."),
    ],
)
def test_a_period_that_cannot_be_opened_says_why_before_the_button(
    cast, client, at, how, until, reason
):
    usual_thursday(cast, at)
    send = getattr(client, how)
    page = text(send(url("generate_openings"), {"since": "2026-12-01", "until": until}))
    assert reason in page
    assert not OpeningDay.objects.exists()
    send(url("generate_openings"), {"since": "2026-12-01", "until": "2027-06-08"})
    assert OpeningDay.objects.exists() == (how == "post"), "190 days are six months"


def test_the_board_costs_the_same_for_one_day_and_for_five(
    cast, client, django_assert_num_queries, django_assert_max_num_queries
):
    rota.opening(cast.grocery, date(2026, 12, 1))
    client.get(url("planning"))
    with django_assert_max_num_queries(25) as one:
        client.get(url("planning"))
    for day in range(2, 6):
        rota.opening(cast.grocery, date(2026, 12, day), accueil=2, caisse=1, rayons=3)
    with django_assert_num_queries(len(one)):
        client.get(url("planning"))


def test_finding_somebody_says_why_not(cast, client):
    opened = rota.opening(cast.grocery, caisse=1)
    rota.volunteer(cast.grocery, cast.entraide, "ana")
    able = rota.volunteer(cast.grocery, cast.entraide, "zoe")
    rota.mandate(able, cast.grocery)
    fill = url("fill_post", rota.need(opened, "caisse").pk)
    page = text(client.get(fill))
    assert "Il manque la formation « Mandat de caisse » ce jour-là." in page
    assert page.index("Zoe") < page.index("Ana")
    assert "Zoe" not in text(client.get(fill, {"q": "ana"}))
    assert client.post(fill, {"volunteer": able.pk}).status_code == 302
    assert Assignment.objects.active().get().volunteer == able
    refused = client.post(fill, {"volunteer": Volunteer.objects.exclude(pk=able.pk).get().pk})
    assert refused.status_code == 409
    assert "Toutes les places" in text(refused)


def test_the_list_of_people_costs_the_same_for_one_and_for_three(
    cast, client, django_assert_num_queries, django_assert_max_num_queries
):
    opened = rota.opening(cast.grocery, caisse=1)
    fill = url("fill_post", rota.need(opened, "caisse").pk)
    rota.volunteer(cast.grocery, cast.entraide, "ana")
    client.get(fill)
    with django_assert_max_num_queries(25) as one:
        client.get(fill)
    for name in ("bob", "cleo"):
        rota.volunteer(cast.grocery, cast.secours, name)
    with django_assert_num_queries(len(one)):
        client.get(fill)


def test_a_day_is_staffed_changed_and_cancelled_from_its_page(cast, client, at):
    opened = rota.opening(cast.grocery)
    person = rota.volunteer(cast.grocery, cast.entraide, "ana")
    held = hold_place(rota.need(opened), volunteer=person, by=cast.grocery, at=at)
    page = text(client.get(url("opening", opened.pk)))
    assert "Ana Bénévole" in page
    assert "Il manque 1 personne." in page
    client.post(url("day_needs", opened.pk), {"places_accueil": "1", "reason": "other"})
    assert rota.need(opened).places == 1
    client.post(url("take_back_place", held.pk))
    assert not Assignment.objects.active().exists()
    empty = client.post(url("cancel_opening", opened.pk), {"reason": ""})
    assert empty.status_code == 422
    client.post(url("cancel_opening", opened.pk), {"reason": "fuite d’eau"})
    assert "annulé : fuite d’eau" in text(client.get(url("opening", opened.pk)))


def test_the_day_page_costs_the_same_for_one_person_and_for_three(
    cast, client, at, django_assert_num_queries
):
    opened = rota.opening(cast.grocery, accueil=3)

    def place(name):
        person = rota.volunteer(cast.grocery, cast.entraide, name)
        hold_place(rota.need(opened), volunteer=person, by=cast.grocery, at=at)

    place("ana")
    client.get(url("opening", opened.pk))
    with django_assert_num_queries(7) as one:
        client.get(url("opening", opened.pk))
    place("bob")
    place("cleo")
    with django_assert_num_queries(len(one)):
        client.get(url("opening", opened.pk))


def test_the_day_sheet_prints_names_and_empty_lines(cast, client, at):
    opened = rota.opening(cast.grocery)
    person = rota.volunteer(cast.grocery, cast.entraide, "ana")
    hold_place(rota.need(opened), volunteer=person, by=cast.grocery, at=at)
    page = text(client.get(url("day_sheet", opened.pk)))
    assert "Ana Bénévole" in page
    assert page.count("place libre") == 1
    pdf = client.get(url("day_sheet_file", opened.pk))
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")


def test_what_the_coordinator_alone_writes(cast, at):
    with pytest.raises(Refused, match="coordinateur"):
        set_usual_day(
            1,
            starts=time(9),
            ends=time(12),
            needs={rota.posts()["accueil"]: 1},
            since=date(2026, 12, 1),
            by=cast.auditor,
            at=at,
        )
