"""One word for where a request stands: its page, the lists, their filter, what is taken away."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from secours_loyer.actions import orders, returns
from secours_loyer.actions.closing import close_request
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.filing import withdraw
from secours_loyer.actions.notifying import notify
from secours_loyer.models import RentRequest
from secours_loyer.queries.standing import CHOICES, standing_at, standing_of, with_standing
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_money_came_back import noted, paid, returned

pytestmark = pytest.mark.django_db
EUROS = "Aide accordée (€)", "Payé au bailleur (€)"


def _filed(path: Path) -> RentRequest:
    return path.filed(by=path.cast.agent_a)


def _opinion(path: Path) -> RentRequest:
    return path.validated(by=path.cast.agent_a)


def _withdrawn(path: Path) -> RentRequest:
    return withdraw(_filed(path), by=path.cast.case_worker, at=path.cast.at)


def _granted(path: Path) -> RentRequest:
    return path.granted(by=path.cast.agent_a).request


def _told(path: Path) -> RentRequest:
    return notify(_granted(path), by=path.cast.secretary, at=path.cast.at)


def _refused(path: Path) -> RentRequest:
    return path.decided(path.validated(by=path.cast.agent_a), "refus").request


def _refused_told(path: Path) -> RentRequest:
    return notify(_refused(path), by=path.cast.secretary, at=path.cast.at)


def _paid(path: Path) -> RentRequest:
    return paid(path).award.decision.request


def _partly(path: Path) -> RentRequest:
    cast, at = path.cast, path.cast.at
    award = path.granted(by=cast.agent_a).award
    account = path.account()
    order = orders.prepare_order(
        award, account=account, amount_cents=20_000, by=cast.finance, at=at
    )
    order = orders.check_order(order, by=cast.finance, at=at)
    for approver in (cast.manager, cast.signatory):
        order = path.approve(order, approver)
    request = notify(award.decision.request, by=cast.secretary, at=at)
    export_batch(path.closed(order), by=path.cast.finance, at=path.cast.at)
    returns.mark_paid(order.end_to_end_id, by=path.cast.finance, at=path.cast.at)
    return request


def _back(path: Path) -> RentRequest:
    return returned(path).award.decision.request


def _back_on_one_word(path: Path) -> RentRequest:
    return noted(path).award.decision.request


def _closed(path: Path) -> RentRequest:
    request = _paid(path)
    path.unplanned(request)
    return close_request(request, by=path.cast.case_worker, at=path.cast.at)


# Builder, word inside the CCAS, word outside, code of the filter, amounts granted and paid.
STANDS: tuple[tuple[Callable[[Path], RentRequest], str, str, str, str, str], ...] = (
    (_filed, "Déposée", "Déposée", "deposee", "", ""),
    (_opinion, "Prête pour la décision", "En instruction", "validee_technique", "", ""),
    (_withdrawn, "Retirée", "Retirée", "retiree", "", ""),
    (_granted, "Accordée", "Accordée", "accordee", "600", "0"),
    (_told, "Accordée, à payer", "Accordée, à payer", "accordee", "600", "0"),
    (_refused, "Refusée", "Refusée", "refusee", "", ""),
    (_refused_told, "Refusée", "Refusée", "refusee", "", ""),
    (_partly, "Payée en partie", "Payée en partie", "partie", "600", "200"),
    (_paid, "Payée", "Payée", "payee", "600", "600"),
    (_back_on_one_word, "Payée", "Payée", "payee", "600", "600"),
    (_back, "Paiement revenu", "Paiement revenu", "revenue", "600", "0"),
    (_closed, "Payée, close", "Payée, close", "payee", "600", "600"),
)


@pytest.mark.parametrize("stands", STANDS, ids=lambda row: row[0].__name__)
def test_everybody_reads_the_same_word(
    path: Path, stands: tuple[Callable[[Path], RentRequest], str, str, str, str, str]
) -> None:
    build, inside, outside, code, granted, received = stands
    request, cast = build(path), path.cast
    (row,) = with_standing(RentRequest.objects.all())
    assert standing_of(row)[0] == inside
    assert [one for one, _ in CHOICES if standing_at(RentRequest.objects.all(), one).exists()] == [
        code, *(["close"] if "close" in inside else [])
    ]  # fmt: skip
    pages = (
        (cast.manager, reverse("secours_loyer:file", args=[request.uid]), inside),
        (cast.manager, f"{reverse('secours_loyer:requests')}?etat={code}", inside),
        (cast.agent_a, reverse("secours_loyer:own_request", args=[request.uid]), outside),
        (cast.agent_a, reverse("secours_loyer:own_requests"), outside),
        (cast.landlord_agent, reverse("secours_loyer:tenant", args=[request.uid]), outside),
        (cast.landlord_agent, reverse("secours_loyer:tenants"), outside),
    )
    for reader, page, word in pages:
        shown = cast.client(reader).get(page).content.decode()
        badges = re.findall(r'<span class="badge[^>]*>(?:<svg.*?</svg>)?\s*([^<]*?)\s*<', shown)
        assert word in badges, (page, badges)
    sheet = cast.client(cast.manager).get(reverse("secours_loyer:requests"), {"format": "csv"})
    heads, line = csv.reader(io.StringIO(sheet.content.decode("utf-8-sig")), delimiter=";")
    told = dict(zip(heads, line, strict=True))
    assert told["État"] == inside
    assert tuple(told[name].split(",")[0] for name in EUROS) == (granted, received)


def test_the_filter_says_no_mere_step_of_the_decision(path: Path) -> None:
    labels = [label for _, label in CHOICES]
    for word in ("Accordée", "Payée", "Payée en partie", "Paiement revenu", "Refusée", "Close"):
        assert word in labels
    assert "Notifiée" not in labels


def test_the_reception_reads_no_amount_in_the_list(path: Path) -> None:
    _paid(path)
    cast, page = path.cast, reverse("secours_loyer:requests")
    assert "Accordé<" in cast.client(cast.manager).get(page).content.decode()
    shown = cast.client(cast.reception).get(page).content.decode()
    assert "Accordé<" not in shown
    assert "Payée" in shown
