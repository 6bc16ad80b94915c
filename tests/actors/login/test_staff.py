"""Staff: password, then second factor; no staff page without it; tries are counted."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib import admin
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from zeal import zeal_ignore

from actors.actions.accounts import grant_role
from actors.models import User
from actors.roles import Role
from tests.actors.login.journeys import (
    PASSWORD,
    code_now,
    deliver_waiting,
    post_password,
    signed_in,
    with_password,
    with_second_factor,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db
STAFF_PAGE = "/admin/composants/"


def test_password_then_code_opens_the_admin(cast: Cast) -> None:
    user = with_second_factor(cast.finance)
    client = Client()
    answer = post_password(client, user.email)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not signed_in(client)
    assert client.get(STAFF_PAGE).status_code == 302
    done = client.post(answer["Location"], {"code": code_now()})
    assert done["Location"] == reverse("admin:index")
    assert client.get(STAFF_PAGE).status_code == 200


def test_a_wrong_code_opens_nothing(cast: Cast) -> None:
    user = with_second_factor(cast.finance)
    client = Client()
    post_password(client, user.email)
    wrong = "000000" if code_now() != "000000" else "111111"
    assert client.post(reverse("mfa_authenticate"), {"code": wrong}).status_code == 200
    assert not signed_in(client)


def test_a_code_is_worth_nothing_a_second_time(cast: Cast) -> None:
    user = with_second_factor(cast.finance)
    code = code_now()
    for expected in (True, False):
        client = Client()
        post_password(client, user.email)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert signed_in(client) is expected


def naive_mark(totp: TOTP, code: str) -> bool:
    """Check, then mark, with time in between: what only the row lock makes safe."""
    key = f"naive:{totp.instance.user_id}:{code}"
    if cache.get(key):
        return False
    time.sleep(0.3)
    cache.set(key, "y", 60)
    return True


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("protected", ["by the row lock", "by nothing"])
def test_eight_posts_of_one_code_open_one_session(
    at: datetime, monkeypatch: pytest.MonkeyPatch, settings: Any, protected: str
) -> None:
    """The second run is the negative control: without the lock, several posts pass."""
    user = with_second_factor(Cast(at).finance)
    clients = [Client() for _ in range(8)]
    for client in clients:
        post_password(client, user.email)
    monkeypatch.setattr(TOTP, "_mark_code_used", naive_mark)
    if protected == "by nothing":
        settings.MFA_FORMS = {}
    code = code_now()
    barrier = threading.Barrier(len(clients))

    def send(client: Client) -> None:
        try:
            barrier.wait()
            with zeal_ignore():  # it counts the queries of all threads together
                client.post(reverse("mfa_authenticate"), {"code": code})
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    opened = sum(signed_in(client) for client in clients)
    assert opened == 1 if protected == "by the row lock" else opened > 1


def test_without_a_second_factor_only_its_enrolment_opens(cast: Cast) -> None:
    user = with_password(cast.finance)
    client = Client()
    post_password(client, user.email)
    assert signed_in(client)
    for address in admin_addresses():
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index")), address
    assert client.get(reverse("mfa_index")).status_code == 200


def test_after_enrolment_the_code_is_asked_in_this_very_session(cast: Cast) -> None:
    user = with_password(cast.finance)
    client = Client()
    post_password(client, user.email)
    with_second_factor(user)
    client.force_login(user)
    answer = client.get(STAFF_PAGE)
    assert answer["Location"] == f"{reverse('mfa_reauthenticate')}?next={STAFF_PAGE}"
    assert client.get(answer["Location"]).status_code == 200
    done = client.post(answer["Location"], {"code": code_now(), "next": STAFF_PAGE})
    assert done["Location"] == STAFF_PAGE
    assert client.get(STAFF_PAGE).status_code == 200


def admin_addresses() -> list[str]:
    """Every address under /admin/ that needs no argument."""
    found = []
    for pattern in admin.site.urls[0]:
        try:
            found.append(reverse(f"admin:{pattern.name}"))
        except (AttributeError, NoReverseMatch):  # a nested resolver, or one that needs arguments
            continue
    for model in admin.site._registry:
        meta = model._meta
        found.append(reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"))
    found += ["/admin/menages/", "/admin/menages/nouveau/", "/admin/composants/"]
    found = [address for address in found if address not in {"/admin/logout/", "/admin/login/"}]
    assert len(found) > 8
    return found


def test_ten_wrong_passwords_stop_the_address_but_not_the_owner_elsewhere(cast: Cast) -> None:
    user = with_second_factor(cast.finance)
    attacker = Client(REMOTE_ADDR="192.0.2.1")
    for _ in range(10):
        post_password(attacker, user.email, "faux")
    blocked = post_password(attacker, user.email)
    assert blocked.status_code == 200
    assert "Trop" in blocked.content.decode()
    owner = Client(REMOTE_ADDR="192.0.2.2")
    assert post_password(owner, user.email)["Location"] == reverse("mfa_authenticate")


def test_one_try_on_many_accounts_is_stopped_too(cast: Cast) -> None:
    user = with_second_factor(cast.finance)
    attacker = Client(REMOTE_ADDR="192.0.2.3")
    for number in range(10):
        post_password(attacker, f"personne{number}@cast.example", "faux")
    assert post_password(attacker, user.email).status_code == 200


def test_the_count_is_one_for_every_process(cast: Cast) -> None:
    """It is kept in PostgreSQL, not in the memory of the process that was asked."""
    user = with_second_factor(cast.finance)
    for _ in range(3):
        post_password(Client(REMOTE_ADDR="192.0.2.5"), user.email, "faux")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM shared_cache WHERE cache_key LIKE '%%login_failed%%192.0.2.5'"
        )
        assert cursor.fetchone() == (1,)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_forty_tries_at_once_are_ten_at_most(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    user = with_second_factor(Cast(at).finance)
    tried: list[str] = []
    check = User.check_password

    def counted(self: User, password: str) -> bool:
        tried.append(password)
        return bool(check(self, password))

    monkeypatch.setattr(User, "check_password", counted)

    def send(number: int) -> bool:
        try:
            with zeal_ignore():  # it counts the queries of all threads together
                post_password(Client(REMOTE_ADDR="192.0.2.6"), user.email, f"faux {number}")
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(send, range(40)))
    assert 1 <= len(tried) <= 10


def test_a_new_password_by_e_mail_replaces_no_second_factor(cast: Cast) -> None:
    user = with_second_factor(cast.finance)
    client = Client()
    client.post("/connexion/mot-de-passe/oublie/", {"email": user.email})
    deliver_waiting()
    link = next(word for word in str(mail.outbox[-1].body).split() if "/oublie/" in word)
    page = client.get(link.removeprefix("http://testserver"))
    new = "une nouvelle phrase assez longue"
    client.post(page["Location"], {"password1": new, "password2": new})
    assert not signed_in(client)
    assert client.get(STAFF_PAGE).status_code == 302
    answer = post_password(client, user.email, new)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not signed_in(client)


def test_a_reset_link_serves_once(cast: Cast) -> None:
    user = with_second_factor(cast.finance)
    Client().post("/connexion/mot-de-passe/oublie/", {"email": user.email})
    deliver_waiting()
    link = next(word for word in str(mail.outbox[-1].body).split() if "/oublie/" in word)
    for new, taken in (("une première phrase longue", True), ("une seconde phrase longue", False)):
        client = Client()
        page = client.get(link.removeprefix("http://testserver"))
        where = page.headers.get("Location", link)
        client.post(where, {"password1": new, "password2": new})
        assert User.objects.get(pk=user.pk).check_password(new) is taken


def test_one_address_is_not_flooded_with_reset_links(cast: Cast) -> None:
    user = with_second_factor(cast.finance)
    for _ in range(8):
        Client().post("/connexion/mot-de-passe/oublie/", {"email": user.email})
    deliver_waiting()
    assert 0 < len(mail.outbox) <= 5


def test_the_stock_admin_sign_in_is_no_way_round(cast: Cast) -> None:
    user = with_second_factor(cast.finance)
    client = Client()
    client.post("/admin/login/", {"username": user.email, "password": PASSWORD})
    assert not signed_in(client)


def test_wrong_codes_are_counted(cast: Cast) -> None:
    user = with_second_factor(cast.finance)
    client = Client(REMOTE_ADDR="192.0.2.4")
    post_password(client, user.email)
    page = reverse("mfa_authenticate")
    valid = {code_now(steps=step) for step in range(3)}
    for wrong in [f"{n:06d}" for n in range(14) if f"{n:06d}" not in valid][:10]:
        client.post(page, {"code": wrong})
    client.post(page, {"code": code_now()})
    assert not signed_in(client)


def test_the_sign_in_page_says_the_same_for_every_wrong_try(cast: Cast) -> None:
    user = with_second_factor(cast.finance)
    said = {
        post_password(Client(), email, password).content.decode().count("alert-danger")
        for email, password in ((user.email, "faux"), ("personne@cast.example", PASSWORD))
    }
    assert len(said) == 1


def test_a_role_given_later_asks_for_the_second_factor(cast: Cast, at: datetime) -> None:
    """A volunteer who becomes staff cannot keep the e-mailed way in."""
    volunteer = cast.volunteer
    grant_role(volunteer, Role.RECEPTION, by=cast.administrator, at=at)
    client = cast.client(User.objects.get(pk=volunteer.pk), second_factor=False)
    assert client.get("/admin/menages/").status_code == 302
