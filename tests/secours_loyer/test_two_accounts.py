"""One human with two accounts does not act twice; two people of one name do, once it is noted."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actors.actions.accounts import close_account, open_account
from actors.actions.two_people import note_two_people
from actors.models import JournalEntry, TwoPeople, User
from actors.queries.one_person import look_alikes
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import accounts, returns
from secours_loyer.actions.cancelling import cancel_batch
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.failures import confirm_failure
from secours_loyer.models import LandlordAccount, digest_of
from tests.cast import Cast
from tests.secours_loyer.path import IBAN, Path
from tests.secours_loyer.test_forwarding import handed_over
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
WHY = "Deux matricules différents, vus au service du personnel."
TOLD = "semblent être à une seule personne"


def double(cast: Cast, of: User, *roles: str, **named: str) -> User:
    """Another account of somebody, written their own way."""
    from actors.actions.accounts import grant_role

    user = open_account(
        named.get("email", f"autre.{of.email}"),
        first_name=named.get("first_name", of.last_name.upper()),
        last_name=named.get("last_name", of.first_name),
        phone=named.get("phone", ""),
        by=None,
        at=cast.at,
    )
    for role in roles:
        grant_role(user, role, by=None, at=cast.at)
    return User.objects.get(pk=user.pk)


def test_the_account_that_one_typed_is_not_verified_by_the_other(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    landlord = path.landlord()
    typed = accounts.enter_account(
        landlord, iban=IBAN, holder=landlord.legal_name.upper(), by=cast.reception, at=at
    )
    other = double(cast, cast.reception, "depenses")
    called = {"called_on": paris_day(at), "called_person": "La gérante", "at": at}
    with pytest.raises(Refused, match=TOLD):
        accounts.verify_account(typed, by=other, payee_check="concordant", **called)
    refused(
        "UPDATE secours_loyer_landlordaccount SET state = 'verifie', verified_by_id = %s,"
        " verified_at = now(), called_on = %s, called_number = '0326000001', called_person = 'x'",
        *(other.pk, paris_day(at)),
        by="one_person_two_accounts",
    )
    # The first account closed, it is the same person still.
    close_account(cast.reception, by=cast.administrator, at=at)
    with pytest.raises(Refused, match=TOLD):
        accounts.verify_account(typed, by=other, payee_check="concordant", **called)
    assert LandlordAccount.objects.get().state == "saisi"


def test_an_order_is_approved_by_two_people_not_two_accounts(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approve(path.checked(), cast.manager)
    for acted in (cast.manager, cast.finance, cast.case_worker, cast.reception):
        other = double(cast, acted, "signataire")
        with pytest.raises(Refused, match=TOLD):
            path.approve(order, other)
        refused(
            "INSERT INTO secours_loyer_approval (order_id, round, rank, approver_id, digest, at)"
            " VALUES (%s, 1, 2, %s, %s, now())",
            *(order.pk, other.pk, digest_of(order)),
            by="one_person_two_accounts",
        )
    assert path.approve(order, cast.signatory).state == "approuve_2"
    batch = path.closed(order)
    export_batch(batch, by=cast.finance, at=at)
    other = double(cast, cast.finance, "cadre", email="x@cast.example")
    with pytest.raises(Refused, match=TOLD):
        cancel_batch(batch, reason="Erreur de date.", by=other, at=at)
    handed_over(path, batch)
    failed = returns.reject_order(order.end_to_end_id, code="MS03", by=cast.finance, at=at)
    with pytest.raises(Refused, match=TOLD):
        confirm_failure(failed, by=other, at=at)
    refused(
        "UPDATE secours_loyer_paymentorder SET failure_seen_by_id = %s, failure_seen_at = now()",
        other.pk,
        by="one_person_two_accounts",
    )


def test_what_makes_one_person(cast: Cast) -> None:
    named = {"first_name": "Jean-Noël", "last_name": "Œuvré", "phone": "03 26 11 22 33"}
    one = double(cast, cast.finance, "depenses", email="jn@reims.example", **named)
    same = (
        {"email": "a@x.example", "first_name": "jean noel", "last_name": "OEUVRE"},
        {"email": "jn+bis@reims.example", "first_name": "Autre", "last_name": "Nom"},
        {"email": "c@x.example", "first_name": "JN", "last_name": "Œuvré", "phone": "0326112233"},
    )
    for said in same:
        assert double(cast, one, "cadre", **said) in look_alikes(one), said
    apart = (
        {"email": "d@x.example", "first_name": "Jeanne", "last_name": "Œuvré"},
        {"email": "e@x.example", "first_name": "Paul", "last_name": "X", "phone": "0326112233"},
        {"email": "jn@autre.example", "first_name": "Paul", "last_name": "Y"},
    )
    for said in apart:
        assert double(cast, one, "cadre", **said) not in look_alikes(one), said


def test_two_people_of_one_name_are_noted_by_another(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.checked()
    other = double(cast, cast.finance, "signataire")
    admin = cast.administrator
    own = double(cast, admin, email="admin-bis@cast.example")
    for first, second, reason, by, message in (
        (cast.finance, other, WHY, cast.manager, "L’administrateur note"),
        (cast.finance, other, "Vu.", admin, "en une phrase"),
        (other, other, WHY, admin, "deux comptes différents"),
        (cast.manager, other, WHY, admin, "ne se ressemblent pas"),
        (own, admin, WHY, admin, "Un de ces comptes est le vôtre"),
    ):
        with pytest.raises(Refused, match=message):
            note_two_people(first, second, reason=reason, by=by, at=at)
    note = (
        "INSERT INTO actors_twopeople (first_id, second_id, reason, noted_by_id, noted_at)"
        " VALUES (%s, %s, 'x', %s, now())"
    )
    pair = sorted((cast.finance.pk, other.pk))
    refused(note, *pair, cast.manager.pk, by="two_people_by_administrator")
    refused(note, *reversed(pair), admin.pk, by="two_people_in_order")
    refused(note, *sorted((admin.pk, own.pk)), admin.pk, by="two_people_by_another")
    noted = note_two_people(other, cast.finance, reason=WHY, by=admin, at=at)
    assert JournalEntry.objects.get(verb="note_two_people").object_id == str(noted.pk)
    with pytest.raises(Refused, match="déjà noté"):
        note_two_people(other, cast.finance, reason=WHY, by=admin, at=at)
    refused("DELETE FROM actors_twopeople", by="two_people_append_only")
    assert path.approve(order, other).state == "approuve_1"


def test_the_pages_of_accounts_and_roles_show_them(cast: Cast) -> None:
    other = double(cast, cast.finance, "signataire")
    client = cast.client(cast.administrator)
    page = client.get(reverse("admin:actors_user_change", args=[cast.finance.pk])).text
    assert other.email in page
    assert "Une seule personne, semble-t-il" in page
    grant = cast.finance.role_grants.get()
    assert other.email in client.get(reverse("admin:actors_rolegrant_change", args=[grant.pk])).text
    listed = reverse("admin:actors_twopeople_changelist")
    shown = client.get(listed).text
    assert "Le portail tient pour une seule personne deux comptes" in shown
    assert "Rien de noté" in shown
    assert "Noter que deux comptes sont à deux personnes" in shown
    read = cast.client(cast.auditor).get(listed).text
    assert "Le portail tient pour une seule personne" in read
    assert "Noter que deux comptes" not in read
    add = reverse("admin:actors_twopeople_add")
    form = client.get(add).text
    assert "Noter que deux comptes sont à deux personnes" in form
    assert "Ajouter comptes" not in form
    sent = {"first_email": other.email, "second_email": cast.finance.email, "reason": "Vu."}
    answer = client.post(add, sent)
    assert "en une phrase" in answer.text
    assert other.email in answer.text
    assert client.post(add, {**sent, "reason": WHY}).status_code == 302
    assert TwoPeople.objects.get().noted_by == cast.administrator
    page = client.get(reverse("admin:actors_user_change", args=[cast.finance.pk])).text
    assert other.email not in page
    given = {"email": other.email, "role": "secretaire", "team": ""}
    assert client.post(reverse("admin:actors_rolegrant_add"), given).status_code == 302
