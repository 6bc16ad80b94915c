"""The RIB goes with the account: whoever verifies reads it beside the number; it never changes."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actors.models import JournalEntry, SensitiveRead, StoredFile
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import account_proposals, accounts, filing, landlord_links
from secours_loyer.actions.account_papers import join_rib
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import LandlordAccount, RentRequest
from secours_loyer.queries.ladder import NO_PAPER, paper_words
from tests.secours_loyer.path import IBAN, OTHER_IBAN, PDF, Path
from tests.secours_loyer.test_journey_by_pages import browser
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
OWN = "UPDATE secours_loyer_landlordaccount SET {} WHERE id = %s"


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


def joined(path: Path, request: RentRequest, iban: str = IBAN) -> LandlordAccount:
    return accounts.enter_account(
        request.tenancy.landlord,
        iban=iban,
        holder="HABITAT D'ESSAI",
        paper=filing.Upload("rib du bailleur.pdf", PDF),
        request=request,
        by=path.cast.reception,
        at=path.cast.at,
    )


def step(request: RentRequest) -> str:
    return reverse("secours_loyer:file_step", args=[request.uid, "enter_account"])


def typed(**more: object) -> dict[str, object]:
    fields = {"iban": IBAN, "holder": "Habitat d’essai", **more}
    return {f"enter_account-{name}": value for name, value in fields.items()}


def test_the_file_is_joined_from_the_page_of_the_request(path: Path) -> None:
    request = path.filed()
    rib = SimpleUploadedFile("rib.pdf", PDF)
    answer = browser(path, path.cast.reception).post(step(request), typed(file=rib))
    assert answer.status_code == 302
    account = LandlordAccount.objects.get()
    assert (account.request, str(account.paper)) == (request, "rib.pdf")
    assert list(faults()) == []


def test_an_account_without_its_file_says_so(path: Path) -> None:
    request = path.filed()
    assert browser(path, path.cast.reception).post(step(request), typed()).status_code == 302
    account = LandlordAccount.objects.get()
    assert (account.paper, paper_words(account)) == (None, NO_PAPER)
    seen = browser(path, path.cast.finance).get(
        reverse("secours_loyer:account", args=[account.uid])
    )
    assert NO_PAPER in seen.content.decode()
    rib = reverse("secours_loyer:account_rib", args=[account.uid])
    assert rib not in seen.content.decode()
    assert browser(path, path.cast.finance).get(rib).status_code == 404


def test_what_is_no_rib_is_refused_beside_its_field(path: Path) -> None:
    request = path.filed()
    text = SimpleUploadedFile("rib.doc", b"ceci n'est pas un RIB")
    answer = browser(path, path.cast.reception).post(step(request), typed(file=text))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Déposez un PDF, ou une photo JPEG ou PNG." in page
    assert IBAN in page
    assert "choisissez-le de nouveau" in page
    assert not LandlordAccount.objects.exists()


def test_a_refused_number_keeps_no_file(path: Path) -> None:
    request = path.filed()
    before = StoredFile.objects.count()
    rib = SimpleUploadedFile("rib.pdf", PDF)
    answer = browser(path, path.cast.reception).post(step(request), typed(file=rib, iban="FR76"))
    assert answer.status_code == 422
    assert StoredFile.objects.count() == before


def test_whoever_verifies_reads_it_and_the_reading_is_kept(path: Path) -> None:
    request = path.filed()
    account = joined(path, request)
    client = browser(path, path.cast.finance)
    rib = reverse("secours_loyer:account_rib", args=[account.uid])
    page = client.get(reverse("secours_loyer:account", args=[account.uid])).content.decode()
    assert rib in page
    assert "rib du bailleur.pdf" in page
    answer = client.get(rib)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    read = SensitiveRead.objects.get(route="secours_loyer:account_rib")
    assert (read.reader, read.household) == (path.cast.finance, request.household.uid)
    assert read.classes == ["bank", "content"]


def test_whoever_reads_a_masked_number_reads_no_rib(path: Path) -> None:
    account = joined(path, path.filed())
    client = browser(path, path.cast.reception)
    rib = reverse("secours_loyer:account_rib", args=[account.uid])
    page = client.get(reverse("secours_loyer:account", args=[account.uid])).content.decode()
    assert rib not in page
    assert client.get(rib).status_code == 403


def test_the_rib_that_a_landlord_proposed_goes_with_its_account(path: Path) -> None:
    request = path.filed()
    link = landlord_links.open_link(request, by=path.cast.case_worker, at=path.cast.at)
    proposal = account_proposals.propose_account(
        link, iban=OTHER_IBAN, holder="Habitat d’essai", file=filing.Upload("vu.pdf", PDF),
        at=path.cast.at,
    )  # fmt: skip
    account = account_proposals.take_proposal(proposal, by=path.cast.reception, at=path.cast.at)
    assert (account.paper_id, account.request_id) == (proposal.file_id, request.pk)
    other = joined(path, request)
    link_again = landlord_links.open_link(request, by=path.cast.case_worker, at=path.cast.at)
    again = account_proposals.propose_account(
        link_again, iban=IBAN, holder="Habitat d’essai", file=filing.Upload("autre.pdf", PDF),
        at=path.cast.at,
    )  # fmt: skip
    taken = "UPDATE secours_loyer_accountproposal SET account_id = %s WHERE id = %s"
    refused(taken, other.pk, again.pk, by="proposal_taken_as_is")


def test_the_database_keeps_the_rib_with_its_account(path: Path) -> None:
    request = path.filed()
    account = joined(path, request)
    bare = accounts.enter_account(
        request.tenancy.landlord, iban=OTHER_IBAN, holder="X", by=path.cast.reception,
        at=path.cast.at,
    )  # fmt: skip
    refused(OWN.format("paper_id = NULL"), account.pk, by="account_paper_once")
    refused(OWN.format("request_id = NULL"), account.pk, by="account_paper_once")
    refused(OWN.format(f"request_id = {request.pk}"), bare.pk, by="account_paper_once")
    refused(OWN.format(f"paper_id = '{account.paper_id}'"), bare.pk, by="account_paper_of_request")


def test_a_rib_comes_from_a_request_of_its_landlord(path: Path) -> None:
    request = path.filed()
    stranger = filing.add_landlord(
        filing.NewLandlord("Un autre bailleur", "particulier"), by=path.cast.case_worker,
        at=path.cast.at,
    )  # fmt: skip
    with pytest.raises(Refused, match="depuis un dossier de ce bailleur"):
        accounts.enter_account(
            stranger, iban=IBAN, holder="X", paper=filing.Upload("rib.pdf", PDF), request=request,
            by=path.cast.reception, at=path.cast.at,
        )  # fmt: skip
    with pytest.raises(Refused, match="depuis le dossier qui l’apporte"):
        accounts.enter_account(
            stranger, iban=IBAN, holder="X", paper=filing.Upload("rib.pdf", PDF),
            by=path.cast.reception, at=path.cast.at,
        )  # fmt: skip


def test_the_rib_is_joined_later_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cast, at = path.cast, path.cast.at
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-24T09:00+01:00")
    request = path.filed()
    bare = accounts.enter_account(
        request.tenancy.landlord, iban=IBAN, holder="HABITAT D'ESSAI", by=cast.reception, at=at
    )
    page = reverse("secours_loyer:account", args=[bare.uid])
    desk = browser(path, cast.case_worker)
    assert "Joindre le RIB" in desk.get(page).content.decode()
    assert "Joindre le RIB" not in browser(path, cast.finance).get(page).content.decode()
    sent = {
        "join_rib-request": request.pk, "join_rib-file": SimpleUploadedFile("rib.pdf", PDF)
    }  # fmt: skip
    assert desk.post(f"{page}join_rib/", sent).status_code == 302
    bare.refresh_from_db()
    assert (bare.request, str(bare.paper)) == (request, "rib.pdf")
    assert paper_words(bare) == f"joint le 24/11/2026 par {cast.case_worker}"
    assert "Joindre le RIB" not in desk.get(page).content.decode()
    assert JournalEntry.objects.filter(verb="join_rib").count() == 1
    with pytest.raises(Refused, match="déjà joint"):
        join_rib(bare, request=request, paper=filing.Upload("a.pdf", PDF), by=cast.reception, at=at)
    assert list(faults()) == []


def test_whoever_judges_the_rib_does_not_bring_it(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed()
    account = path.account()
    paper = filing.Upload("rib.pdf", PDF)
    with pytest.raises(Refused, match="accueil ou l’instructeur"):
        join_rib(account, request=request, paper=paper, by=cast.finance, at=at)
    other = StoredFile.objects.create(
        name="x.pdf", media_type="application/pdf", size=1, sha256="0" * 64, created_at=at,
        created_by=cast.finance,
    )  # fmt: skip
    late = f"paper_id = '{other.pk}', request_id = {request.pk}"
    refused(OWN.format(late), account.pk, by="account_paper_by_typist")
    joined_later = join_rib(account, request=request, paper=paper, by=cast.reception, at=at)
    assert joined_later.state == "actif"
