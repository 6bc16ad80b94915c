"""The administrator opens accounts, gives and takes back roles; nobody else does."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from actors.jobs import deliver_message
from actors.models import JournalEntry, Message, RoleGrant, User
from actors.roles import Role
from tests.actors.login.journeys import deliver_waiting
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NEW = {
    "email": "Nouvelle@Cast.example",
    "first_name": "Nouvelle",
    "last_name": "De la Distribution-au-nom-très-très-long",
    "phone": "",
    "role": Role.CASE_WORKER.value,
    "team": "Croix-Rouge",
}


def add(cast: Cast, **changes: str) -> object:
    client = cast.client(cast.administrator)
    return client.post(reverse("admin:actors_user_add"), {**NEW, **changes})


def test_opening_an_account_gives_the_role_and_says_how_to_sign_in(cast: Cast) -> None:
    answer = add(cast)
    assert answer.status_code == 302, answer.content.decode()
    user = User.objects.get(email="nouvelle@cast.example")
    assert user.roles == {Role.CASE_WORKER}
    assert not user.has_usable_password()
    message = Message.objects.get(kind="actors.account_opened")
    assert "mot-de-passe/oublie" in message.text
    assert ProcrastinateJob.objects.filter(task_name="actors.deliver_message").count() == 1


def test_the_new_colleague_sets_a_password_then_must_enrol(cast: Cast) -> None:
    add(cast)
    deliver_message(str(Message.objects.get(kind="actors.account_opened").pk))
    assert "second facteur" in mail.outbox[-1].body
    client = Client()
    client.post("/connexion/mot-de-passe/oublie/", {"email": "nouvelle@cast.example"})
    deliver_waiting()
    body = str(mail.outbox[-1].body)
    assert body.startswith("Bonjour,\n")
    link = next(word for word in body.split() if "/mot-de-passe/oublie/" in word)
    page = client.get(link.removeprefix("http://testserver"))
    secret = "une phrase assez longue 51"
    client.post(page["Location"], {"password1": secret, "password2": secret})
    sign_in = {"login": "nouvelle@cast.example", "password": secret}
    Client().post("/connexion/", sign_in)
    fresh = Client()
    fresh.post("/connexion/", sign_in)
    assert "_auth_user_id" in fresh.session
    assert fresh.get("/admin/menages/")["Location"] == reverse("mfa_index")


def test_a_taken_address_or_a_forbidden_mix_leaves_nothing_behind(cast: Cast) -> None:
    taken = add(cast, email=cast.volunteer.email.upper())
    assert taken.status_code == 200
    assert "existe" in taken.content.decode()
    before = User.objects.count()
    client = cast.client(cast.administrator)
    mixed = client.post(
        reverse("admin:actors_rolegrant_add"),
        {"email": cast.finance.email.upper(), "role": Role.ADMINISTRATOR.value},
    )
    assert mixed.status_code == 200
    assert "ni payer" in mixed.content.decode()
    assert User.objects.count() == before + 1  # cast.finance herself


def test_another_role_is_given_by_address(cast: Cast) -> None:
    client = cast.client(cast.administrator)
    page = reverse("admin:actors_rolegrant_add")
    unknown = client.post(page, {"email": "absente@cast.example", "role": Role.FINANCE.value})
    assert "Aucun compte" in unknown.content.decode()
    sent = {"email": cast.manager.email, "role": Role.FINANCE.value, "team": ""}
    assert client.post(page, sent).status_code == 302
    assert User.objects.get(pk=cast.manager.pk).roles == {Role.MANAGER, Role.FINANCE}
    assert "déjà ce rôle" in client.post(page, sent).content.decode()


def test_buttons_revoke_and_close(cast: Cast) -> None:
    client = cast.client(cast.administrator)
    grant = RoleGrant.objects.get(user=cast.finance)
    press = "admin:actors_rolegrant_press"
    assert client.get(reverse(press, args=[grant.pk, "retirer"])).status_code == 405
    client.post(reverse(press, args=[grant.pk, "retirer"]))
    assert User.objects.get(pk=cast.finance.pk).roles == frozenset()
    own = cast.administrator
    page = reverse("admin:actors_user_press", args=[own.pk, "fermer"])
    refused = client.post(page, follow=True)
    assert "collègue" in refused.content.decode()
    client.post(reverse("admin:actors_user_press", args=[cast.network.pk, "fermer"]))
    assert not User.objects.get(pk=cast.network.pk).is_active
    assert JournalEntry.objects.filter(verb="close_account", actor=own).exists()


@pytest.mark.parametrize("who", ["manager", "finance", "auditor", "reception", "network"])
def test_other_staff_see_no_account(cast: Cast, who: str) -> None:
    client = cast.client(getattr(cast, who))
    user = cast.volunteer
    for page in (
        reverse("admin:actors_user_changelist"),
        reverse("admin:actors_user_add"),
        reverse("admin:actors_user_change", args=[user.pk]),
        reverse("admin:actors_rolegrant_add"),
    ):
        assert client.get(page).status_code == 403, page
    press = reverse("admin:actors_user_press", args=[user.pk, "fermer"])
    assert client.post(press).status_code == 403
    assert User.objects.get(pk=user.pk).is_active


def test_lists_show_search_and_filter(cast: Cast) -> None:
    client = cast.client(cast.administrator)
    assert cast.finance.pk
    page = reverse("admin:actors_user_changelist")
    for query, found in (
        ({"q": "depenses"}, True),
        ({"q": "DÉPENSES distribution"}, True),
        ({"q": "accueil distribution"}, False),
        ({"role": "depenses"}, True),
        ({"role": "accueil"}, False),
    ):
        shown = cast.finance.email in client.get(page, query).content.decode()
        assert shown is found, query
    assert (
        client.get(reverse("admin:actors_user_change", args=[cast.finance.pk])).status_code == 200
    )
    assert client.get(reverse("admin:actors_rolegrant_changelist")).status_code == 200
