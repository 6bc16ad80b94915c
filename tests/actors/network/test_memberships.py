"""Agents: coming, leaving, being responsible; an ex-agent is out at the next request."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from actors.actions.accounts import close_account, revoke_role
from actors.actions.invitations import invite
from actors.actions.memberships import add_member, end_membership, make_manager, unmake_manager
from actors.models import Invitation, Membership, Message
from actors.roles import Role
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast


def membership_of(user) -> Membership:
    return Membership.objects.get(user=user)


def test_an_ex_agent_is_out_at_the_next_request(cast: Cast, at: datetime) -> None:
    client = cast.client(cast.agent_a)
    cast.manager_a  # noqa: B018 - made by being named
    home = reverse("actors:partner_home")
    assert client.get(home).status_code == 200
    end_membership(membership_of(cast.agent_a), by=cast.manager_a, at=at)
    answer = client.get(home)
    assert (answer.status_code, answer.url.startswith("/connexion/")) == (302, True)
    again = cast.client(type(cast.agent_a).objects.get(pk=cast.agent_a.pk))
    assert again.get(home).status_code == 403
    told = Message.objects.get(kind="actors.membership_ended")
    assert told.address == cast.agent_a.email
    assert cast.entraide.name in told.text


def test_leaving_withdraws_invitations_from_and_to(cast: Cast, at: datetime) -> None:
    other = cast.member("autre-responsable", cast.entraide, manager=True)
    sent = invite(cast.entraide, "a@x.example", as_manager=False, by=cast.manager_a, at=at)
    received = Invitation.objects.create(
        organisation=cast.entraide,
        email=cast.manager_a.email,
        token_digest="d" * 64,
        invited_by=other,
        created_at=at,
        expires_at=at + timedelta(days=14),
    )
    kept = invite(cast.entraide, "b@x.example", as_manager=False, by=other, at=at)
    end_membership(membership_of(cast.manager_a), by=other, at=at)
    for one in (sent, received, kept):
        one.refresh_from_db()
    assert (sent.revoked_at, received.revoked_at, kept.revoked_at) == (at, at, None)


def test_who_may_invite_no_longer_has_no_invitation_left(cast: Cast, at: datetime) -> None:
    """Neither a former manager nor a former coordinator comes back by a link to themselves."""
    make_manager(membership_of(cast.agent_a), by=cast.manager_a, at=at)
    network = cast.person("reseau-parti", Role.NETWORK)
    one, two, kept = (
        invite(where, f"{n}@x.example", as_manager=True, by=by, at=at)
        for n, (where, by) in enumerate(
            [(cast.entraide, cast.manager_a), (cast.secours, network), (cast.entraide, network)]
        )
    )
    unmake_manager(membership_of(cast.manager_a), by=cast.agent_a, at=at)
    kept.refresh_from_db()
    assert kept.revoked_at is None
    revoke_role(network, Role.NETWORK, by=cast.administrator, at=at)
    for gone in (one, two, kept):
        gone.refresh_from_db()
        assert gone.revoked_at == at


def test_closing_an_account_withdraws_its_invitations(cast: Cast, at: datetime) -> None:
    sent = invite(cast.entraide, "a@x.example", as_manager=False, by=cast.manager_a, at=at)
    close_account(cast.manager_a, by=cast.administrator, at=at)
    sent.refresh_from_db()
    assert sent.revoked_at == at


def test_the_last_manager_stays_while_there_are_agents(cast: Cast, at: datetime) -> None:
    manager, agent = membership_of(cast.manager_a), membership_of(cast.agent_a)
    for refused in (end_membership, unmake_manager):
        with pytest.raises(Refused, match="dernier responsable"):
            refused(manager, by=cast.network, at=at)
    make_manager(agent, by=cast.manager_a, at=at)
    unmake_manager(manager, by=cast.network, at=at)
    end_membership(manager, by=cast.network, at=at)
    end_membership(agent, by=cast.network, at=at)
    assert not Membership.objects.active().exists()


def test_coming_back_reopens_the_row_without_its_rights(cast: Cast, at: datetime) -> None:
    cast.agent_a  # noqa: B018 - made by being named
    make_manager(membership_of(cast.agent_a), by=cast.manager_a, at=at)
    row = end_membership(membership_of(cast.manager_a), by=cast.network, at=at)
    later = at + timedelta(days=30)
    back = add_member(cast.entraide, cast.manager_a, by=cast.network, at=later)
    assert (back.pk, back.is_manager, back.ended_at, back.joined_at) == (row.pk, False, None, later)
    with pytest.raises(Refused, match="déjà agent"):
        add_member(cast.entraide, cast.manager_a, by=cast.network, at=later)


def test_refusals_of_a_second_time(cast: Cast, at: datetime) -> None:
    manager, agent = membership_of(cast.manager_a), membership_of(cast.agent_a)
    with pytest.raises(Refused, match="déjà responsable"):
        make_manager(manager, by=cast.network, at=at)
    with pytest.raises(Refused, match="n’est pas responsable"):
        unmake_manager(agent, by=cast.network, at=at)
    end_membership(agent, by=cast.network, at=at)
    with pytest.raises(Refused, match="n’est plus agent"):
        end_membership(agent, by=cast.network, at=at)


def test_the_database_refuses_a_manager_who_left(cast: Cast, at: datetime) -> None:
    row = membership_of(cast.manager_a)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE actors_membership SET ended_at = now() WHERE id = %s", [row.pk])
