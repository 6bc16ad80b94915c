"""Each work list has its own page, for its role alone; it may be taken away, and that is kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from actors.models import SensitiveRead, User
from secours_loyer.actions import (
    account_proposals,
    accounts,
    filing,
    instruction,
    landlord_links,
    pieces,
)
from secours_loyer.actions.instruction import compute_assessment
from secours_loyer.actions.procedure import cross_out, note_act
from secours_loyer.models import RentRequest
from secours_loyer.queries.work_lists import all_tasks, work_lists_for
from secours_loyer.queries.work_lists.households import households_of
from secours_loyer.queries.work_lists.task import name_of
from tests.secours_loyer.path import IBAN, OTHER_IBAN, PDF, Path
from tests.secours_loyer.test_journey_by_pages import browser

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
TO_TAKE = "Demandes à prendre en instruction"
URGENT = "Demandes urgentes à décider par délégation"


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


def page_of(title: str) -> str:
    return reverse("secours_loyer:work_list", args=[name_of(title)])


def counts(user: User) -> dict[str, int]:
    fresh = User.objects.get(pk=user.pk)
    return {entry["title"]: entry["count"] for entry in work_lists_for(fresh, on=TODAY)}


def test_the_dashboard_leads_to_the_whole_list(path: Path) -> None:
    request = path.filed()
    worker = browser(path, path.cast.case_worker)
    board = worker.get(reverse("secours_loyer:board")).content.decode()
    assert page_of(TO_TAKE) in board
    assert "Tout voir (1)" in board
    whole = worker.get(page_of(TO_TAKE))
    assert whole.status_code == 200
    assert request.number in whole.content.decode()


def test_an_empty_list_says_so(path: Path) -> None:
    empty = browser(path, path.cast.case_worker).get(page_of(TO_TAKE))
    assert empty.status_code == 200
    assert "Rien n’attend ici." in empty.content.decode()


def test_a_list_is_for_its_role_alone(path: Path) -> None:
    path.filed()
    page = page_of(TO_TAKE)
    for stranger in (path.cast.reception, path.cast.finance, path.cast.secretary):
        assert browser(path, stranger).get(page).status_code == 403
    nowhere = reverse("secours_loyer:work_list", args=["rien-de-tel"])
    assert browser(path, path.cast.case_worker).get(nowhere).status_code == 404


def test_every_list_has_a_name_of_its_own_address(path: Path) -> None:
    titles = {task[1] for task in all_tasks(path.cast.manager, TODAY)}
    assert len({name_of(title) for title in titles}) == len(titles)


def test_a_list_taken_away_is_kept_household_by_household(path: Path) -> None:
    request = path.filed()
    worker = browser(path, path.cast.case_worker)
    answer = worker.get(page_of(TO_TAKE), {"format": "csv"})
    assert answer.status_code == 200
    assert request.number in answer.content.decode("utf-8-sig")
    read = SensitiveRead.objects.get(route="secours_loyer:work_list")
    assert (read.household, read.reason) == (request.household.uid, "export du secours loyer")
    sheet = worker.get(page_of(TO_TAKE), {"format": "xlsx"})
    assert sheet.content[:2] == b"PK"


def test_the_reception_takes_nothing_away(path: Path) -> None:
    page = page_of("Pièces attendues")
    reception = browser(path, path.cast.reception)
    seen = reception.get(page)
    assert seen.status_code == 200
    assert "format=csv" not in seen.content.decode()
    assert reception.get(page, {"format": "csv"}).status_code == 403
    assert not SensitiveRead.objects.filter(route="secours_loyer:work_list").exists()


def test_whose_households_each_list_speaks_of(path: Path) -> None:
    order = path.checked()
    household = order.award.decision.request.household.uid
    for title in ("Ordres à approuver", "Décisions à envoyer"):
        found = next(t for t in all_tasks(path.cast.manager, TODAY) if t[1] == title)
        assert households_of(found[2]) in ([household], [])
    approve = next(t for t in all_tasks(path.cast.manager, TODAY) if t[1] == "Ordres à approuver")
    assert households_of(approve[2]) == [household]


def test_the_reception_finds_papers_and_proposed_accounts(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed()
    paper = filing.Upload("bail.pdf", PDF)
    line = request.checklist.get(kind="bail")
    pieces.add_pieces(request, [paper], answers=line, by=cast.case_worker, at=at)
    link = landlord_links.open_link(request, by=cast.case_worker, at=at)
    proposal = account_proposals.propose_account(
        link, iban=OTHER_IBAN, holder="HABITAT D'ESSAI", file=paper, at=at
    )
    found = counts(cast.reception)
    assert found["Pièces reçues à vérifier"] == 1
    assert found["RIB proposés par un bailleur, à saisir"] == 1
    assert "Ordres à approuver" not in found
    account_proposals.take_proposal(proposal, by=cast.reception, at=at)
    assert counts(cast.reception)["RIB proposés par un bailleur, à saisir"] == 0


def test_what_is_asked_reaches_whoever_filed_at_the_ccas(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    own = path.filed(by=cast.case_worker)
    theirs = path.filed(by=cast.agent_a, last="Suippe", reference="L-2")
    for request in (own, theirs):
        instruction.ask_missing(request, missing="Le bail.", by=cast.reception, at=at)
    assert counts(cast.case_worker)["Complétez la demande"] == 1
    assert "Complétez la demande" not in counts(cast.reception)
    shown = cast.client(cast.case_worker).get(reverse("secours_loyer:board")).content.decode()
    assert "Complétez la demande" in shown
    assert reverse("secours_loyer:file", args=[own.uid]) in shown
    # The association reads the same words where it signs in.
    home = cast.client(cast.agent_a).get(reverse("actors:partner_home")).content.decode()
    assert "Complétez la demande" in home
    assert theirs.number in home


def test_numbers_to_find_or_confirm_wait_for_another_than_the_typist(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    title = "Numéros de bailleurs à trouver ou à confirmer"
    new = filing.NewLandlord("Jean Essai", "particulier")
    unknown = filing.add_landlord(new, by=cast.agent_a, at=at)
    given = filing.NewLandlord("Odile Essai", "particulier", known_phone="06 00 00 00 09")
    landlord = filing.add_landlord(given, by=cast.agent_a, at=at)
    first = accounts.enter_account(unknown, iban=IBAN, holder="JEAN", by=cast.reception, at=at)
    accounts.enter_account(landlord, iban=OTHER_IBAN, holder="ODILE", by=cast.reception, at=at)
    assert counts(cast.case_worker)[title] == 2
    assert counts(cast.reception)[title] == 0
    shown = cast.client(cast.case_worker).get(reverse("secours_loyer:board")).content.decode()
    assert reverse("secours_loyer:account", args=[first.uid]) in shown
    assert "0600000009" not in shown
    accounts.note_known_phone(unknown, phone="0326000002", by=cast.case_worker, at=at)
    accounts.confirm_phone(landlord, source="annuaire", by=cast.manager, at=at)
    assert counts(cast.case_worker)[title] == 0


def pressed(path: Path, days: int, **asked: object) -> RentRequest:
    request = path.studied(**asked)  # type: ignore[arg-type]
    note_act(
        request, kind="audience", served_on=TODAY + timedelta(days=days),
        by=path.cast.case_worker, at=path.cast.at,
    )  # fmt: skip
    return request


def test_the_signatory_finds_what_cannot_wait(path: Path) -> None:
    request = pressed(path, 8)
    assert counts(path.cast.signatory)[URGENT] == 0, "nothing is computed"
    compute_assessment(request, by=path.cast.case_worker, at=path.cast.at)
    assert counts(path.cast.signatory)[URGENT] == 1
    told = browser(path, path.cast.signatory).get(page_of(URGENT)).content.decode()
    assert request.number in told
    assert "01/12/2026" in told
    act = request.tenancy.acts.get()
    cross_out(act, request=request, reason="Erreur.", by=path.cast.case_worker, at=path.cast.at)
    assert counts(path.cast.signatory)[URGENT] == 0


def test_the_manager_finds_the_kill_switch_from_the_payments(path: Path) -> None:
    batch = path.closed(path.approved())
    stop = reverse("secours_loyer:payment_stop")
    pages = (
        *(reverse(f"secours_loyer:{name}") for name in ("board", "orders", "batches")),
        reverse("secours_loyer:batch", args=[batch.number]),
        reverse("secours_loyer:order", args=[batch.orders.get().uid]),
    )
    manager, finance = browser(path, path.cast.manager), browser(path, path.cast.finance)
    for page in pages:
        assert f'class="btn" href="{stop}"' in manager.get(page).content.decode(), page
        assert stop not in finance.get(page).content.decode(), page


def test_the_list_of_requests_keeps_those_granted(path: Path) -> None:
    path.filed()
    requests = reverse("secours_loyer:requests")
    page = browser(path, path.cast.manager).get(requests, {"etat": "accordee"}).content.decode()
    assert '<option value="accordee" selected>Accordée</option>' in page
    assert "Notifiée" not in page
    assert "Rien ne correspond" in page
