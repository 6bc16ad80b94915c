"""What the commission reads of other funds and shares; what a grant tells; one paper to sign."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from actors.actions.parameters import decide_parameter
from secours_loyer.actions import cofunding, entries, landlord_links, notifying, plans, sessions
from secours_loyer.models import Letter, LetterKind, SessionMinutes
from secours_loyer.queries.landlord_links import new_token
from secours_loyer.queries.sheet import sheets_of
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_commission_papers import text_of

pytestmark = pytest.mark.django_db


def _plain(text: str) -> str:
    return " ".join(text.split())


def test_the_commission_reads_what_other_funds_were_asked_gave_and_refused(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.validated()
    for fund, answer, cents in (("fsl", "demandee", 60_000), ("caf", "refusee", 0)):
        cofunding.note_cofunding(
            request, fund=fund, answer=answer, amount_cents=cents, by=cast.case_worker, at=at
        )
    session = path.open_session(request)
    lines = dict(sheets_of(list(session.items.all()))[0].lines)
    assert lines["Autres financements accordés"] == "Aucun"
    asked = _plain(lines["Autres financements demandés, sans réponse"])
    assert asked == "Fonds de solidarité logement (FSL), 600,00 €"
    assert lines["Autres financements refusés"] == "CAF"
    page = cast.client(cast.secretary).get(reverse("secours_loyer:session", args=[session.number]))
    assert "Demandé ailleurs, sans réponse : Fonds de solidarité" in page.text


def test_the_minutes_say_the_plan_and_what_is_left_before_and_once_signed(path: Path) -> None:
    cast = path.cast
    session = path.open_session(path.validated())
    for item in session.items.all():
        entries.record_outcome(
            item, outcome="accord", motive="Situation passagère.", aid_cents=60_000,
            plan_cents=30_000, by=cast.secretary, at=cast.at,
        )  # fmt: skip
    session = sessions.lift_session(session, by=cast.secretary, at=cast.at)
    told = "Plan d’apurement : 300,00 € ; Reste sans financement : 100,00 €."
    url = reverse("secours_loyer:session", args=[session.number])
    assert told in _plain(cast.client(cast.signatory).get(url).text)


def test_a_grant_says_until_when_what_follows_and_to_keep_paying(path: Path) -> None:
    session = path.signed(path.lifted(path.validated()))
    kept = text_of(bytes(SessionMinutes.objects.get().content))
    assert "Plan d’apurement : 400,00 € ; Reste sans financement : 0,00 €" in kept
    notifying.notify_session(session, by=path.cast.secretary, at=path.cast.at)
    content = Letter.objects.get(kind=LetterKind.DECISION).file.content.read()
    text = text_of(content)
    for told in (
        "Votre demande est acceptée : aide de 600,00 €",
        "Cette décision est valable jusqu’au",
        "Continuez à payer le loyer de chaque mois",
        "Le CCAS l’écrit avec vous, après cette lettre.",
    ):
        assert told in text, told
    last = " ".join(PdfReader(io.BytesIO(content)).pages[-1].extract_text().split())
    # The name is never alone on its page.
    assert "tribunal administratif" in last
    assert path.cast.signatory.get_full_name() in last


def test_what_is_left_unfunded_says_what_to_do(path: Path) -> None:
    cast = path.cast
    request = path.validated()
    session = path.open_session(request)
    for item in session.items.all():
        entries.record_outcome(
            item, outcome="accord", motive="Situation passagère.", aid_cents=60_000,
            plan_cents=0, by=cast.secretary, at=cast.at,
        )  # fmt: skip
    session = path.signed(sessions.lift_session(session, by=cast.secretary, at=cast.at))
    notifying.notify_session(session, by=cast.secretary, at=cast.at)
    text = text_of(Letter.objects.get(kind=LetterKind.DECISION).file.content.read())
    assert "Il reste 400,00 € que personne ne paie encore. Appelez-nous" in text
    assert "plan d’apurement" not in text


def test_one_paper_to_sign_and_a_draft_that_says_so(path: Path) -> None:
    cast, plan = path.cast, path.plan()
    url = reverse("secours_loyer:plan_sheet", args=[plan.uid])
    desk = cast.client(cast.case_worker)
    draft = text_of(b"".join(desk.get(url)))
    assert "Projet de plan d’apurement" in draft
    assert "Ne le signez pas" in draft
    assert "Signatures" not in draft
    plans.approve_plan(plan, by=cast.manager, at=cast.at)
    paper = b"".join(desk.get(url))
    assert paper == Letter.objects.get(kind=LetterKind.PLAN).file.content.read()
    page = next(
        page for page in PdfReader(io.BytesIO(paper)).pages if "Signatures" in page.extract_text()
    )
    assert "Le bailleur, " in page.extract_text()


def test_a_link_that_opens_nothing_says_how_to_get_another(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    decide_parameter(
        "secours.telephone", "03 26 00 00 99", since=at.date(), decision="essai", by=None, at=at
    )
    request = path.filed()
    old = landlord_links.open_link(request, by=cast.case_worker, at=at)
    landlord_links.open_link(request, by=cast.case_worker, at=at + timedelta(minutes=5))
    answers = [
        Client().get(reverse("secours_loyer:landlord_file", args=[token]))
        for token in (new_token(old.uid), "faux", new_token(old.uid)[:-1] + "x")
    ]
    first = answers[0].text
    assert {answer.status_code for answer in answers} == {404}
    assert "Ce lien n’est plus valable" in first
    assert "99" in first
    assert request.number not in first
    bodies = {answer.text.split("<main", 1)[-1].split("</main>")[0] for answer in answers}
    assert len(bodies) == 1
