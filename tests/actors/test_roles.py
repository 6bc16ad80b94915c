"""Roles are data, given by somebody else, cut at once; the administrator holds no money."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from actors.actions.accounts import close_account, grant_role, open_account, revoke_role
from actors.models import Membership, RoleGrant, User
from actors.roles import INCOMPATIBLE_WITH_ADMINISTRATOR, MemberRole, Role
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_taken_address_is_refused_whatever_its_case(cast: Cast, at: datetime) -> None:
    taken = cast.volunteer.email.upper()
    with pytest.raises(Refused, match="existe déjà"):
        open_account(taken, first_name="X", last_name="Y", by=None, at=at)


def test_nobody_gives_a_role_to_oneself(cast: Cast, at: datetime) -> None:
    admin = cast.administrator
    with pytest.raises(Refused, match="soi-même"):
        grant_role(admin, Role.NETWORK, by=admin, at=at)
    with pytest.raises(IntegrityError, match="role_not_self_granted"), transaction.atomic():
        RoleGrant.objects.create(user=admin, role=Role.NETWORK, granted_at=at, granted_by=admin)


@pytest.mark.parametrize("role", sorted(INCOMPATIBLE_WITH_ADMINISTRATOR))
def test_the_administrator_cannot_hold_money_or_notes(cast: Cast, at: datetime, role: str) -> None:
    admin = cast.administrator
    with pytest.raises(Refused, match="ni payer"):
        grant_role(admin, role, by=None, at=at)
    with pytest.raises(IntegrityError, match="administrator_apart"), transaction.atomic():
        RoleGrant.objects.create(user=admin, role=role, granted_at=at)


def test_a_role_is_held_once(cast: Cast, at: datetime) -> None:
    user = cast.finance
    with pytest.raises(Refused, match="déjà ce rôle"):
        grant_role(user, Role.FINANCE, by=None, at=at)
    with pytest.raises(IntegrityError, match="role_once_per_user"), transaction.atomic():
        RoleGrant.objects.create(user=user, role=Role.FINANCE, granted_at=at)


def test_a_role_taken_back_ends_the_session_at_the_next_request(cast: Cast, at: datetime) -> None:
    finance = cast.finance
    client = cast.client(finance)
    assert client.get("/admin/composants/").status_code == 200
    revoke_role(finance, Role.FINANCE, by=None, at=at)
    assert client.get("/admin/composants/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_closed_account_keeps_its_history_and_nothing_else(cast: Cast, at: datetime) -> None:
    agent, admin = cast.manager_a, cast.administrator
    client = cast.client(agent)
    close_account(agent, by=admin, at=at)
    closed = User.objects.get(pk=agent.pk)
    assert closed.roles == frozenset()
    membership = Membership.objects.get(user=closed)
    assert (membership.is_manager, membership.ended_at, membership.ended_by) == (False, at, admin)
    assert client.get("/connexion/sessions/").status_code == 302


def test_memberships_give_roles(cast: Cast) -> None:
    assert cast.agent_a.roles == {MemberRole.AGENT}
    assert cast.manager_a.roles == {MemberRole.ORG_MANAGER}
    assert cast.landlord_agent.roles == {MemberRole.LANDLORD_AGENT}
    assert not cast.agent_a.is_staff


def test_staff_without_a_second_factor_see_no_staff_page(cast: Cast) -> None:
    client = cast.client(cast.finance, second_factor=False)
    answer = client.get("/admin/composants/")
    assert (answer.status_code, answer["Location"]) == (302, "/connexion/second-facteur/")
