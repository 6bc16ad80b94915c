"""What a landlord may say behind the link: a statement, an agreement, a part, a rent, a RIB."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import (
    account_proposals,
    accounts,
    appeals,
    filing,
    landlord_links,
    notifying,
    plans,
)
from secours_loyer.actions.filing import Upload
from secours_loyer.models import (
    AccountProposal,
    CurrentRent,
    InstalmentFact,
    LandlordAccount,
    LandlordLink,
    LandlordReport,
    RentRequest,
)
from secours_loyer.queries.landlord_links import new_token
from secours_loyer.queries.work_lists import work_lists_for
from tests.secours_loyer.path import IBAN, OTHER_IBAN, PDF, Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
AFTER = "2027-01-12T09:00+01:00"


def _link(path: Path, request: RentRequest) -> LandlordLink:
    return landlord_links.open_link(request, by=path.cast.case_worker, at=path.cast.at)


def _address(link: LandlordLink) -> str:
    return reverse("secours_loyer:landlord_file", args=[new_token(link.uid)])


def _pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("papier.pdf", PDF, "application/pdf")


def _say(address: str, gesture: str, **more: Any) -> Any:
    return Client().post(address, {"geste": gesture, **more})


def test_a_certified_statement_is_compared_with_the_request(path: Path) -> None:
    cast, request = path.cast, path.filed()
    address = _address(_link(path, request))
    given = {"decompte-cents": "1 050,00", "decompte-said_on": "20/11/2026"}
    late = {**given, "decompte-said_on": "24/11/2026", "decompte-file": _pdf()}
    assert "daté de l’avenir" in _say(address, "decompte", **late).content.decode()
    assert _say(address, "decompte", **given).status_code == 422
    assert _say(address, "decompte", **given, **{"decompte-file": _pdf()}).status_code == 302
    said = LandlordReport.objects.get()
    assert (said.kind, said.cents) == ("decompte", 105_000)
    page = cast.client(cast.case_worker).get(reverse("secours_loyer:file", args=[request.uid])).text
    assert "Le bailleur certifie 1" in page
    paper = reverse("secours_loyer:certified_statement", args=[said.pk])
    assert paper in page
    assert cast.client(cast.reception).get(paper)["Content-Type"] == "application/pdf"
    assert "1 050,00" in Client().get(address).text.replace("\u202f", " ")


def test_a_plan_is_agreed_to_while_it_waits_for_signatures(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    plan = path.plan()
    link = _link(path, plan.request)
    address = _address(link)
    assert "J’accepte ce plan" not in Client().get(address).text
    plan = plans.approve_plan(plan, by=cast.manager, at=at)
    assert "J’accepte ce plan" in Client().get(address).text
    assert _say(address, "acceptee").status_code == 302
    assert "Vous avez accepté ce plan" in Client().get(address).text
    said = LandlordReport.objects.get()
    assert said.plan == plan
    shown = cast.client(cast.case_worker).get(reverse("secours_loyer:plan", args=[plan.uid])).text
    assert "accepté par son lien" in shown
    plans.sign_plan(plan, tenant_on=at.date(), landlord_on=at.date(), by=cast.case_worker, at=at)
    plan.refresh_from_db()
    with pytest.raises(Refused, match="n’attend plus"):
        landlord_links.report(link, kind="acceptee", plan=plan, at=at)


def test_a_part_of_an_instalment_and_the_rent_of_a_month(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = path.running_plan()
    address = _address(_link(path, plan.request))
    monkeypatch.setenv("PORTAIL_CLOCK", AFTER)
    first = plan.instalments.all()[0]
    page = Client().get(address).text
    for words in ("Payée en partie", "Loyer impayé", "Proposer un RIB"):
        assert words in page
    part = {"echeance": first.pk, "partielle-cents": "10,00"}
    assert _say(address, "partielle", echeance=first.pk).status_code == 422
    assert _say(address, "partielle", **part).status_code == 302
    assert InstalmentFact.objects.get().cents == 1_000
    assert _say(address, "loyer_impaye", mois="2027-01-01").status_code == 302
    assert CurrentRent.objects.get().kind == "impaye"
    for wrong in ("", "2027-13-01", "2027-02-01"):
        assert _say(address, "loyer_paye", mois=wrong).status_code == 302
    assert CurrentRent.objects.count() == 1
    plan.refresh_from_db()
    assert plan.state == "en_alerte"


def test_a_proposed_rib_is_never_an_account(path: Path) -> None:
    cast, request = path.cast, path.filed()
    address = _address(_link(path, request))
    given = {"rib-iban": OTHER_IBAN, "rib-holder": "HABITAT D'ESSAI"}
    wrong = {**given, "rib-iban": f"{OTHER_IBAN[:-1]}0", "rib-file": _pdf()}
    assert _say(address, "rib", **wrong).status_code == 422
    landlord = Client()
    sent = landlord.post(address, {"geste": "rib", **given, "rib-file": _pdf()}, follow=True)
    assert "C’est noté. RIB transmis, le CCAS vous appellera pour le vérifier. Merci." in sent.text
    again = _say(address, "rib", **given, **{"rib-file": _pdf()})
    assert "attend déjà" in again.content.decode()
    assert not LandlordAccount.objects.exists()
    shown = Client().get(address).text
    assert OTHER_IBAN not in shown
    assert "0189" in shown
    page = reverse("secours_loyer:file", args=[request.uid])
    desk = cast.client(cast.reception)
    assert "RIB proposé par le bailleur" in desk.get(page).text
    assert "RIB proposé par le bailleur" not in cast.client(cast.auditor).get(page).text
    assert desk.post(f"{page}take_proposal/").status_code == 302
    account = LandlordAccount.objects.get()
    assert (account.iban, account.state, account.entered_by) == (
        OTHER_IBAN, "saisi", cast.reception,
    )  # fmt: skip
    assert AccountProposal.objects.get().account == account
    assert desk.post(f"{page}take_proposal/").status_code == 422


def test_a_proposal_is_set_aside_by_those_who_may(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    link = _link(path, path.filed())
    paper = Upload("rib.pdf", PDF)
    made = account_proposals.propose_account(link, iban=IBAN, holder="X", file=paper, at=at)
    with pytest.raises(Refused, match="accueil"):
        account_proposals.dismiss_proposal(made, by=cast.finance, at=at)
    account_proposals.dismiss_proposal(made, by=cast.case_worker, at=at)
    with pytest.raises(Refused, match="déjà traité"):
        account_proposals.take_proposal(made, by=cast.reception, at=at)


def test_sql_keeps_what_a_landlord_said(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    link = _link(path, path.filed())
    paper = Upload("rib.pdf", PDF)
    account_proposals.propose_account(link, iban=OTHER_IBAN, holder="X", file=paper, at=at)
    other = path.account(IBAN)
    table = "secours_loyer_accountproposal"
    refused(f"UPDATE {table} SET iban = 'X'", by="proposal_frozen")  # noqa: S608
    refused(f"DELETE FROM {table}", by="proposal_kept")  # noqa: S608
    refused(
        f"UPDATE {table} SET account_id = %s, answered_by_id = %s, answered_at = now()",  # noqa: S608
        other.pk,
        cast.reception.pk,
        by="proposal_taken_as_is",
    )
    refused(f"UPDATE {table} SET answered_at = now()", by="proposal_answered_by_one")  # noqa: S608
    landlord_links.certify_statement(
        link, cents=1, said_on=paris_day(at) - timedelta(days=1), file=paper, at=at
    )
    copy = (
        "INSERT INTO secours_loyer_landlordreport (link_id, kind, cents, said_on, file_id, at, why)"
        " SELECT link_id, {kind}, {cents}, {day}, {file}, at, '' FROM secours_loyer_landlordreport"
    )
    for kind, cents, day, file, wall in (
        ("'decompte'", "NULL", "said_on", "file_id", "landlord_report_amount"),
        ("'decompte'", "0", "said_on", "file_id", "landlord_report_amount"),
        ("'decompte'", "1", "NULL", "file_id", "landlord_statement_dated"),
        ("'decompte'", "1", "said_on", "NULL", "landlord_report_subject"),
        ("'dette'", "NULL", "NULL", "file_id", "landlord_report_subject"),
        ("'acceptee'", "NULL", "NULL", "NULL", "landlord_report_subject"),
    ):
        refused(copy.format(kind=kind, cents=cents, day=day, file=file), by=wall)
    refused("UPDATE secours_loyer_landlordreport SET cents = 2", by="landlord_report_append_only")


def test_a_closed_link_says_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = _address(_link(path, path.filed()))
    after = datetime.fromisoformat("2027-03-12T09:00+01:00")
    monkeypatch.setenv("PORTAIL_CLOCK", after.isoformat())
    for gesture in ("decompte", "rib", "acceptee", "loyer_paye"):
        assert _say(address, gesture).status_code == 404


@pytest.mark.parametrize("ended", ["L’aide est refusée", "Cette demande est retirée"])
def test_nothing_is_asked_about_a_request_that_ended_without_aid(path: Path, ended: str) -> None:
    cast, at = path.cast, path.cast.at
    refused_one = ended == "L’aide est refusée"
    request = path.validated() if refused_one else path.filed()
    link = _link(path, request)
    if refused_one:
        path.decided(request, "refus")
    else:
        filing.withdraw(request, by=cast.reception, at=at)
    told = f"{ended} : vous n’avez rien à faire ici."
    address = _address(link)
    tenant = reverse("secours_loyer:tenant", args=[request.uid])
    for shown in (Client().get(address).text, cast.client(cast.landlord_agent).get(tenant).text):
        assert told in shown
        for offer in ("Confirmer cette dette", "Contester", "décompte", "RIB", "Répondre au CCAS"):
            assert offer not in shown
    assert told in Client().post(address, {"geste": "dette"}, follow=True).text
    link = LandlordLink.objects.get()
    paper = Upload("papier.pdf", PDF)
    for say in (
        lambda: landlord_links.report(link, kind="dette", at=at),
        lambda: landlord_links.certify_statement(
            link, cents=100, said_on=at.date(), file=paper, at=at
        ),
        lambda: account_proposals.propose_account(link, iban=IBAN, holder="X", file=paper, at=at),
    ):
        with pytest.raises(Refused, match=ended):
            say()
    assert not LandlordReport.objects.exists()


def test_a_rib_of_a_request_that_ended_without_aid_is_only_set_aside(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.validated()
    made = account_proposals.propose_account(
        _link(path, request), iban=OTHER_IBAN, holder="X", file=Upload("rib.pdf", PDF), at=at
    )
    listed = "RIB proposés par un bailleur, à saisir"

    def waiting() -> int:
        lists = work_lists_for(cast.reception, on=paris_day(at))
        return next(one["count"] for one in lists if one["title"] == listed)

    assert waiting() == 1
    path.decided(request, "refus")
    assert waiting() == 0
    page = reverse("secours_loyer:file", args=[request.uid])
    desk = cast.client(cast.reception)
    assert f"{page}take_proposal/" not in desk.get(page).text
    assert f"{page}dismiss_proposal/" in desk.get(page).text
    with pytest.raises(Refused, match="L’aide est refusée : ce RIB ne servira pas"):
        account_proposals.take_proposal(made, by=cast.reception, at=at)
    assert not LandlordAccount.objects.exists()
    account = accounts.enter_account(
        request.tenancy.landlord, iban=OTHER_IBAN, holder="X", paper=made.file, request=request,
        by=cast.reception, at=at,
    )  # fmt: skip
    refused(
        "UPDATE secours_loyer_accountproposal SET account_id = %s, answered_by_id = %s,"
        " answered_at = now()",
        account.pk,
        cast.reception.pk,
        by="proposal_of_live_request",
    )
    account_proposals.dismiss_proposal(made, by=cast.reception, at=at)


def test_a_rib_of_a_contested_refusal_may_still_be_entered(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.validated()
    made = account_proposals.propose_account(
        _link(path, request), iban=OTHER_IBAN, holder="X", file=Upload("rib.pdf", PDF), at=at
    )
    request = path.decided(request, "refus").request
    appeals.note_appeal(
        notifying.notify(request, by=cast.secretary, at=at),
        received_on=paris_day(at),
        reason="Mes ressources ont baissé.",
        by=cast.reception,
        at=at,
    )
    assert account_proposals.take_proposal(made, by=cast.reception, at=at).iban == OTHER_IBAN
