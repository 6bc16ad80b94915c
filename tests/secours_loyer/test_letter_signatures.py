"""A decision has an author: first name, last name, office and day on each of its letters."""

from __future__ import annotations

import pytest

from secours_loyer.actions import notifying, returns, sessions
from secours_loyer.actions.export import export_batch
from secours_loyer.models import Letter, LetterKind
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_commission_papers import text_of

pytestmark = pytest.mark.django_db


def written(kind: str) -> str:
    return " ".join(text_of(Letter.objects.get(kind=kind).file.content.read()).split())


@pytest.mark.parametrize("outcome", ["accord", "refus", "ajourne"])
def test_the_letters_of_a_session_name_their_signatory(path: Path, outcome: str) -> None:
    session = path.signed(path.lifted(path.validated(), outcome))
    notifying.notify_session(session, by=path.cast.secretary, at=path.cast.at)
    kind = LetterKind.ADJOURNED if outcome == "ajourne" else LetterKind.DECISION
    text = written(kind)
    assert path.cast.signatory.get_full_name() in text
    assert "Signataire des décisions" in text
    assert "Président ou signataire délégué" not in text
    assert "igné" in text.split(path.cast.signatory.get_full_name())[1]


def test_the_office_is_the_one_noted_for_the_session(path: Path) -> None:
    cast = path.cast
    request = path.validated()
    session = path.prepared_session(request)
    sessions.seat(
        session, name="Membre d’essai A", title="Vice-présidente du CCAS", user=cast.signatory,
        by=cast.secretary, at=cast.at,
    )  # fmt: skip
    session = sessions.open_session(session, by=cast.secretary, at=cast.at)
    for item in session.items.all():
        path.entered(item)
    session = sessions.lift_session(session, by=cast.secretary, at=cast.at)
    path.signed(session)
    notifying.notify_session(session, by=cast.secretary, at=cast.at)
    text = written(LetterKind.DECISION)
    assert "Vice-présidente du CCAS" in text
    assert cast.signatory.get_full_name() in text


def test_the_notices_of_payment_name_who_decided(path: Path) -> None:
    order = path.approved()
    export_batch(path.closed(order), by=path.cast.finance, at=path.cast.at)
    returns.mark_paid(order.end_to_end_id, by=path.cast.finance, at=path.cast.at)
    for kind in (LetterKind.PAID_HOUSEHOLD, LetterKind.PAID_LANDLORD):
        text = written(kind)
        assert path.cast.signatory.get_full_name() in text
        assert f"Décision {order.award.decision.number} signée" in text
