"""Sessions: new at sign-in, ended by logout, idleness, age, password and rights."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from actors.actions.accounts import close_account, grant_role, revoke_role
from actors.roles import Role
from reims_solidarite.kit.clock import now
from tests.actors.login.journeys import (
    ask_code,
    give_code,
    mailed_code,
    signed_in,
    with_password,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_session_fixed_before_sign_in_is_worth_nothing(cast: Cast) -> None:
    client = Client()
    ask_code(client, cast.agent_a.email)
    before = client.session.session_key
    give_code(client, mailed_code())
    assert signed_in(client)
    assert client.session.session_key != before


def test_logout_ends_the_session_on_the_server(cast: Cast) -> None:
    client = cast.client(cast.volunteer)
    stolen = Client()
    stolen.cookies = client.cookies.copy()
    assert stolen.get("/connexion/sessions/").status_code == 200
    client.post("/connexion/quitter/")
    assert stolen.get("/connexion/sessions/").status_code == 302


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
def test_staff_sessions_end_when_idle(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, minutes: int, status: int
) -> None:
    client = cast.client(cast.finance)
    client.get("/admin/composants/")
    monkeypatch.setenv("PORTAIL_CLOCK", (now() + timedelta(minutes=minutes)).isoformat())
    assert client.get("/admin/composants/").status_code == status
    assert signed_in(client) is (status == 200)


def test_what_is_sent_by_an_idle_session_is_given_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = cast.client(cast.finance)
    client.get("/admin/composants/")
    monkeypatch.setenv("PORTAIL_CLOCK", (now() + timedelta(minutes=31)).isoformat())
    answer = client.post("/admin/composants/", {"note": "Reçue ce matin"})
    assert answer.status_code == 401
    assert "Reçue ce matin" in answer.content.decode()
    assert not signed_in(client)


def test_volunteers_may_be_idle_but_no_session_outlives_twelve_hours(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = cast.client(cast.volunteer)
    client.get("/connexion/sessions/")
    start = now()
    for hours, status in ((6, 200), (11, 200), (13, 302)):
        monkeypatch.setenv("PORTAIL_CLOCK", (start + timedelta(hours=hours)).isoformat())
        assert client.get("/connexion/sessions/").status_code == status


def test_another_password_ends_every_other_session(cast: Cast) -> None:
    user = with_password(cast.finance)
    client = cast.client(user)
    assert client.get("/admin/composants/").status_code == 200
    user.set_password("une autre phrase bien longue")
    user.save()
    assert client.get("/admin/composants/").status_code == 302


def test_rights_change_at_the_next_request(cast: Cast, at: datetime) -> None:
    client = cast.client(cast.reception)
    assert client.get("/admin/menages/").status_code == 200
    revoke_role(cast.reception, Role.RECEPTION, by=cast.administrator, at=at)
    assert client.get("/admin/menages/").status_code == 302
    given = cast.client(cast.network)
    grant_role(cast.network, Role.RECEPTION, by=cast.administrator, at=at)
    assert given.get("/admin/menages/").status_code == 302
    closed = cast.client(cast.agent_a)
    close_account(cast.agent_a, by=cast.administrator, at=at)
    assert closed.get("/partenaire/menages/").status_code == 302
