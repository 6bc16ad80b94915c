"""Invitations: one address, one use, fourteen days, nothing learnt by trying."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from actors.actions.accounts import close_account
from actors.actions.invitations import (
    accept_invitation,
    invite,
    resend_invitation,
    revoke_invitation,
)
from actors.jobs import deliver_message
from actors.models import Invitation, Membership, Message, User
from reims_solidarite.kit import clock
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast
from tests.races.barrier import run_at_once

NAME = {"first_name": "Nour", "last_name": "Vesle"}


def sent_token(message: Message | None = None) -> str:
    """Deliver the last message and read the link as its reader would."""
    message = message or Message.objects.filter(kind="actors.invitation").latest("created_at")
    deliver_message(str(message.pk))
    found = re.search(r"/partenaire/invitation/([\w-]+)/", str(mail.outbox[-1].body))
    assert found
    return found[1]


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setenv(clock.VARIABLE, at.isoformat())


def test_the_whole_way(cast: Cast, at: datetime, client: Client) -> None:
    manager = cast.client(cast.manager_a)
    sent = manager.post(
        reverse("actors:partner_agent_invite", args=[cast.entraide.slug]),
        {"email": " Nour@Exemple.org "},
    )
    assert sent.status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.as_manager) == ("nour@exemple.org", False)
    assert invitation.expires_at == at + timedelta(days=14)
    message = Message.objects.get()
    token = sent_token(message)
    message.refresh_from_db()
    assert token not in message.text
    assert message.sealed == ""
    assert len(message.subject) <= 200

    address = reverse("actors:invitation", args=[token])
    page = client.get(address)
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert not User.objects.filter(email="nour@exemple.org").exists()
    assert client.post(address, {"first_name": "", "last_name": "Vesle"}).status_code == 200
    accepted = client.post(address, NAME)
    assert (accepted.status_code, accepted.url) == (302, "/connexion/")
    user = User.objects.get(email="nour@exemple.org")
    assert user.get_full_name() == "Nour Vesle"
    assert [m.organisation for m in user.memberships] == [cast.entraide]
    assert "_auth_user_id" not in client.session
    assert client.post(address, NAME).status_code == 410
    assert Membership.objects.filter(user=user).count() == 1


def test_an_existing_account_keeps_its_name_and_gains_the_organisation(
    cast: Cast, at: datetime
) -> None:
    invite(cast.entraide, cast.agent_b.email, as_manager=True, by=cast.manager_a, at=at)
    membership = accept_invitation(sent_token(), **NAME, at=at)
    assert membership.user == cast.agent_b
    assert membership.is_manager
    assert membership.user.first_name == cast.agent_b.first_name


def test_every_dead_link_gives_the_same_page(cast: Cast, at: datetime, client: Client) -> None:
    pages = [client.get(reverse("actors:invitation", args=["invente"]))]
    for kill in ("revoke", "expire", "accept"):
        one = invite(cast.entraide, f"{kill}@x.example", as_manager=False, by=cast.manager_a, at=at)
        token = sent_token(Message.objects.get(address=one.email))
        if kill == "revoke":
            revoke_invitation(one, by=cast.manager_a, at=at)
        elif kill == "accept":
            accept_invitation(token, **NAME, at=at)
        else:
            Invitation.objects.filter(pk=one.pk).update(
                created_at=at - timedelta(days=15), expires_at=at
            )
            with pytest.raises(Refused):
                accept_invitation(token, **NAME, at=at)
        pages.append(client.get(reverse("actors:invitation", args=[token])))
    assert {page.status_code for page in pages} == {410}
    bodies = {re.sub(r'value="[^"]+"', "", page.content.decode()) for page in pages}
    assert len(bodies) == 1


def test_inviting_tells_nothing_of_accounts_elsewhere(cast: Cast, at: datetime) -> None:
    manager = cast.client(cast.manager_a)
    address = reverse("actors:partner_agent_invite", args=[cast.entraide.slug])
    known = manager.post(address, {"email": cast.agent_b.email}, follow=True)
    unknown = manager.post(address, {"email": "personne@x.example"}, follow=True)
    assert known.status_code == unknown.status_code == 200
    told = [[str(m) for m in page.context["messages"]] for page in (known, unknown)]
    assert told == [
        [f"L’invitation part à {cast.agent_b.email}."],
        ["L’invitation part à personne@x.example."],
    ]


def test_refusals(cast: Cast, at: datetime) -> None:
    with pytest.raises(Refused, match="déjà agent"):
        invite(cast.entraide, cast.manager_a.email, as_manager=False, by=cast.manager_a, at=at)
    one = invite(cast.entraide, "a@x.example", as_manager=False, by=cast.manager_a, at=at)
    with pytest.raises(Refused, match="déjà une invitation"):
        invite(cast.entraide, "A@x.example", as_manager=False, by=cast.manager_a, at=at)
    other = resend_invitation(one, by=cast.manager_a, at=at)
    assert other.pk != one.pk
    with pytest.raises(Refused, match="déjà annulée"):
        revoke_invitation(one, by=cast.manager_a, at=at)
    later = at + timedelta(days=20)
    again = invite(cast.entraide, "a@x.example", as_manager=False, by=cast.manager_a, at=later)
    other.refresh_from_db()
    assert (other.revoked_at, again.is_live(later)) == (later, True)
    accept_invitation(sent_token(), **NAME, at=later)
    with pytest.raises(Refused, match="déjà été acceptée"):
        revoke_invitation(again, by=cast.manager_a, at=later)


def test_a_closed_account_is_not_reopened_by_a_link(cast: Cast, at: datetime) -> None:
    one = invite(cast.entraide, cast.agent_b.email, as_manager=False, by=cast.manager_a, at=at)
    token = sent_token()
    close_account(cast.agent_b, by=cast.administrator, at=at)
    one.refresh_from_db()
    assert one.revoked_at == at
    with pytest.raises(Refused):
        accept_invitation(token, **NAME, at=at)


@pytest.mark.parametrize(
    "broken",
    [
        {"email": "Majuscule@x.example"},
        {"expires_at": datetime.fromisoformat("2020-01-01T00:00Z")},
        {"accepted_at": datetime.fromisoformat("2026-11-23T08:00Z")},
        {"token_digest": "taken"},
    ],
)
def test_the_database_refuses(broken: dict[str, object], cast: Cast, at: datetime) -> None:
    values = {
        "organisation": cast.entraide,
        "email": "a@x.example",
        "invited_by": cast.manager_a,
        "created_at": at,
        "expires_at": at + timedelta(days=14),
    }
    Invitation.objects.create(**(values | {"token_digest": "taken", "email": "z@x.example"}))
    Invitation.objects.create(**(values | {"token_digest": "fine", "email": "y@x.example"}))
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(**(values | {"token_digest": "new"} | broken))


def test_the_database_holds_one_live_invitation(cast: Cast, at: datetime) -> None:
    values = {
        "organisation": cast.entraide,
        "email": "a@x.example",
        "invited_by": cast.manager_a,
        "created_at": at,
        "expires_at": at + timedelta(days=14),
    }
    first = Invitation.objects.create(**values, token_digest="1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(**values, token_digest="2")
    Invitation.objects.filter(pk=first.pk).update(revoked_at=at)
    Invitation.objects.create(**values, token_digest="2")


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_accepts_at_once_give_one_membership(at: datetime) -> None:
    cast = Cast(at)
    invite(cast.entraide, "nour@x.example", as_manager=False, by=cast.manager_a, at=at)
    token = sent_token()
    answers = run_at_once(8, lambda _: accept_invitation(token, **NAME, at=at))
    assert sum(isinstance(answer, Membership) for answer in answers) == 1
    assert sum(isinstance(answer, Refused) for answer in answers) == 7
    assert Membership.objects.filter(user__email="nour@x.example").count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_several_would_have_passed(at: datetime) -> None:
    """Negative control: the same clients, reading as the action does but without its lock."""
    cast = Cast(at)
    one = invite(cast.entraide, "nour@x.example", as_manager=False, by=cast.manager_a, at=at)

    def naive(_: int) -> bool:
        import time

        live = Invitation.objects.get(pk=one.pk).is_live(at)
        time.sleep(0.05)
        Invitation.objects.filter(pk=one.pk).update(accepted_at=at, accepted_by=cast.manager_a)
        return live

    assert run_at_once(8, naive).count(True) > 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_managers_leaving_at_once_leave_one(at: datetime) -> None:
    from actors.actions.memberships import end_membership

    cast = Cast(at)
    cast.member("simple-agent", cast.entraide)
    people = [cast.member(f"responsable-{n}", cast.entraide, manager=True) for n in range(4)]
    rows = [Membership.objects.get(user=user) for user in people]
    staff = cast.network
    answers = run_at_once(4, lambda n: end_membership(rows[n], by=staff, at=at))
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert Membership.objects.managers().count() == 1
