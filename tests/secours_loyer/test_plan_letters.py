"""Letters of a plan: what is signed, one reminder an instalment, the breach; kept as sent."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from django.urls import reverse
from pypdf import PdfReader

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import instalments, plan_letters, plans
from secours_loyer.models import Instalment, Letter, LetterKind
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_commission_papers import text_of

pytestmark = pytest.mark.django_db
AFTER = datetime.fromisoformat("2027-02-06T09:00+01:00")


def _text(letter: Letter) -> str:
    return text_of(letter.file.content.read())


def test_the_convention_is_written_when_the_plan_is_approved(path: Path) -> None:
    plan = path.running_plan()
    letter = Letter.objects.get(kind=LetterKind.PLAN)
    content = letter.file.content.read()
    text = text_of(content)
    for words in ("400,00 €", "1342-10", "31 décembre 2026", "surendettement", "Habitat d’essai"):
        assert words.lower() in text.lower(), words
    assert "RSA" not in text
    root = PdfReader(io.BytesIO(content)).trailer["/Root"]
    assert str(root["/Lang"]).startswith("fr")
    assert root["/MarkInfo"]["/Marked"]
    worker = path.cast.client(path.cast.case_worker)
    page = reverse("secours_loyer:plan", args=[plan.uid])
    assert reverse("secours_loyer:letter", args=[letter.pk]) in worker.get(page).text


def test_one_reminder_for_what_is_not_paid(path: Path) -> None:
    cast, plan = path.cast, path.running_plan()
    first, second, third, *_rest = Instalment.objects.filter(plan=plan)
    send = {"by": cast.case_worker, "at": AFTER}
    instalments.note_instalment(first, kind="confirmee", **send)
    instalments.note_instalment(second, kind="partielle", cents=1_000, **send)
    with pytest.raises(Refused, match="n’appelle pas"):
        plan_letters.send_reminder(plan, instalment=first, **send)
    with pytest.raises(Refused, match="n’appelle pas"):
        plan_letters.send_reminder(plan, instalment=third, **send)
    with pytest.raises(Refused, match="instructeur"):
        plan_letters.send_reminder(plan, instalment=second, by=cast.finance, at=AFTER)
    plan_letters.send_reminder(plan, instalment=second, **send)
    with pytest.raises(Refused, match="déjà écrite"):
        plan_letters.send_reminder(plan, instalment=second, **send)
    text = _text(Letter.objects.get(kind=LetterKind.REMINDER))
    assert "31 janvier 2027" in text
    assert "10,00 € ont été reçus" in text


def test_the_breach_says_what_is_paid_and_left(path: Path) -> None:
    cast, plan = path.cast, path.running_plan(count=4)
    first = Instalment.objects.filter(plan=plan)[0]
    send = {"by": cast.case_worker, "at": AFTER}
    instalments.note_instalment(first, kind="confirmee", **send)
    plans.break_plan(plan, by=cast.manager, at=AFTER)
    text = _text(Letter.objects.get(kind=LetterKind.BREACH))
    assert "Sur 400,00 €, 100,00 € ont été payés. Il reste 300,00 €" in text
    assert "31 janvier 2027" in text


def test_the_association_that_filed_reads_them(path: Path) -> None:
    """And is told by e-mail that one waits."""
    cast = path.cast
    decision = path.granted(by=cast.agent_a)
    plan = path.running_plan(decision)
    agent = cast.client(cast.agent_a)
    shown = agent.get(reverse("secours_loyer:own_request", args=[plan.request.uid])).text
    assert "À venir" in shown
    letter = Letter.objects.get(kind=LetterKind.PLAN)
    address = reverse("secours_loyer:own_letter", args=[plan.request.uid, letter.pk])
    assert address in shown
    assert agent.get(address)["Content-Type"] == "application/pdf"
