"""The anonymised sheet of one file: what the commission needs to decide, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import count, period
from secours_loyer.masking import masked, words_of
from secours_loyer.models import (
    AgendaItem,
    Assessment,
    Cofunding,
    ItemOutcome,
    LandlordReport,
    RentRequest,
)
from secours_loyer.queries.derogation import above_words
from secours_loyer.queries.landlord_statement import last_statements, statement_words
from secours_loyer.queries.other_funds import fund_lines, funds_of
from secours_loyer.queries.people_named import Named, people_named
from secours_loyer.queries.readings import readings_of
from secours_loyer.queries.same_months import SameMonths, same_months_of

ADULT = 18


@dataclass(frozen=True)
class Sheet:
    """`lines` are label and value; texts had their names taken out."""

    rank: int
    number: str
    lines: tuple[tuple[str, str], ...]
    readings: tuple[str, ...]
    situation: str
    opinion: str


def sheets_of(items: list[AgendaItem]) -> list[Sheet]:
    """Sheets of a session, in as many queries for one file as for ten."""
    requests = [item.request_id for item in items]
    latest = {
        row.request_id: row
        for row in Assessment.objects.filter(request__in=requests).order_by("at", "pk")
    }
    people = people_named([item.request for item in items])
    earlier = _adjourned(items)
    said = last_statements(requests)
    alike = same_months_of(requests)
    funds = funds_of(requests)
    return [
        _sheet(
            item,
            latest.get(item.request_id),
            people[item.request_id],
            [row for row in earlier if row.request_id == item.request_id and row.pk != item.pk],
            said.get(item.request_id),
            alike.get(item.request_id, []),
            funds.get(item.request_id, []),
        )
        for item in items
    ]


def _adjourned(items: list[AgendaItem]) -> list[AgendaItem]:
    """When the commission already met these files without deciding, the oldest first."""
    rows = AgendaItem.objects.filter(
        request__in=[item.request_id for item in items],
        outcome=ItemOutcome.ADJOURNED,
        decided_at__isnull=False,
    )
    return list(rows.select_related("session").order_by("session__held_at", "pk"))


def _met_before(row: AgendaItem, hidden: Any) -> tuple[str, str]:
    day = paris_day(row.session.held_at)
    told = masked(row.motive, hidden)
    return "Déjà examinée", f"séance {row.session.number} du {day:%d/%m/%Y}, ajournée : {told}"


def _contested(item: AgendaItem, hidden: Any) -> tuple[tuple[str, str], ...]:
    """What was decided before, and what the household says against it."""
    if item.appeal is None:
        return ()
    former, appeal = item.appeal.decision, item.appeal
    aid = f" de {format_cents(former.aid_cents)}" if former.aid_cents else ""
    day, late = paris_day(former.decided_at), ", hors délai" if appeal.late else ""
    said = f"{former.get_outcome_display().lower()}{aid} : {masked(former.motive, hidden)}"
    return (
        ("Réexamen", f"décision {former.number} du {day:%d/%m/%Y}, {said}"),
        (f"Recours reçu le {appeal.received_on:%d/%m/%Y}{late}", masked(appeal.reason, hidden)),
    )


def _sheet(
    item: AgendaItem,
    assessment: Assessment | None,
    people: Named,
    earlier: list[AgendaItem],
    said: LandlordReport | None,
    alike: list[SameMonths],
    funds: list[Cofunding],
) -> Sheet:
    request = item.request
    hidden = words_of(*people.names, *_own_words(request))
    proposed = request.proposed_cents
    above = above_words(assessment, proposed)
    certified = masked(statement_words(request, said), hidden)
    return Sheet(
        rank=item.rank,
        number=request.number,
        lines=(
            ("Foyer", _shape(assessment)),
            ("Bailleur", request.tenancy.landlord.get_kind_display()),
            ("Loyer et charges", f"{format_cents(request.tenancy.monthly_cents)} par mois"),
            ("Aide au logement", f"{format_cents(request.tenancy.housing_aid_cents)} par mois"),
            ("Mois impayés", period(request.debt.period)),
            ("Dette certifiée", format_cents(request.debt.certified_cents)),
            *((("Décompte du bailleur", certified),) if certified else ()),
            *(("Mêmes mois", masked(one.words, hidden)) for one in alike if one.probable),
            *fund_lines(funds),
            ("Apport du ménage", format_cents(request.down_payment_cents)),
            ("Aide calculée", format_cents(assessment.aid_cents) if assessment else "Aucun calcul"),
            ("Aide proposée", "Aucune" if proposed is None else format_cents(proposed)),
            *((("Écart au calcul", above),) if above else ()),
            *(_met_before(row, hidden) for row in earlier),
            *_contested(item, hidden),
        ),
        readings=tuple(dict.fromkeys(masked(line, hidden) for line in readings_of(assessment)))
        if assessment
        else (),
        situation=masked(request.summary, hidden, born=people.born),
        opinion=masked(request.opinion, hidden, born=people.born),
    )


def _own_words(request: RentRequest) -> tuple[str, ...]:
    """Whatever names the household, its home or its landlord."""
    lease: Any = request.tenancy
    landlord = lease.landlord
    return (
        *(request.household.name, lease.address, lease.reference),
        *(landlord.name, landlord.legal_name),
    )


def _shape(assessment: Assessment | None) -> str:
    """As it was computed: ages, and nothing else of anybody."""
    if assessment is None:
        return "Non renseigné"
    ages: list[int] = [member["age"] for member in assessment.inputs["rav_inputs"]["members"]]
    children = sorted(age for age in ages if age < ADULT)
    shape = count(len(ages) - len(children), "adulte,adultes")
    if children:
        told = ", ".join(str(age) for age in children)
        shape += f" et {count(len(children), 'enfant,enfants')} ({told} ans)"
    return shape
