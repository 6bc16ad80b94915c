"""Acts of an eviction procedure: last days by the lease and the act, winter truce, CCAPEX."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.procedure import cross_out, note_act, read_delay
from secours_loyer.actions.rule_of_day import unpaid_for_benefits
from secours_loyer.actions.tenancy_events import note_event
from secours_loyer.legal_dates import eviction_from, truce_end
from secours_loyer.models import ActDelay, RentRequest
from secours_loyer.queries.procedure import act_words, coming_days, standing_acts
from secours_loyer.queries.work_lists import work_lists_for
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
SERVED = date(2026, 10, 30)


def acted(path: Path, request: RentRequest, kind: str, on: date = SERVED, **more: object):
    return note_act(
        request, kind=kind, served_on=on, by=path.cast.case_worker, at=path.cast.at, **more
    )


def of_lease(path: Path, lease_date: date, **more: object) -> RentRequest:
    return path.filed(lease={"lease_date": lease_date}, **more)


@pytest.mark.parametrize(
    ("lease", "delay", "last", "doubt"),
    [
        (date(2023, 7, 28), "inconnu", date(2026, 12, 30), "à lire sur l’acte"),
        (date(2023, 7, 29), "inconnu", date(2026, 12, 11), "à lire sur l’acte"),
        (date(2023, 7, 28), "deux_mois", date(2026, 12, 30), ""),
        (date(2023, 7, 28), "six_semaines", date(2026, 12, 11), "jusqu’au 30/12/2026"),
        (date(2023, 7, 29), "six_semaines", date(2026, 12, 11), ""),
        (date(2023, 7, 29), "deux_mois", date(2026, 12, 30), "jusqu’au 11/12/2026"),
    ],
)
def test_the_clause_by_the_lease_and_by_what_the_act_prints(
    path: Path, lease: date, delay: str, last: date, doubt: str
) -> None:
    request = of_lease(path, lease)
    act = acted(path, request, "commandement", delay=delay)
    assert act.deadline_on == last
    words = act_words(act, request.tenancy, [act])
    assert words.startswith(f"Dernier jour pour payer : {last:%d/%m/%Y}.")
    assert doubt in words
    assert ("ADIL" in words or "à lire" in words) is bool(doubt)


def test_an_unread_delay_is_asked_then_frozen(path: Path) -> None:
    request = of_lease(path, date(2023, 7, 28))
    act = acted(path, request, "commandement", delay="inconnu")
    who = {"by": path.cast.reception, "at": path.cast.at, "request": request}
    with pytest.raises(Refused, match="Recopiez"):
        read_delay(act, delay=ActDelay.UNKNOWN, **who)
    with pytest.raises(Refused, match="date écrite sur l’acte"):
        read_delay(act, delay=ActDelay.UNTIL, **who)
    act = read_delay(act, delay=ActDelay.UNTIL, printed_until=date(2026, 12, 15), **who)
    assert act.deadline_on == date(2026, 12, 15)
    with pytest.raises(Refused, match="déjà noté"):
        read_delay(act, delay=ActDelay.SIX_WEEKS, **who)


@pytest.mark.parametrize(
    ("day", "end", "first"),
    [
        (date(2026, 10, 31), None, date(2026, 10, 31)),
        (date(2026, 11, 1), date(2027, 3, 31), date(2027, 4, 1)),
        (date(2026, 12, 31), date(2027, 3, 31), date(2027, 4, 1)),
        (date(2027, 1, 1), date(2027, 3, 31), date(2027, 4, 1)),
        (date(2027, 3, 31), date(2027, 3, 31), date(2027, 4, 1)),
        (date(2027, 4, 1), None, date(2027, 4, 1)),
    ],
)
def test_winter_truce(day: date, end: date | None, first: date) -> None:
    assert truce_end(day) == end
    assert eviction_from(day) == first


def test_what_comes_leads_with_what_bites_first(path: Path) -> None:
    request = path.filed()
    acted(path, request, "quitter", delay="deux_mois")
    acted(path, request, "audience", date(2026, 12, 1))
    acted(path, request, "concours", date(2026, 11, 20))
    coming = coming_days(RentRequest.objects.get(pk=request.pk).tenancy, on=TODAY)
    assert [(one.day, one.left, one.tone) for one in coming] == [
        (date(2026, 12, 1), "dans 8 jours", "danger"),
        (date(2026, 12, 30), "dans 37 jours", "warning"),
        (date(2027, 1, 20), "dans 58 jours", "warning"),
        (date(2027, 3, 31), "dans 128 jours", "warning"),
    ]
    leave = next(act for act in standing_acts(request.tenancy) if act.kind == "quitter")
    assert "Expulsion au plus tôt le 01/04/2027." in act_words(leave, request.tenancy, [leave])


def test_a_legal_person_tells_the_ccapex_two_months_before_it_summons(path: Path) -> None:
    request = path.filed()
    lease = request.tenancy
    summons = acted(path, request, "assignation", date(2026, 11, 2))
    assert "Audience au plus tôt le 14/12/2026." in act_words(summons, lease, [summons])
    late = acted(path, request, "ccapex", date(2026, 9, 3), signaller="bailleur")
    assert "écarter l’assignation" in act_words(summons, lease, [summons, late])
    early = acted(path, request, "ccapex", date(2026, 9, 2), signaller="commissaire")
    assert "écarter" not in act_words(summons, lease, [summons, late, early])
    assert "Assignation possible à partir du 02/11/2026" in act_words(early, lease, [early])
    lease.landlord.kind = "particulier"
    assert "écarter" not in act_words(summons, lease, [summons])


@pytest.mark.parametrize(
    ("on", "cents", "words"),
    [
        (date(2026, 12, 31), 89_999, "Pas encore un impayé"),
        (date(2026, 12, 31), 90_000, "Impayé au sens"),
        (date(2027, 1, 1), 45_000, "Pas encore un impayé"),
        (date(2027, 1, 1), 45_001, "Impayé au sens"),
    ],
)
def test_unpaid_rent_of_a_file_on_31_december_and_1_january(
    path: Path, on: date, cents: int, words: str
) -> None:
    """The rent is 450,00 €; the first unpaid month is too recent for the rule of three months."""
    request = path.filed(cents=cents, start=date(2026, 11, 1), months=1)
    found = unpaid_for_benefits(request, on=on)
    assert found.sentence.startswith(words)
    assert ("CCAPEX" in found.sentence) is (on.year == 2027)


def test_acts_refused_in_words(path: Path) -> None:
    request, cast = path.filed(), path.cast
    with pytest.raises(Refused, match="à venir"):
        acted(path, request, "commandement", TODAY + timedelta(days=1), delay="deux_mois")
    with pytest.raises(Refused, match="n’est pas de cet acte"):
        acted(path, request, "quitter", delay="six_semaines")
    with pytest.raises(Refused, match="qui a signalé"):
        acted(path, request, "ccapex")
    with pytest.raises(Refused, match="noté par l’accueil"):
        note_act(request, kind="jugement", served_on=SERVED, by=cast.finance, at=cast.at)
    act = acted(path, request, "jugement")
    assert act.deadline_on is None
    with pytest.raises(Refused, match="déjà noté à cette date"):
        acted(path, request, "jugement")
    act = cross_out(act, request=request, reason="Autre dossier.", by=cast.manager, at=cast.at)
    with pytest.raises(Refused, match="déjà rayé"):
        cross_out(act, request=request, reason="x", by=cast.manager, at=cast.at)
    assert acted(path, request, "jugement").pk != act.pk


def test_walls_of_the_acts(path: Path) -> None:
    request = of_lease(path, date(2023, 7, 28))
    acted(path, request, "commandement", delay="inconnu")
    refused("DELETE FROM secours_loyer_procedureact", by="act_kept")
    refused(
        "UPDATE secours_loyer_procedureact SET deadline_on = '2026-12-11'",
        by="act_deadline_computed",
    )
    refused("UPDATE secours_loyer_procedureact SET noted_at = now()", by="act_frozen")
    refused("UPDATE secours_loyer_procedureact SET cancelled_at = now()", by="act_crossed_out")
    copy = (
        "INSERT INTO secours_loyer_procedureact (tenancy_id, kind, served_on, delay, deadline_on,"
        " signaller, noted_by_id, noted_at, cancel_reason) SELECT tenancy_id, {kind}, '2026-10-30',"
        " {delay}, {last}, '', noted_by_id, noted_at, '' FROM secours_loyer_procedureact"
    )
    for kind, delay, last, wall in (
        ("kind", "delay", "deadline_on", "act_once"),
        ("'autre'", "''", "NULL", "act_kind_known"),
        ("'quitter'", "'six_semaines'", "'2026-12-30'", "act_delay_fits"),
        ("'quitter'", "'date'", "NULL", "act_printed_date"),
        ("'ccapex'", "''", "NULL", "act_signaller_named"),
        ("'quitter'", "'deux_mois'", "'2026-12-31'", "act_deadline_computed"),
        ("'audience'", "''", "NULL", "act_deadline_computed"),
    ):
        refused(copy.format(kind=kind, delay=delay, last=last), by=wall)


def test_the_page_shows_the_procedure_and_the_work_list_sorts_it(path: Path) -> None:
    request, cast = path.filed(), path.cast
    page = reverse("secours_loyer:lease", args=[request.uid])
    worker = cast.client(cast.case_worker)
    wrong = worker.post(
        f"{page}note_act/",
        {"note_act-kind": "commandement", "note_act-served_on": "2026-10-30"},
    )
    assert wrong.status_code == 422
    assert "Recopiez le délai de l’acte" in wrong.text
    typed = {
        "note_act-kind": "commandement", "note_act-served_on": "2026-10-20",
        "note_act-delay": "six_semaines",
    }  # fmt: skip
    assert worker.post(f"{page}note_act/", typed).status_code == 302
    shown = worker.get(page).text
    assert "Dernier jour pour payer : 01/12/2026." in shown
    assert "Trêve hivernale jusqu’au 31/03/2027" in shown
    assert "dans 8 jours" in shown
    waiting = next(
        one
        for one in work_lists_for(cast.case_worker, on=TODAY)
        if one["title"].startswith("Procédures")
    )
    told = [(row["urgent"], row["detail"][:10]) for row in waiting["rows"]]
    assert told == [(True, "01/12/2026")]


def test_the_file_page_tells_the_procedure_to_whoever_follows_the_household(path: Path) -> None:
    request, cast = path.filed(), path.cast
    acted(path, request, "audience", date(2026, 12, 1))
    note_event(request, kind="vente", happened_on=SERVED, by=cast.reception, at=cast.at)
    page = reverse("secours_loyer:file", args=[request.uid])
    shown = cast.client(cast.case_worker).get(page).text
    assert "Le loyer courant doit être repris avant." in shown
    assert "tranche un événement du bail : logement vendu" in shown
    paying = cast.client(cast.finance).get(page).text
    assert "Le loyer courant doit être repris" not in paying
    assert "rien n’est payé" in paying
