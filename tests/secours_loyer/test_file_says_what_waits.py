"""The page of a file, and the lists, say what a granted aid waits for and who acts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actors.models import User
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions import accountant, accounts, checklist, failures, filing, instruction
from secours_loyer.actions.notifying import notify
from secours_loyer.actions.procedure import note_act
from secours_loyer.actions.tenancy_events import note_event
from secours_loyer.models import RentRequest
from secours_loyer.queries.work_lists import work_lists_for
from tests.secours_loyer.path import IBAN, Path
from tests.secours_loyer.test_forwarding import handed_over
from tests.secours_loyer.test_situation import acts, page_of

pytestmark = pytest.mark.django_db
TITLE = "Aides accordées, compte du bailleur à saisir"


def listed(user: User, on: date) -> list[str] | None:
    found = [one for one in work_lists_for(user, on=on) if one["title"] == TITLE]
    return [row["label"] for row in found[0]["rows"]] if found else None


def missing(path: Path, request: RentRequest, user: User | None = None) -> str:
    return " ".join(page_of(path, request, user).context["missing"])


def first(path: Path, request: RentRequest) -> str:
    return page_of(path, request).context["next"]


def test_an_aid_without_account_is_on_the_list_of_those_who_type_it(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.granted().request
    notify(request, by=cast.secretary, at=at)
    on = paris_day(at)
    for user in (cast.reception, cast.case_worker):
        assert listed(user, on) == [f"{request.number} – Habitat d’essai"]
        assert "accueil ou l’instructeur" in missing(path, request, user)
        assert "L’accueil ou l’instructeur saisit le compte du bailleur" in acts(
            path, request, user
        )
    assert listed(cast.finance, on) is None
    assert "voyez ce qui manque" in first(path, request)
    shown = page_of(path, request, cast.finance).content.decode()
    assert "La liste des comptes est vide. Le compte du bailleur manque" in shown
    accounts.enter_account(
        request.tenancy.landlord, iban=IBAN, holder="HABITAT D’ESSAI", by=cast.reception, at=at
    )
    assert listed(cast.reception, on) == []
    assert "pas encore vérifié" in missing(path, request)


def test_an_alert_on_the_account_is_missing(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.granted().request
    notify(request, by=cast.secretary, at=at)
    typed = accounts.enter_account(
        request.tenancy.landlord, iban=IBAN, holder="QUELQU’UN D’AUTRE", by=cast.reception, at=at
    )
    accounts.verify_account(
        typed, called_on=paris_day(at), called_person="Comptable", payee_check="concordant",
        by=cast.finance, at=at,
    )  # fmt: skip
    assert "alerte à lever" in missing(path, request)


def test_the_reason_of_a_rejection_is_on_the_file(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = handed_over(path, path.ready(channel="mandat")).orders.get()
    request = order.award.decision.request
    notify(request, by=cast.secretary, at=at)
    accountant.refuse_visa(order.end_to_end_id, words="pièce 3 manquante", by=cast.finance, at=at)
    failures.confirm_failure(order, by=cast.manager, at=at)
    told = missing(path, request)
    assert "n’a pas payé (rejeté au visa). " in told
    assert "pièce 3 manquante" in told
    assert "prépare un nouvel ordre" in acts(path, request)[0]
    page = page_of(path, request)
    assert "le bailleur va être payé" not in page.context["next"]
    assert page.content.decode().count("pièce 3 manquante") == 2
    # The reception reads no amount, nor why.
    assert "pièce 3" not in page_of(path, request, cast.reception).content.decode()


def test_nobody_pays_while_an_event_of_the_lease_waits(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.granted().request
    notify(request, by=cast.secretary, at=at)
    path.account()
    assert "Le gestionnaire des dépenses prépare l’ordre de paiement" in acts(path, request)
    note_event(
        request, kind="depart", happened_on=paris_day(at), detail="x", by=cast.case_worker, at=at
    )
    told = acts(path, request)
    assert any(one.startswith("Un cadre tranche") for one in told)
    assert not any("prépare l’ordre" in one for one in told)
    assert "le bailleur va être payé" not in first(path, request)


def test_who_takes_up_a_request_that_came_back(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.studied(by=cast.agent_a)
    instruction.ask_missing(request, missing="Le bail", by=cast.case_worker, at=at)
    filing.complete_request(request, summary="x", by=cast.agent_a, at=at)
    assert first(path, request) == (
        f"La demande est revenue : {cast.case_worker} en reprend l’étude."
    )


def test_a_paper_asked_afterwards_is_missing_too(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.studied()
    instruction.ask_missing(request, missing="Le bail signé", by=cast.reception, at=at)
    checklist.ask_piece(request, detail="Attestation d’assurance", by=cast.reception, at=at)
    request.refresh_from_db()
    lines = page_of(path, request).context["missing"]
    (asked,) = [line for line in lines if line.startswith("Demandé")]
    assert "Attestation d’assurance" not in asked
    assert "Pièces attendues : Attestation d’assurance." in lines


@pytest.mark.parametrize(("days", "told"), [(20, 1), (40, 0)])
def test_the_urgent_way_is_named_where_it_bites(path: Path, days: int, told: int) -> None:
    cast, at = path.cast, path.cast.at
    request = path.studied()
    until = paris_day(at) + timedelta(days=days)
    note_act(
        request, kind="commandement", served_on=paris_day(at) - timedelta(days=10), delay="date",
        printed_until=until, by=cast.case_worker, at=at,
    )  # fmt: skip
    found = [one for one in acts(path, request) if "décider en urgence" in one]
    assert len(found) == told
    if told:
        assert f"{until:%d/%m/%Y}" in found[0]
        assert "par délégation" in found[0]
    assert not any("urgence" in one for one in acts(path, request, cast.finance))
