"""A payment came back: the false notices are undone in writing, and every page says it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actors.models import JournalEntry
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import orders, overpayments, returns
from secours_loyer.actions.cancelling import cancel_batch
from secours_loyer.actions.closing import close_request
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.failures import confirm_failure, deny_failure
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.notifying import notify
from secours_loyer.actions.replacing import replace_order
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.ties import declare_tie
from secours_loyer.letters.follow import follow_sheet
from secours_loyer.models import Letter, LetterKind, PaymentEntry, PaymentOrder, digest_of
from secours_loyer.queries.failures import unconfirmed
from secours_loyer.queries.follow import followed
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_forwarding import handed_over
from tests.secours_loyer.test_told import words
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
BACK = "Le paiement est revenu : un nouveau versement suivra."


def paid(path: Path) -> PaymentOrder:
    order = path.approved(by=path.cast.agent_a)
    notify(order.award.decision.request, by=path.cast.secretary, at=path.cast.at)
    export_batch(path.closed(order), by=path.cast.finance, at=path.cast.at)
    return returns.mark_paid(order.end_to_end_id, by=path.cast.finance, at=path.cast.at)


def returned(path: Path, code: str = "MS03") -> PaymentOrder:
    return path.confirmed(noted(path, code))


def noted(path: Path, code: str = "MS03") -> PaymentOrder:
    """On the word of one person, for now."""
    order = paid(path)
    return returns.return_order(
        order.end_to_end_id, code=code, by=path.cast.finance, at=path.cast.at
    )


def told_back() -> list[Letter]:
    return list(
        Letter.objects.filter(
            kind__in=[LetterKind.BACK_HOUSEHOLD, LetterKind.BACK_LANDLORD]
        ).order_by("-kind")
    )


def test_a_return_noted_by_hand_is_written_to_both(path: Path) -> None:
    order = returned(path, "AC04")
    household, landlord = told_back()
    texts = [" ".join(words(letter).split()) for letter in (household, landlord)]
    for text in texts:
        assert order.end_to_end_id in text
        assert "Un nouveau versement suivra" in text
        assert "Ne tenez plus compte de notre avis de paiement" in text
    assert "Votre aide reste accordée" in texts[0]
    assert "RIB" in texts[1]


def test_on_one_word_nobody_outside_reads_that_it_came_back(path: Path) -> None:
    cast, order = path.cast, noted(path)
    request = order.award.decision.request
    assert (order.state, told_back()) == ("paye", [])
    with pytest.raises(Refused, match="attend sa confirmation"):
        close_request(request, by=cast.case_worker, at=cast.at)
    assert PaymentEntry.objects.filter(order=order, amount__lt=0).count() == 0
    assert followed(request)["next"] == "L’aide est payée au bailleur."
    agent = cast.client(cast.agent_a)
    own = reverse("secours_loyer:own_request", args=[request.uid])
    assert BACK not in agent.get(own).text
    page = reverse("secours_loyer:order", args=[order.uid])
    shown = cast.client(cast.manager).get(page).text
    assert "Retour noté, à confirmer" in shown
    assert "MS03 : La banque ne donne pas de motif." in shown
    path.confirmed(order)
    assert len(told_back()) == 2
    assert BACK in agent.get(own).text


def test_a_camt_confirms_what_was_noted_and_writes_once(path: Path) -> None:
    order, other = noted(path), path.cast.person("autres-depenses", "depenses")
    back = camt(Movement(order.end_to_end_id, sign="CRDT", reason="AC04"))
    for _ in range(2):
        import_returns(back, by=other, at=path.cast.at)
    order.refresh_from_db()
    assert (order.state, len(told_back())) == ("retourne", 2)
    assert not unconfirmed().exists()
    assert list(faults()) == []


def test_a_signatory_confirms_and_the_account_at_fault_is_blocked(path: Path) -> None:
    cast, order = path.cast, noted(path, "AC04")
    assert order.account.state == "actif"
    back = confirm_failure(order, by=cast.signatory, at=cast.at)
    back.account.refresh_from_db()
    assert (back.state, back.account.state) == ("retourne", "bloque")
    assert list(faults()) == []


def test_a_return_noted_by_mistake_is_taken_back(path: Path) -> None:
    cast, at, order = path.cast, path.cast.at, noted(path, "AC04")
    page = reverse("secours_loyer:order", args=[order.uid])
    why = "Le retour était celui d’un autre ordre."
    for person, told in (
        (cast.finance, "Vous avez noté cet échec"),
        (cast.case_worker, "se confirme par un cadre"),
    ):
        with pytest.raises(Refused, match=told):
            deny_failure(order, words=why, by=person, at=at)
    with pytest.raises(Refused, match="en une phrase"):
        deny_failure(order, words="non", by=cast.manager, at=at)
    manager = cast.client(cast.manager)
    assert manager.post(f"{page}deny_failure/", {"deny_failure-words": why}).status_code == 302
    order.refresh_from_db()
    assert (order.state, order.failed_by, order.failure_denied_by) == ("paye", None, cast.manager)
    assert order.account.state == "actif"
    assert why in manager.get(page).text
    assert PaymentEntry.objects.filter(order=order, kind="paye").balance() == order.amount_cents
    assert told_back() == []
    with pytest.raises(Refused, match="n’attend plus de réponse"):
        deny_failure(order, words=why, by=cast.signatory, at=at)
    verbs = JournalEntry.objects.filter(object_id=str(order.pk)).values_list("verb", flat=True)
    assert {"note_failure", "deny_failure"} <= set(verbs)
    assert list(faults()) == []
    again = returns.return_order(order.end_to_end_id, code="MS03", by=cast.finance, at=at)
    assert path.confirmed(again).state == "retourne"
    assert list(faults()) == []


def test_the_walls_of_what_one_person_noted(path: Path) -> None:
    cast, order = path.cast, paid(path)
    row = "UPDATE secours_loyer_paymentorder SET "
    note = row + "failure_step = 'return_order', failure_words = 'MS03', failed_by_id = %s"
    refused(note, cast.manager.pk, by="order_failure_by_finance")
    refused(row + "failure_step = 'return_order'", by="order_failure_noted_whole")
    refused(row + "failure_step = 'mark_paid', failed_by_id = %s", cast.finance.pk,
            by="order_failure_noted_whole")  # fmt: skip
    denied = "failure_denied_by_id = %s, failure_denied_at = now(), failure_denial = 'Une erreur.'"
    refused(row + denied, cast.manager.pk, by="order_failure_frozen")
    returns.return_order(order.end_to_end_id, code="MS03", by=cast.finance, at=cast.at)
    refused(row + "failure_words = 'AC04'", by="order_failure_frozen")
    refused(row + "failed_by_id = NULL, failure_step = '', failure_words = ''",
            by="order_failure_frozen")  # fmt: skip
    refused(row + "state = 'retourne'", by="order_failure_said")
    refused(row + "failure_seen_by_id = %s, failure_seen_at = now()", cast.manager.pk,
            by="order_failure_frozen")  # fmt: skip
    gone = row + "failed_by_id = NULL, failure_step = '', failure_words = '', " + denied
    refused(gone, cast.finance.pk, by="order_failure_seen_by_another")
    refused(gone, cast.auditor.pk, by="order_failure_seen_by_approver")
    refused(gone.replace("Une erreur.", "non"), cast.manager.pk, by="order_failure_denied_whole")
    tie = cast.person("cadre-lie", "cadre")
    declare_tie(order.award.decision.request, reason="Cousine.", by=tie, at=cast.at)
    refused(gone, tie.pk, by="order_failure_seen_tied")


def test_noted_as_rejected_it_is_neither_paid_nor_cancelled_before_the_answer(path: Path) -> None:
    cast, at, order = path.cast, path.cast.at, path.approved()
    batch = handed_over(path, path.closed(order))
    returns.reject_order(order.end_to_end_id, code="MS03", by=cast.finance, at=at)
    told = "Un échec est noté sur cet ordre"
    with pytest.raises(Refused, match=told):
        returns.mark_paid(order.end_to_end_id, by=cast.finance, at=at)
    with pytest.raises(Refused, match=told):
        returns.reject_order(order.end_to_end_id, code="MS03", by=cast.finance, at=at)
    with pytest.raises(Refused, match="pas encore transmis"):
        cancel_batch(batch, reason="Erreur.", by=cast.manager, at=at)
    step = "UPDATE secours_loyer_paymentorder SET state = %s"
    refused(step, "paye", by="order_failure_answered_first")
    refused(step, "annule_emis", by="order_states")
    file = reverse("secours_loyer:file", args=[order.award.decision.request.uid])
    shown = cast.client(cast.finance).get(file).text
    assert "aucun ordre ne se prépare avant" in shown
    assert "prepare_order" not in shown


def test_what_the_landlord_gave_back_is_not_returned_by_hand(path: Path) -> None:
    cast, at, order = path.cast, path.cast.at, paid(path)
    found = overpayments.record_overpayment(
        order, cents=1_000, cause="deux_fois", words="Deux virements.", by=cast.finance, at=at
    )
    found = overpayments.claim_overpayment(found, title="T-1", by=cast.signatory, at=at)
    overpayments.note_recovery(found, cents=400, by=cast.finance, at=at)
    with pytest.raises(Refused, match="a déjà rendu une part"):
        returns.return_order(order.end_to_end_id, code="MS03", by=cast.finance, at=at)
    refused(
        "UPDATE secours_loyer_paymentorder SET failure_step = 'return_order',"
        " failure_words = 'MS03', failed_by_id = %s",
        cast.finance.pk,
        by="order_return_after_recovery",
    )


def test_nothing_is_claimed_while_a_return_waits_for_its_confirmation(path: Path) -> None:
    cast, at, order = path.cast, path.cast.at, paid(path)
    new = {"cents": 1_000, "cause": "deux_fois", "words": "Deux virements."}
    found = overpayments.record_overpayment(order, **new, by=cast.finance, at=at)
    found = overpayments.claim_overpayment(found, title="T-1", by=cast.signatory, at=at)
    returns.return_order(order.end_to_end_id, code="MS03", by=cast.finance, at=at)
    with pytest.raises(Refused, match="Un échec est noté"):
        overpayments.note_recovery(found, cents=400, by=cast.finance, at=at)
    with pytest.raises(Refused, match="Un échec est noté"):
        overpayments.record_overpayment(order, **new, by=cast.finance, at=at)


def test_a_camt_that_sends_back_writes_once(path: Path) -> None:
    order = paid(path)
    finance, at = path.cast.finance, path.cast.at
    back = camt(Movement(order.end_to_end_id, sign="CRDT", reason="AC04"))
    for _ in range(2):
        import_returns(back, by=finance, at=at)
    order.refresh_from_db()
    assert order.state == "retourne"
    assert len(told_back()) == 2


def test_where_my_request_stands_says_that_the_payment_came_back(path: Path) -> None:
    cast, request = path.cast, returned(path).award.decision.request
    told = followed(request)
    assert told["next"] == BACK
    assert told["state"] == "Paiement revenu"
    assert [line["title"] for line in told["history"]][-2:] == ["Votre bailleur est payé.", BACK]
    assert BACK in str(follow_sheet(request, at=cast.at)["body"])
    agent = cast.client(cast.agent_a)
    page = agent.get(reverse("secours_loyer:own_request", args=[request.uid])).content.decode()
    assert BACK in page
    household, landlord = told_back()
    links = [
        reverse("secours_loyer:own_letter", args=[request.uid, letter.pk])
        for letter in (household, landlord)
    ]
    assert [agent.get(link).status_code for link in links] == [200, 404]
    staff = cast.client(cast.case_worker)
    assert BACK in staff.get(reverse("secours_loyer:file", args=[request.uid])).content.decode()


def test_paid_again_it_no_longer_says_that_it_came_back(path: Path) -> None:
    cast = path.cast
    old = returned(path)
    request = old.award.decision.request
    new = replace_order(old, account=path.account(), by=cast.finance, at=cast.at)
    new = orders.check_order(new, by=cast.finance, at=cast.at)
    for approver in (cast.manager, cast.signatory):
        new = orders.approve_order(new, digest=digest_of(new), by=approver, at=cast.at)
    export_batch(path.closed(new), by=cast.finance, at=cast.at)
    returns.mark_paid(new.end_to_end_id, by=cast.finance, at=cast.at)
    told = followed(request)
    assert (told["state"], told["next"]) == ("Payée", "L’aide est payée au bailleur.")
    assert "Paiement revenu" not in [line["label"] for line in told["lines"]]


def test_a_paid_file_says_that_it_is_paid_to_everybody(path: Path) -> None:
    cast, request = path.cast, paid(path).award.decision.request
    pages = [
        cast.client(who).get(reverse(f"secours_loyer:{page}", args=[request.uid])).content.decode()
        for who, page in (
            (cast.case_worker, "file"),
            (cast.reception, "file"),
            (cast.agent_a, "own_request"),
        )
    ]
    for page in pages:
        assert "L’aide est payée au bailleur." in page
        assert "Si l’aide est accordée" not in page


def test_a_granted_file_says_that_its_payment_is_awaited(path: Path) -> None:
    request = path.granted().request
    request = notify(request, by=path.cast.secretary, at=path.cast.at)
    assert followed(request)["next"].endswith("le bailleur va être payé.")
