"""A volunteer's days: the usual week, answers for one date, absences, wishes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from epicerie.actions.availability import set_usual_week
from epicerie.actions.places import hold_place
from epicerie.actions.wishes import set_wishes
from epicerie.models import Absence, Assignment, Availability, DatedAvailability, PostWish
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
DAYS, ABSENCES, WISHES = "/benevole/disponibilites/", "/benevole/absences/", "/benevole/souhaits/"


@pytest.fixture
def me(cast):
    return rota.as_volunteer(cast.volunteer, cast.entraide, cast.grocery)


@pytest.fixture
def client(cast, me, monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())
    return cast.client(cast.volunteer)


@pytest.fixture
def held(cast, me, at):
    need = rota.need(rota.opening(cast.grocery))
    return hold_place(need, volunteer=me, by=cast.volunteer, at=at)


def field(page, name):
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def test_the_week_is_ticked_and_keeps_what_was_said_of_it(client, me, cast, at):
    set_usual_week(me, {(3, "am"): 0, (1, "pm"): 2}, by=cast.grocery, at=at)
    page = client.get(DAYS).content.decode()
    assert page.count(" checked") == 3, "two half-days, and the first radio of the date"
    sent = {"week": ["3_am", "4_pm", "9_am"], "seen": field(page, "seen")}
    assert client.post(DAYS, sent).status_code == 302
    kept = Availability.objects.order_by("weekday").values_list("weekday", "half", "willing")
    assert list(kept) == [(3, "am", 0), (4, "pm", 1)]


def test_a_week_changed_meanwhile_is_not_overwritten(client, me, cast, at):
    seen = field(client.get(DAYS).content.decode(), "seen")
    set_usual_week(me, {(3, "am"): 0}, by=cast.grocery, at=at)
    answer = client.post(DAYS, {"week": ["4_pm"], "seen": seen})
    assert answer.status_code == 409
    assert "quelqu’un d’autre a changé" in answer.content.decode()
    assert Availability.objects.get().weekday == 3


def test_one_day_is_answered_and_forgotten(client, me):
    answer = reverse("epicerie:my_day_answer")
    sent = {"day": "2026-12-03", "half": "am", "can_come": "non"}
    assert client.post(answer, sent).status_code == 302
    said = DatedAvailability.objects.get()
    assert (said.day, said.half, said.can_come) == (date(2026, 12, 3), "am", False)
    forget = reverse("epicerie:my_day_forget", args=[said.pk])
    assert forget in client.get(DAYS).content.decode()
    assert client.get(forget).status_code == 405
    assert client.post(forget).status_code == 302
    assert not DatedAvailability.objects.exists()


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"day": "", "half": "am", "can_come": "oui"}, "Choisissez un jour"),
        ({"day": "2026-12-03", "half": "x", "can_come": "oui"}, "Choisissez un jour"),
        ({"day": "2026-12-03", "half": "am"}, "Choisissez un jour"),
        ({"day": "2026-11-22", "half": "am", "can_come": "oui"}, "Ce jour est passé"),
        ({"day": "2026-12-03", "half": "am", "can_come": "non"}, "Vous avez un créneau ce jour-là"),
    ],
)
def test_an_answer_that_cannot_be_says_why(client, held, sent, reason):
    answer = client.post(reverse("epicerie:my_day_answer"), sent)
    assert answer.status_code == 409
    assert reason in answer.content.decode()


def test_a_half_day_held_links_to_giving_the_shift_up(client, me, held):
    give_up = reverse("epicerie:give_up_place", args=[held.pk])
    said = {"day": "2026-12-03", "half": "am", "can_come": "non"}
    page = client.post(reverse("epicerie:my_day_answer"), said).content.decode()
    assert give_up in page
    assert "Rendre ce créneau" in page
    assert not DatedAvailability.objects.exists()
    client.post(reverse("epicerie:my_day_answer"), {**said, "half": "pm"})
    assert DatedAvailability.objects.get().half == "pm", "the afternoon is free"


def test_the_answer_that_a_shift_rests_on_is_not_forgotten(client, me, held):
    answer = reverse("epicerie:my_day_answer")
    client.post(answer, {"day": "2026-12-03", "half": "am", "can_come": "oui"})
    said = DatedAvailability.objects.get()
    refused = client.post(reverse("epicerie:my_day_forget", args=[said.pk]))
    assert refused.status_code == 409
    assert reverse("epicerie:give_up_place", args=[held.pk]) in refused.content.decode()
    assert DatedAvailability.objects.exists()


def test_an_absence_names_the_places_and_gives_them_up_in_the_same_act(client, me, held):
    sent = {"first": "2026-12-01", "last": "2026-12-05"}
    answer = client.post(ABSENCES, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "jeudi 3" in page
    assert "Noter l’absence et rendre ces places" in page
    assert Assignment.objects.active().count() == 1
    assert not Absence.objects.exists()
    assert client.post(ABSENCES, {**sent, "give_up": "on"}).status_code == 302
    assert not Assignment.objects.active().exists()
    away = Absence.objects.get()
    end = reverse("epicerie:my_absence_end", args=[away.pk])
    assert end in client.get(ABSENCES).content.decode()
    assert client.post(end).status_code == 302
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        ("", "2026-12-05", "Indiquez le premier"),
        ("2026-12-05", "2026-12-01", "ne peut pas précéder"),
        ("2026-11-01", "2026-11-05", "sont passés"),
        ("2026-12-01", "2028-12-01", "un an d’absence"),
    ],
)
def test_an_absence_that_cannot_be_says_why(client, first, last, reason):
    answer = client.post(ABSENCES, {"first": first, "last": last})
    assert answer.status_code == 409
    assert reason in answer.content.decode()


def test_an_absence_changes_and_names_the_places_it_meets(client, held):
    assert client.post(ABSENCES, {"first": "2026-12-01", "last": "2026-12-02"}).status_code == 302
    away = Absence.objects.get()
    change = reverse("epicerie:my_absence_change", args=[away.pk])
    assert change in client.get(ABSENCES).content.decode()
    page = client.get(change).content.decode()
    assert 'value="2026-12-01"' in page
    assert 'value="2026-12-02"' in page
    sent = {"first": "2026-12-01", "last": "2026-12-03", "seen": field(page, "seen")}
    answer = client.post(change, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "jeudi 3" in page
    assert field(page, "seen") == sent["seen"]
    assert client.post(change, sent | {"give_up": "on"}).status_code == 302
    away.refresh_from_db()
    assert away.last == date(2026, 12, 3)
    assert not Assignment.objects.active().exists()
    assert client.post(change, sent).status_code == 409


LIMITS = {"wish_per_4_weeks": "3", "max_week": "1", "min_gap_days": "2"}


def test_wishes_posts_and_the_way_to_be_reached_are_kept(client, me):
    posts = rota.posts()
    page = client.get(WISHES).content.decode()
    assert "Créneaux souhaités" in page
    assert client.post(WISHES, {**LIMITS, "seen": field(page, "seen")}).status_code == 302
    me.refresh_from_db()
    assert (me.wish_per_4_weeks, me.max_week, me.max_month, me.min_gap_days) == (3, 1, None, 2)
    likings = {f"post_{post.pk}": "1" for post in posts.values()}
    never = posts["rayons"].pk
    sent = {**likings, f"post_{never}": "9"}
    assert client.post(reverse("epicerie:my_posts"), sent).status_code == 302
    assert list(PostWish.objects.values_list("post", "liking")) == [(never, 9)]
    channel = reverse("epicerie:my_channel")
    assert client.post(channel, {"channel": "phone"}).status_code == 302
    me.refresh_from_db()
    assert me.channel == "phone"
    assert client.post(channel, {"channel": "x"}).status_code == 409


@pytest.mark.parametrize(
    "wrong", [{"max_week": "8"}, {"wish_per_4_weeks": ""}, {"min_gap_days": "a"}]
)
def test_wishes_that_cannot_be_are_refused(client, wrong):
    answer = client.post(WISHES, {**LIMITS, **wrong})
    assert answer.status_code == 409
    assert "Vérifiez les nombres" in answer.content.decode()


def test_wishes_changed_meanwhile_are_not_overwritten(client, me, cast, at):
    rota.posts()
    page = client.get(WISHES).content.decode()
    set_wishes(me, {"max_week": 2}, by=cast.grocery, at=at)
    answer = client.post(WISHES, {**LIMITS, "seen": field(page, "seen")})
    assert "quelqu’un d’autre a changé : au plus par semaine" in answer.content.decode()
    assert client.post(reverse("epicerie:my_posts"), {}).status_code == 409


def test_what_belongs_to_others_does_not_exist(cast, client, at):
    olga = rota.volunteer(cast.grocery, cast.entraide, "olga")
    theirs = DatedAvailability.objects.create(
        volunteer=olga, day=rota.DAY, half="am", can_come=True
    )
    assert client.post(reverse("epicerie:my_day_forget", args=[theirs.pk])).status_code == 404
    assert client.post(reverse("epicerie:my_absence_end", args=[0])).status_code == 404
    away = Absence.objects.create(
        volunteer=olga, period=DateRange(rota.DAY, rota.DAY + timedelta(days=1)), said_at=at
    )
    assert client.get(reverse("epicerie:my_absence_change", args=[away.pk])).status_code == 404
