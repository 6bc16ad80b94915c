"""An address without a declared rule is closed; roles decide; strangers learn nothing."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from actors.rules import FINANCE, PUBLIC, SIGNED_IN
from reims_solidarite.kit.http import Rule, ruled
from reims_solidarite.urls import urlpatterns as portal
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("secret")


@ruled(PUBLIC)
def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse("bonjour")


@ruled(SIGNED_IN)
def signed_in(request: HttpRequest) -> HttpResponse:
    return HttpResponse("bonjour")


@ruled(FINANCE)
def finance(request: HttpRequest) -> HttpResponse:
    return HttpResponse("bonjour")


@ruled(Rule("hidden", "personne", lambda _user: False, conceals=True))
def hidden(request: HttpRequest) -> HttpResponse:
    return HttpResponse("bonjour")


urlpatterns = [
    path("t/undeclared/", undeclared, name="t-undeclared"),
    path("t/public/", public, name="t-public"),
    path("t/signed-in/", signed_in, name="t-signed-in"),
    path("t/finance/", finance, name="t-finance"),
    path("t/hidden/", hidden, name="t-hidden"),
    *portal,
]
under_test = override_settings(ROOT_URLCONF=__name__)


@under_test
def test_an_undeclared_address_is_closed_to_everyone(cast: Cast) -> None:
    for client in (Client(), cast.client(cast.finance), cast.client(cast.administrator)):
        assert client.get("/t/undeclared/").status_code == 403


@under_test
def test_a_stranger_is_sent_to_the_sign_in_page() -> None:
    answer = Client().get("/t/finance/?q=1")
    assert answer.status_code == 302
    assert answer["Location"] == "/connexion/?next=/t/finance/%3Fq%3D1"


@under_test
def test_what_a_stranger_typed_is_given_back_and_kept_nowhere() -> None:
    typed = {"note": "Reçue ce matin <b>", "postal_code": "51100", "password": "Secret-1"}
    files = {"piece": BytesIO(b"x")}
    files["piece"].name = "bail.pdf"
    client = Client()
    answer = client.post("/t/finance/", {**typed, **files})
    assert (answer.status_code, answer["Cache-Control"]) == (401, "no-store, private")
    shown = answer.content.decode()
    assert "Votre session est terminée" in shown
    assert all(text in shown for text in ("Reçue ce matin &lt;b&gt;", "51100", "bail.pdf"))
    assert "Secret-1" not in shown
    assert not client.session.items()


@under_test
def test_what_a_form_of_another_site_typed_is_not_printed() -> None:
    answer = Client(enforce_csrf_checks=True).post("/t/finance/", {"note": "Reçue ce matin"})
    assert answer.status_code == 403
    assert "Reçue ce matin" not in answer.content.decode()


@under_test
def test_roles_decide(cast: Cast) -> None:
    assert cast.client(cast.finance).get("/t/finance/").status_code == 200
    assert cast.client(cast.manager).get("/t/finance/").status_code == 403
    assert cast.client(cast.volunteer).get("/t/signed-in/").status_code == 200
    assert cast.client(cast.volunteer).get("/t/hidden/").status_code == 404


@under_test
def test_what_a_signed_in_person_sees_is_never_cached(cast: Cast) -> None:
    answer = cast.client(cast.volunteer).get("/t/public/")
    assert answer["Cache-Control"] == "no-store, private"
    assert "Cache-Control" not in Client().get("/t/public/").headers


@under_test
@pytest.mark.parametrize("query", ["q=%00", "%00=1", "q=%ED%A0%80"])
def test_text_that_postgresql_cannot_hold_is_refused(query: str) -> None:
    assert Client().get(f"/t/public/?{query}").status_code in {200, 400}
    if "%00" in query:
        assert Client().get(f"/t/public/?{query}").status_code == 400


@under_test
def test_an_oversized_body_is_refused_before_it_is_read() -> None:
    answer = Client().post("/t/public/", CONTENT_LENGTH=str(300 * 1024 * 1024))
    assert answer.status_code == 413


@pytest.mark.parametrize("method", ["post", "put", "patch"])
def test_no_method_carries_a_large_body_in(method: str) -> None:
    """Whoever they are and wherever it goes: refused before anything is spooled to the disk."""
    sent = getattr(Client(), method)("/connexion/", CONTENT_LENGTH=str(13 * 1024 * 1024))
    assert sent.status_code == 413


def test_too_many_fields_or_files_are_refused() -> None:
    fields = {f"champ{number}": "x" for number in range(1201)}
    assert Client().post("/connexion/", fields).status_code == 400
    files = {f"fichier{number}": BytesIO(b"x") for number in range(13)}
    assert Client().post("/connexion/", files).status_code == 400
    assert Client().post("/connexion/", {"login": "x", "password": "y"}).status_code == 200
