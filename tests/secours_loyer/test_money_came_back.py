"""A payment came back: the false notices are undone in writing, and every page says it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from secours_loyer.actions import orders, returns
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.notifying import notify
from secours_loyer.actions.replacing import replace_order
from secours_loyer.actions.return_import import import_returns
from secours_loyer.letters.follow import follow_sheet
from secours_loyer.models import Letter, LetterKind, PaymentOrder, digest_of
from secours_loyer.queries.follow import followed
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_told import words

pytestmark = pytest.mark.django_db
BACK = "Le paiement est revenu : un nouveau versement suivra."


def paid(path: Path) -> PaymentOrder:
    order = path.approved(by=path.cast.agent_a)
    notify(order.award.decision.request, by=path.cast.secretary, at=path.cast.at)
    export_batch(path.closed(order), by=path.cast.finance, at=path.cast.at)
    return returns.mark_paid(order.end_to_end_id, by=path.cast.finance, at=path.cast.at)


def returned(path: Path, code: str = "MS03") -> PaymentOrder:
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
