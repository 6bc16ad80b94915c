"""What a request says when it is filed: each month of the debt, each other fund, the budget."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from actors.actions.parameters import decide_parameter
from actors.households.actions.amounts import set_budget
from actors.models import SensitiveRead
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import instruction
from secours_loyer.intake_parameters import RESOURCES_DAYS
from secours_loyer.models import FundAnswer, RentRequest, RequestDraft
from secours_loyer.queries.household_budget import known_budget
from secours_loyer.states import RequestState
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_journey_by_pages import browser, request_data

pytestmark = pytest.mark.django_db
MONTHS = [f"{what}_2026_{month:02}" for month in (7, 8, 9) for what in ("due", "paid")]


@pytest.fixture
def agent(path: Path) -> Any:
    return path.cast.client(path.cast.agent_a)


def page() -> str:
    return reverse("secours_loyer:draft", args=[uuid.uuid4()])


def without_months(path: Path, **more: Any) -> dict[str, Any]:
    return {name: value for name, value in request_data(path, **more).items() if name not in MONTHS}


def errors(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 422, answer.status_code
    return dict(answer.context["form"].errors)


def test_each_month_and_each_fund_is_kept(path: Path, agent: Any) -> None:
    funds = {
        "fund_fsl": "demandee",
        "fund_fsl_cents": "300",
        "fund_caf": "accordee",
        "fund_caf_cents": "100,00",
        "fund_action_logement": "refusee",
    }
    answer = agent.post(page(), request_data(path, **funds))
    assert answer.status_code == 302, errors(answer)
    request = RentRequest.objects.get()
    rows = request.debt.arrears.values_list("month", "due_cents", "paid_cents")
    assert rows[0] == (date(2026, 7, 1), 45_001, 15_000)
    assert len(rows) == 3
    said = {row.fund: (row.state, row.amount_cents) for row in request.cofundings.all()}
    assert said == {
        "fsl": (FundAnswer.ASKED, 30_000),
        "caf": (FundAnswer.GRANTED, 10_000),
        "action_logement": (FundAnswer.REFUSED, 0),
    }
    # The total counts what is granted: it is nowhere typed.
    assert request.cofunding_cents == 10_000
    shown = agent.get(answer["Location"]).content.decode()
    assert "La dette mois par mois" in shown
    assert "Juillet 2026" in shown
    assert "Fonds de solidarité logement (FSL) : 300,00" in shown


def test_months_that_do_not_make_the_debt_are_told_beside_it(path: Path, agent: Any) -> None:
    less = errors(agent.post(page(), request_data(path, due_2026_09="440")))
    assert "990,01" in less["certified"][0]
    assert "il manque 10,00" in less["certified"][0]
    more = errors(agent.post(page(), request_data(path, due_2026_09="460")))
    assert "10,00" in more["certified"][0]
    assert "de trop" in more["certified"][0]
    assert not RentRequest.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"paid_2026_07": "450,02"}, "paid_2026_07", "ne peut pas dépasser"),
        ({"due_2026_08": ""}, "due_2026_08", "obligatoire"),
        ({"due_2026_08": "beaucoup"}, "due_2026_08", "montant en euros"),
        ({"last_month": "2020-01-01"}, "last_month", "précéder"),
        ({"first_month": "1990-01-01"}, "last_month", "vérifiez les deux dates"),
        ({"fund_fsl": "accordee"}, "fund_fsl_cents", "Indiquez le montant"),
        ({"fund_fsl_cents": "30"}, "fund_fsl", "demandée ou accordée"),
        ({"fund_fsl": "inconnue"}, "fund_fsl", "Sélectionnez un choix valide"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(
    path: Path, agent: Any, typed: dict[str, str], field: str, said: str
) -> None:
    assert said in errors(agent.post(page(), request_data(path, **typed)))[field][0]
    assert not RentRequest.objects.exists()


def test_granted_elsewhere_beyond_the_debt(path: Path, agent: Any) -> None:
    typed = {"fund_fsl": "accordee", "fund_fsl_cents": "1000,02"}
    assert "dépassent la dette" in str(errors(agent.post(page(), request_data(path, **typed))))


def test_months_are_shown_without_a_script_and_started_on_the_rent(path: Path, agent: Any) -> None:
    draft = page()
    typed = without_months(path, aid_paid_to_landlord="on", geste="mois")
    answer = agent.post(draft, typed)
    assert answer["Location"] == f"{draft}#mois"
    shown = agent.get(draft).content.decode()
    assert "Juillet 2026 : dû (€)" in shown
    assert shown.count('value="250,00"') == 3  # 450 of rent, 200 of them paid to the landlord
    assert "il manque" in shown
    # Another month: one more line, what was typed stays.
    further = {**request_data(path), "last_month": "2026-10-01", "statement": "", "geste": "mois"}
    agent.post(draft, further)
    shown = agent.get(draft).content.decode()
    assert "Octobre 2026 : dû (€)" in shown
    assert 'value="450,01"' in shown
    # One month less for a moment: its amounts are not lost.
    agent.post(draft, {**further, "last_month": "2026-07-01"})
    assert RequestDraft.objects.get().typed["due_2026_08"] == "450"


def test_nothing_is_filed_on_months_that_nobody_saw(path: Path, agent: Any) -> None:
    draft = page()
    found = agent.post(draft, without_months(path, certified="1 350"))
    assert "Vérifiez le dû et le payé" in errors(found)["due_2026_07"][0]
    assert not RentRequest.objects.exists()
    assert "due_2026_07" not in RequestDraft.objects.get().typed


def test_what_was_said_comes_back_with_the_papers_asked_for(path: Path, agent: Any) -> None:
    agent.post(page(), request_data(path, fund_fsl="demandee", fund_fsl_cents="300"))
    request = RentRequest.objects.get()
    instruction.ask_missing(
        request, missing="La réponse du FSL.", by=path.cast.case_worker, at=path.cast.at
    )
    own = reverse("secours_loyer:own_request", args=[request.uid])
    form = agent.get(own).context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() is not None} | {
        "fund_fsl": "accordee",
        "fund_fsl_cents": "250",
    }
    assert sent["due_2026_07"] == "450,01"
    wrong = agent.post(own, {**sent, "due_2026_07": "400"})
    assert "il manque" in errors(wrong)["certified"][0]
    answer = agent.post(own, sent)
    assert answer.status_code == 302, errors(answer)
    request.refresh_from_db()
    assert (request.state, request.cofunding_cents) == (RequestState.FILED, 25_000)
    assert request.debt.arrears.count() == 3
    # A fund that answered is not forgotten.
    assert "Pas demandée" not in str(form["fund_fsl"])


def test_a_claim_names_each_of_its_months(path: Path) -> None:
    july = {date(2026, 7, 1): (100_000, 0)}
    with pytest.raises(Refused, match="un par un"):
        path.filed(arrears=july)
    with pytest.raises(Refused, match="il manque"):
        path.filed(months=1, arrears={date(2026, 7, 1): (99_999, 0)})
    assert path.filed(months=1, arrears=july).debt.arrears.count() == 1


def test_the_budget_known_is_shown_with_its_date(path: Path, agent: Any) -> None:
    home = path.home()
    chosen = agent.get(reverse("secours_loyer:new_request"), {"menage": str(home.uid)})
    shown = chosen.content.decode()
    assert "800,00" in shown
    assert "23/11/2026" in shown
    assert "Corriger les ressources" in shown
    reads = SensitiveRead.objects.filter(household=home.uid, classes__contains=["resources"])
    assert reads.filter(reader=path.cast.agent_a).exists()
    draft = page()
    kept = agent.post(draft, {"household": home.pk, "summary": "gardé", "geste": "budget"})
    budget = reverse("households:partner_budget", args=[home.uid])
    assert kept["Location"].startswith(f"{budget}?retour=%2F")
    # Once corrected, or given up, one is back on the draft.
    assert f'href="{draft}#ressources"' in agent.get(kept["Location"]).content.decode()
    sent = {"since": "2026-11-23", "resource-prime_activite": "120"}
    seen = agent.get(kept["Location"]).context["form"]["seen"].value()
    done = agent.post(kept["Location"], sent | {"seen": seen})
    assert done["Location"] == f"{draft}#ressources"
    away = agent.get(budget, {"retour": "https://ailleurs.example/"}).content.decode()
    assert "ailleurs.example" not in away
    assert "Prime d’activité" in away
    assert "gardé" in agent.get(draft).content.decode()
    nobody = agent.post(draft, {"household": "", "geste": "menage"})
    assert nobody["Location"] == f"{draft}#ressources"


def test_the_reception_reads_no_amount_of_the_household(path: Path) -> None:
    client, home = browser(path, path.cast.reception), path.home()
    url = reverse("secours_loyer:staff_new_request")
    shown = client.get(url, {"menage": str(home.uid)}).content.decode()
    assert "Corriger les ressources" not in shown
    assert "800,00" not in shown


@pytest.mark.parametrize(("days", "old"), [(90, False), (91, True)])
def test_resources_that_nobody_changed_for_long(path: Path, *, days: int, old: bool) -> None:
    home, at = path.home(), path.cast.at
    budget = known_budget(home, on=paris_day(at) + timedelta(days=days))
    assert budget.old is old
    assert ("vérifiez ces montants" in budget.age_words) is old


def test_how_long_is_a_parameter_and_the_file_says_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast, request = path.cast, path.studied()
    worker, url = browser(path, cast.case_worker), reverse("secours_loyer:file", args=[request.uid])
    assert "vérifiez ces montants" not in worker.get(url).content.decode()
    decide_parameter(
        RESOURCES_DAYS.name,
        1,
        since=paris_day(cast.at),
        decision="2026-40",
        by=None,
        at=cast.at,
    )
    # Written today, however old the day from which it holds: just looked at.
    request.household.resources.update(period=DateRange(date(2026, 1, 5), None))
    assert "vérifiez ces montants" not in worker.get(url).content.decode()
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-25T09:00+01:00")
    worker = browser(path, cast.case_worker)
    assert "vérifiez ces montants" in worker.get(url).content.decode()
    assert "vérifiez ces montants" not in browser(path, cast.finance).get(url).content.decode()


def test_a_household_without_resources_is_said_so(path: Path) -> None:
    home, at = path.home(), path.cast.at
    set_budget(home, resources={}, charges={}, since=paris_day(at), by=path.cast.case_worker, at=at)
    assert "Aucune ressource" in known_budget(home, on=paris_day(at)).age_words
