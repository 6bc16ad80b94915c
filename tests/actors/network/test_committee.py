"""The users' committee: what the public reads, what the database refuses."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from actors.actions.bodies import (
    announce_meeting,
    end_mandate,
    found_body,
    keep_meeting,
    publish_report,
    seat_member,
    withdraw_report,
)
from actors.models import Body, BodyMeeting, BodyMember, College
from reims_solidarite.kit import clock
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast

PAGE = "/acteurs/comite-des-usagers/"


def committee(at: datetime) -> Body:
    return found_body(
        slug="comite-des-usagers",
        name="Comité des usagers",
        founded_on=date(2012, 4, 1),
        presentation="Quatre collèges.",
        how_to_join="Adhésion libre.",
        meetings_a_year="Trois à quatre demi-journées par an.",
        source="unccas.org",
        colleges=[
            {"code": "usagers", "description": "Les usagers."},
            {"code": "elus", "description": "Les élus."},
        ],
        by=None,
        at=at,
    )


def meet(body: Body, start: datetime, **more: object) -> BodyMeeting:
    values: dict[str, object] = {
        "theme": f"Thème du {start:%d/%m}",
        "place": "CCAS",
        "starts_at": start,
        "ends_at": start + timedelta(hours=3),
    }
    return BodyMeeting.objects.create(body=body, **(values | more))


def test_before_its_content_the_page_says_so(db: None, client: Client) -> None:
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "Page en préparation" in page.content.decode()


def test_what_the_public_reads(
    db: None, at: datetime, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(clock.VARIABLE, at.isoformat())
    body = committee(at)
    seat_member(
        body.colleges.first(),
        label="Camille",
        since=at.date(),
        until=None,
        user=None,
        by=None,
        at=at,
    )
    meet(body, at + timedelta(days=9), theme="Secrète")
    meet(body, at + timedelta(days=10), theme="Prochaine", is_published=True)
    past = meet(body, at - timedelta(days=10), theme="Passée", report="Dix idées.")
    text = client.get(PAGE).content.decode()
    assert "Prochaine" in text
    assert "Les usagers." in text
    assert "Adhésion libre." in text
    assert "Aucun compte rendu" in text
    for hidden in ("Secrète", "Camille", "Dix idées."):
        assert hidden not in text
    publish_report(past, by=None, at=at)
    assert "Dix idées." in client.get(PAGE).content.decode()


def test_founding_twice_keeps_what_people_wrote(db: None, at: datetime) -> None:
    body = committee(at)
    Body.objects.update(presentation="Réécrite ici.")
    committee(at)
    assert Body.objects.get(pk=body.pk).presentation == "Réécrite ici."
    assert College.objects.count() == 2


def test_reports(cast: Cast, at: datetime) -> None:
    body = committee(at)
    coming = meet(body, at + timedelta(days=1), report="Trop tôt.")
    with pytest.raises(Refused, match="après la réunion"):
        publish_report(coming, by=cast.network, at=at)
    silent = meet(body, at - timedelta(days=1))
    with pytest.raises(Refused, match="Écrivez d’abord"):
        publish_report(silent, by=cast.network, at=at)
    silent.report = "Voilà."
    keep_meeting(silent, by=cast.network, at=at)
    publish_report(silent, by=cast.network, at=at)
    with pytest.raises(Refused, match="déjà publié"):
        publish_report(silent, by=cast.network, at=at)
    silent.refresh_from_db()
    silent.report = "Autre."
    with pytest.raises(Refused, match="retirez-le d’abord"):
        keep_meeting(silent, by=cast.network, at=at)
    withdraw_report(silent, by=cast.network, at=at)
    keep_meeting(silent, by=cast.network, at=at)
    with pytest.raises(Refused, match="n’est pas publié"):
        withdraw_report(silent, by=cast.network, at=at)
    with pytest.raises(Refused, match="déjà annoncée"):
        announce_meeting(silent, by=cast.network, at=at)


def test_meetings_of_a_body_do_not_overlap(cast: Cast, at: datetime) -> None:
    body = committee(at)
    meet(body, at)
    with pytest.raises(Refused, match="une autre réunion"):
        keep_meeting(
            BodyMeeting(
                body=body,
                theme="T",
                place="P",
                starts_at=at + timedelta(hours=2),
                ends_at=at + timedelta(hours=4),
            ),
            by=cast.network,
            at=at,
        )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE actors_bodymeeting SET ends_at = starts_at",
        "UPDATE actors_bodymeeting SET report_published_at = now(), is_published = true",
        (
            "UPDATE actors_bodymeeting SET report = 'x', report_published_at = ends_at"
            " - interval '1s', is_published = true"
        ),
        "UPDATE actors_bodymeeting SET report = 'x', report_published_at = ends_at",
        (
            "INSERT INTO actors_bodymeeting (starts_at, ends_at, place, theme, agenda, report,"
            " is_published, report_published_at, is_demo, body_id)"
            " SELECT starts_at, ends_at, place, theme, agenda, report,"
            " is_published, report_published_at, is_demo, body_id FROM actors_bodymeeting"
        ),
        "UPDATE actors_body SET kind = 'autre'",
        "UPDATE actors_college SET code = 'autre'",
        "UPDATE actors_college SET code = 'usagers'",
        "UPDATE actors_bodymember SET mandate = 'empty'",
        "UPDATE actors_bodymember SET mandate = '(,2026-01-01)'",
        (
            "INSERT INTO actors_bodymember (label, mandate, seated_at, college_id) SELECT label,"
            " '[2026-06-01,2026-07-01)', now(), college_id FROM actors_bodymember"
        ),
        (
            "INSERT INTO actors_bodymember (label, mandate, seated_at, college_id, user_id)"
            " SELECT 'Autre', '[2026-06-01,2026-07-01)', now(), college_id, user_id"
            " FROM actors_bodymember"
        ),
        "UPDATE actors_bodymember SET seat = 'suppleant'",
        "UPDATE actors_bodymember SET seat = 'remplacant'",
        "UPDATE actors_bodymember SET stands_in_for_id = id",
        (
            "INSERT INTO actors_bodymember (label, mandate, seated_at, college_id, seat,"
            " stands_in_for_id) SELECT 'Autre', mandate, now(), (SELECT max(id) FROM"
            " actors_college), 'suppleant', id FROM actors_bodymember"
        ),
    ],
)
def test_the_database_refuses(sql: str, cast: Cast, at: datetime) -> None:
    body = committee(at)
    meet(body, at)
    BodyMember.objects.create(
        college=body.colleges.first(),
        label="Camille",
        user=cast.agent_a,
        mandate=(date(2026, 1, 1), None),
        seated_at=at,
    )
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_mandates(cast: Cast, at: datetime) -> None:
    college = committee(at).colleges.first()
    seat = seat_member(
        college,
        label="Camille",
        since=date(2026, 1, 1),
        until=None,
        user=None,
        by=cast.network,
        at=at,
    )
    for on, why in ((date(2026, 1, 1), "avoir commencé"), (date(2025, 1, 1), "avoir commencé")):
        with pytest.raises(Refused, match=why):
            end_mandate(seat, on=on, by=cast.network, at=at)
    end_mandate(seat, on=date(2026, 6, 1), by=cast.network, at=at)
    assert BodyMember.objects.sitting(date(2026, 5, 31)).exists()
    assert not BodyMember.objects.sitting(date(2026, 6, 1)).exists()
    with pytest.raises(Refused, match="déjà terminé"):
        end_mandate(seat, on=date(2026, 7, 1), by=cast.network, at=at)


def test_a_substitute_stands_in_for_a_titular_of_the_same_college(cast: Cast, at: datetime) -> None:
    users, elected = committee(at).colleges.all()
    whole = {"since": date(2026, 1, 1), "until": None, "user": None, "by": cast.network, "at": at}
    titular = seat_member(users, label="Camille", in_pilot_team=True, **whole)
    with pytest.raises(Refused, match="même collège"):
        seat_member(elected, label="Dominique", stands_in_for=titular, **whole)
    substitute = seat_member(users, label="Claude", stands_in_for=titular, **whole)
    assert (substitute.seat, list(titular.substitutes.all())) == ("suppleant", [substitute])
    with pytest.raises(Refused, match="même collège"):
        seat_member(users, label="Maxime", stands_in_for=substitute, **whole)


def test_the_public_reads_how_many_sit_never_who(
    db: None, at: datetime, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(clock.VARIABLE, at.isoformat())
    users = committee(at).colleges.first()
    whole = {"since": date(2026, 1, 1), "user": None, "by": None, "at": at}
    titular = seat_member(users, label="Camille", until=None, **whole)
    seat_member(users, label="Claude", until=None, stands_in_for=titular, **whole)
    seat_member(users, label="Ancienne", until=date(2026, 2, 1), **whole)
    text = client.get(PAGE).content.decode()
    assert "1\u00a0titulaire, 1\u00a0suppléant" in text
    assert "Camille" not in text
