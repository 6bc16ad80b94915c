"""The sheet for the CCAPEX or the FSL: what they need, nothing social, once the household knows."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.instruction import add_note
from secours_loyer.actions.procedure import note_act
from secours_loyer.actions.referrals import refer
from secours_loyer.actions.rule_of_day import unpaid_for_benefits
from secours_loyer.letters.referral import ReferredTo, referral_sheet
from secours_loyer.models import Letter, LetterKind, ProcedureAct
from secours_loyer.queries.procedure import act_words
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db


def test_the_sheet_says_the_debt_and_the_procedure_and_nothing_social(path: Path) -> None:
    request = path.validated()
    worker, at = path.cast.case_worker, path.cast.at
    add_note(request, text="Note qui reste ici.", by=worker, at=at)
    note_act(
        request, kind="commandement", served_on=date(2026, 11, 2), delay="deux_mois", by=worker,
        at=at,
    )  # fmt: skip
    unpaid = unpaid_for_benefits(request, on=date(2026, 11, 23)).sentence
    text = json.dumps(referral_sheet(request, ReferredTo.FSL, unpaid, at=at), ensure_ascii=False)
    text = text.replace("\xa0", " ")
    for said in (
        *("Famille Vesle", "12 rue de l’Essai", "Habitat d’essai", "Bail du 01/05/2022"),
        *("Commandement de payer, le 02/11/2026", "02/01/2027", "Impayé au sens"),
        "la dette, 1 000,00 €, atteint le seuil de",
        *(
            "Agathe Vesle (adulte), né(e) le 12/04/1985",
            "Téléphone : 03 26 00 00 00",
        ),
    ):
        assert said in text, said
    for hidden in ("Note qui reste", "Perte d’emploi", "ressources", "RSA", request.opinion or "§"):
        assert hidden not in text, hidden


def test_referring_tells_the_household_first_and_the_ccapex_is_an_act(path: Path) -> None:
    request, cast = path.filed(), path.cast
    with pytest.raises(Refused, match="Informez d’abord"):
        refer(request, to="ccapex", informed=False, by=cast.case_worker, at=cast.at)
    with pytest.raises(Refused, match="qui reçoit"):
        refer(request, to="mairie", informed=True, by=cast.case_worker, at=cast.at)
    with pytest.raises(Refused, match="instructeur ou un cadre"):
        refer(request, to="fsl", informed=True, by=cast.reception, at=cast.at)
    page = reverse("secours_loyer:lease", args=[request.uid])
    worker = cast.client(cast.case_worker)
    typed = {"refer-to": "ccapex", "refer-informed": "on"}
    assert worker.post(f"{page}refer/", typed).status_code == 302
    signal = ProcedureAct.objects.get()
    assert (signal.kind, signal.signaller) == ("ccapex", "ccas")
    letter = Letter.objects.get(kind=LetterKind.REFERRAL)
    assert worker.get(reverse("secours_loyer:letter", args=[letter.pk])).status_code == 200
    with pytest.raises(Refused, match="déjà écrite"):
        refer(request, to="ccapex", informed=True, by=cast.case_worker, at=cast.at)
    refer(request, to="fsl", informed=True, by=cast.case_worker, at=cast.at)
    assert ProcedureAct.objects.count() == 1


def test_its_own_report_opens_no_summons(path: Path) -> None:
    """The two months run from the landlord's own report, not from the sheet of the CCAS."""
    request, cast = path.filed(), path.cast
    refer(request, to="ccapex", informed=True, by=cast.case_worker, at=cast.at)
    told = act_words(ProcedureAct.objects.get(), request.tenancy, [])
    assert told.startswith("Par : CCAS.")
    assert "Assignation possible" not in told
    own = note_act(
        request, kind="ccapex", served_on=date(2026, 11, 2), signaller="bailleur",
        by=cast.case_worker, at=cast.at,
    )  # fmt: skip
    told = act_words(own, request.tenancy, [])
    assert told == "Par : bailleur. Assignation possible à partir du 02/01/2027."
