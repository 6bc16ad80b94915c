"""What the pages of payment say: who may still approve, how a batch ended, what a landlord got."""

from __future__ import annotations

import html
from datetime import date

import pytest
from django.urls import reverse

from actors.actions.accounts import revoke_role
from actors.roles import Role
from reims_solidarite.kit.money import format_cents
from secours_loyer.actions import accountant, batches, failures, landlord_links, returns
from secours_loyer.actions.export import export_batch
from secours_loyer.forms.steps.batches import LinesForm
from secours_loyer.queries.approvers_left import left_after_one_more, left_words
from secours_loyer.queries.batch_standing import batch_badge, ended_badge, with_ends
from secours_loyer.queries.landlord_links import new_token
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_forwarding import handed_over
from tests.secours_loyer.test_journey_by_pages import browser

pytestmark = pytest.mark.django_db


def plain(text: str) -> str:
    """Without the spaces that keep a number and its word on one line, nor the marks of HTML."""
    return html.unescape(text).replace("\xa0", " ")


def test_an_order_says_who_may_still_approve(path: Path) -> None:
    """Of a manager, a signatory and the one who prepared it, two are left, then one."""
    cast = path.cast
    for person in (cast.manager, cast.signatory, cast.finance):
        assert person.roles
    order = path.checked()
    told, short = left_words(order)
    assert plain(told) == (
        "Peuvent encore approuver : 2 personnes (Cadre : 1, Président ou signataire délégué : 1). "
        "Il manque 2 approbations."
    )
    assert not short
    page = reverse("secours_loyer:order", args=[order.uid])
    assert told in browser(path, cast.manager).get(page).content.decode()
    revoke_role(cast.manager, Role.MANAGER, by=None, at=cast.at)
    told, short = left_words(order)
    assert short
    assert "Il n’y a plus assez de personnes pour approuver" in told
    assert "plus assez de personnes" in browser(path, cast.signatory).get(page).content.decode()


def test_calling_back_warns_when_too_few_would_be_left(path: Path) -> None:
    cast = path.cast
    for person in (cast.manager, cast.signatory, cast.finance):
        assert person.roles
    account = path.account()
    assert "Il ne resterait que 1 personne" in plain(left_after_one_more(account))


def test_a_batch_says_how_many_were_not_paid(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    paid = path.approved()
    batch = export_batch(path.closed(paid), by=cast.finance, at=at)
    returns.mark_paid(paid.end_to_end_id, by=cast.finance, at=at)
    batch.refresh_from_db()
    words, tone = batch_badge(batch, batch.orders.all())
    assert (plain(words), tone) == ("Acquitté : 1 ordre payé", "success")

    mandate = path.approved(channel="mandat", last="Suippe", reference="L-2")
    other = handed_over(path, path.ready(mandate, channel="mandat"))
    order = other.orders.get()
    accountant.refuse_visa(order.end_to_end_id, words="pièce 3", by=cast.finance, at=at)
    failures.confirm_failure(order, by=cast.manager, at=at)
    other.refresh_from_db()
    words, tone = batch_badge(other, other.orders.all())
    assert (plain(words), tone) == ("Acquitté : 1 ordre non payé", "danger")
    paid.refresh_from_db()
    words, tone = batch_badge(other, [paid, *other.orders.all()])
    assert (plain(words), tone) == ("Acquitté : 1 ordre payé, 1 ordre non payé", "warning")
    listed = with_ends(type(other).objects.filter(pk=other.pk)).get()
    assert ended_badge(listed) == batch_badge(other, other.orders.all())
    page = browser(path, cast.finance).get(reverse("secours_loyer:batch", args=[other.number]))
    assert "Acquitté : 1 ordre non payé" in plain(page.content.decode())


def test_orders_to_add_say_how_much_and_to_whom(path: Path) -> None:
    order = path.approved()
    path.payer()
    batch = batches.open_batch(
        channel="regie", execute_on=date(2026, 11, 25), by=path.cast.finance, at=path.cast.at
    )
    shown = html.unescape(str(LinesForm(target=batch)["orders"]))
    assert (
        f"{order.end_to_end_id} – {format_cents(order.amount_cents)}, {order.payee_name}" in shown
    )


def test_the_landlord_reads_what_was_paid_and_what_is_left(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    request = order.award.decision.request
    link = landlord_links.open_link(request, by=cast.case_worker, at=at)
    page = reverse("secours_loyer:landlord_file", args=[new_token(link.uid)])
    before = browser(path, cast.manager).get(page).content.decode()
    assert "Confirmer cette dette" in before
    assert "Le CCAS vous a payé" not in before
    export_batch(path.closed(order), by=cast.finance, at=at)
    returns.mark_paid(order.end_to_end_id, by=cast.finance, at=at)
    after = browser(path, cast.manager).get(page).content.decode()
    assert f"Le CCAS vous a payé {format_cents(60_000)} sur cette dette" in after
    assert f"Il en reste {format_cents(40_000)}" in after
    assert "Confirmer cette dette" not in after
    assert "Confirmer la dette d’avant ce paiement" in after
