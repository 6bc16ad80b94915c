"""One search over everything, and the lists that may be taken away: rights, traces, no formula."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from actors.models import SensitiveRead, User
from secours_loyer.actions.notifying import notify
from secours_loyer.models import Decision, PaymentOrder, RentRequest
from secours_loyer.queries.search import search_all
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db
SEARCH = "secours_loyer:search"


def titles(user: User, typed: str) -> set[str]:
    groups, _files = search_all(User.objects.get(pk=user.pk), typed)
    return {group["title"] for group in groups}


def test_each_number_is_found_by_those_who_may_read_it(path: Path) -> None:
    cast = path.cast
    order = path.approved()
    batch = path.closed(order)
    decision = order.award.decision
    path.plan(decision)
    request = decision.request
    everywhere = {"Demandes", "Décisions", "Ordres de paiement", "Plans d’apurement"}
    assert titles(cast.finance, request.number) == everywhere
    assert titles(cast.secretary, request.number) == everywhere - {"Ordres de paiement"}
    assert titles(cast.reception, request.number) == {"Demandes"}
    assert titles(cast.finance, order.end_to_end_id.lower()) == {"Ordres de paiement"}
    assert titles(cast.case_worker, order.end_to_end_id) == set()
    assert titles(cast.auditor, decision.number) == {"Décisions"}
    assert titles(cast.reception, decision.number) == set()
    assert titles(cast.finance, batch.number) == {"Lots"}
    assert titles(cast.reception, "habitat essai") == {"Demandes", "Comptes des bailleurs"}
    assert titles(cast.secretary, "com-2026") == {"Séances"}
    assert titles(cast.reception, "VÉSLE") == {"Demandes"}
    assert titles(cast.agent_a, request.number) == titles(cast.finance, "introuvable") == set()


def test_lists_say_what_was_answered_and_whose_files_they_are(path: Path) -> None:
    request = path.granted().request
    cast, listed = path.cast, reverse("secours_loyer:requests")
    own = cast.client(request.instructor).get(f"{listed}?dossiers=miens").text
    assert request.number in own
    assert "Nouvelle demande" in own
    assert request.number not in cast.client(cast.manager).get(f"{listed}?dossiers=miens").text
    assert "Nouvelle demande" not in cast.client(cast.finance).get(listed).text
    notify(request, by=cast.secretary, at=cast.at)
    for page in (listed, f"{reverse(SEARCH)}?q={request.number}"):
        shown = cast.client(cast.finance).get(page).text.lower()
        assert "accordée, à payer" in shown, page


def test_the_page_notes_whose_file_it_names(path: Path) -> None:
    request = path.granted().request
    client = path.cast.client(path.cast.manager)
    url = reverse(SEARCH)
    assert SensitiveRead.objects.filter(route=SEARCH).count() == 0
    page = client.get(url, {"q": "v"}).content.decode()
    assert "au moins 2 caractères" in page
    assert SensitiveRead.objects.filter(route=SEARCH).count() == 0
    page = client.get(url, {"q": "vesle"}).content.decode()
    assert reverse("secours_loyer:file", args=[request.uid]) in page
    read = SensitiveRead.objects.get(route=SEARCH)
    assert (read.household, read.reader) == (request.household.uid, path.cast.manager)
    assert "Rien ne correspond" in client.get(url, {"q": "introuvable"}).content.decode()


def test_the_whole_list_is_the_search_again(path: Path) -> None:
    for number in range(11):
        path.filed(last=f"Vesle{number}", reference=f"L-{number}")
    client = path.cast.client(path.cast.reception)
    (group,) = client.get(reverse(SEARCH), {"q": "vesle"}).context["groups"]
    assert (len(group["rows"]), group["count"]) == (10, 11)
    assert client.get(group["action"]["url"]).context["paginator"].count == 11


def test_the_search_asks_as_much_for_one_file_as_for_three(path: Path) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert path.cast.client(path.cast.manager).get(reverse(SEARCH), {"q": "2026"})
        return len(captured)

    path.plan(path.approved().award.decision)
    queries()
    first = queries()
    for number, last in enumerate(("Suippe", "Loire"), start=2):
        path.plan(path.approved(last=last, reference=f"L-{number}").award.decision)
    assert queries() == first


EXPORTS = {
    "requests": {"case_worker", "manager", "secretary", "signatory", "finance", "auditor"},
    "decisions": {"case_worker", "manager", "secretary", "signatory", "finance", "auditor"},
    "plans": {"case_worker", "manager", "secretary", "signatory", "finance", "auditor"},
    "orders": {"manager", "signatory", "finance", "auditor"},
}
STAFF = {"reception", *EXPORTS["requests"]}


@pytest.mark.parametrize("name", EXPORTS)
def test_a_list_is_taken_away_by_those_who_may_and_it_is_written(path: Path, name: str) -> None:
    household = path.plan(path.approved().award.decision).request.household
    url = reverse(f"secours_loyer:{name}")
    for role in sorted(STAFF):
        client = path.cast.client(getattr(path.cast, role))
        before = SensitiveRead.objects.filter(reason="export du secours loyer").count()
        answer = client.get(url, {"format": "csv"})
        allowed = role in EXPORTS[name]
        assert answer.status_code == (200 if allowed else 403), role
        shown = client.get(url)
        assert ("format=csv" in shown.content.decode()) == allowed, role
        noted = SensitiveRead.objects.filter(reason="export du secours loyer")
        assert noted.count() - before == (1 if allowed else 0), role
        if allowed:
            read = noted.latest("pk")
            assert (read.household, read.route) == (household.uid, f"secours_loyer:{name}")
            assert len(rows_of(answer.content)) == 2


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_amounts_add_up_and_nothing_is_a_formula(path: Path) -> None:
    order = path.approved()
    household = order.award.decision.request.household
    type(household).objects.filter(pk=household.pk).update(name="=HYPERLINK(1)")
    client = path.cast.client(path.cast.manager)
    for name, column, wanted in (
        ("requests", "Dette certifiée (€)", 1000),
        ("decisions", "Aide (€)", 600),
        ("orders", "Montant (€)", 600),
    ):
        url = reverse(f"secours_loyer:{name}")
        sheet = load_workbook(
            io.BytesIO(client.get(url, {"format": "xlsx"}).content), read_only=True
        ).active
        heads, line = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert line[heads.index(column)] == wanted
        text = client.get(url, {"format": "csv"}).content.decode()
        assert not re.search(r"(^|;|\n)\"?[=@+]", text), text
    assert PaymentOrder.objects.get() == order
    assert Decision.objects.get().request == RentRequest.objects.get()


def test_what_is_chosen_is_what_leaves(path: Path) -> None:
    path.granted()
    path.decided(path.validated(last="Suippe", reference="L-2"), "refus")
    client = path.cast.client(path.cast.auditor)
    url = reverse("secours_loyer:decisions")
    chosen = rows_of(client.get(url, {"format": "csv", "etat": "refus"}).content)
    assert [row[3] for row in chosen] == ["Résultat", "Refus"]
    everything = rows_of(client.get(url, {"format": "csv", "etat": "n’importe quoi"}).content)
    assert len(everything) == 3
    assert len(rows_of(client.get(url, {"format": "csv", "q": "suippe"}).content)) == 2


def test_a_refusal_has_no_plan_in_the_file(path: Path) -> None:
    """What it leaves is the household's; the parts still make the debt."""
    granted = path.granted()
    path.decided(path.validated(last="Suippe", reference="L-2"), "refus")
    url = reverse("secours_loyer:decisions")
    content = path.cast.client(path.cast.auditor).get(url, {"format": "xlsx"}).content
    sheet = load_workbook(io.BytesIO(content), read_only=True).active
    heads, *lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    rows = {line[heads.index("Résultat")]: dict(zip(heads, line, strict=True)) for line in lines}
    refusal, grant = rows["Refus"], rows["Accord"]
    assert refusal["Plan d’apurement (€)"] is None
    assert refusal["Sans financement (€)"] == refusal["Dette certifiée (€)"] == 1000
    assert grant["Plan d’apurement (€)"] == granted.plan_cents / 100 == 400
    assert grant["Sans financement (€)"] == 0
