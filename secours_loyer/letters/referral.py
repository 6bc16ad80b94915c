"""The sheet that refers a household to the CCAPEX or to the FSL: what they need, nothing social."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import TextChoices

from actors.households.models import Household, HouseholdMember
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import period, phone
from secours_loyer.letters.letterhead import letter, paragraph
from secours_loyer.models import RentRequest
from secours_loyer.queries.procedure import act_words, coming_days, standing_acts


class ReferredTo(TextChoices):
    """Who receives the sheet."""

    CCAPEX = "ccapex", "CCAPEX (prévention des expulsions)"
    FSL = "fsl", "FSL (fonds de solidarité pour le logement)"


ADDRESSED = {
    ReferredTo.CCAPEX: [
        "Commission de coordination des actions de prévention des expulsions (CCAPEX)",
        "Marne",
    ],
    ReferredTo.FSL: ["Fonds de solidarité pour le logement (FSL)", "Marne"],
}


def referral_sheet(
    request: RentRequest, to: ReferredTo, unpaid: str, *, at: datetime
) -> dict[str, Any]:
    """Identity, home, debt and procedure; no resources, no note, no opinion."""
    on = paris_day(at)
    lease, debt = request.tenancy, request.debt
    paid_to = "au bailleur" if lease.aid_paid_to_landlord else "au locataire"
    body = [
        paragraph("Nous vous adressons la situation de ce ménage, qui en est informé."),
        _heading("Le ménage et son logement"),
        _list(
            f"Ménage : {request.household.name}",
            *_people(request.household, on),
            f"Logement : {lease.address}, {lease.postcode} {lease.city}",
            f"Bailleur : {lease.landlord.name}, {lease.landlord.get_kind_display().lower()}",
            f"Bail du {lease.lease_date:%d/%m/%Y}",
            f"Loyer et charges : {format_cents(lease.monthly_cents)} par mois",
            f"Aide au logement : {format_cents(lease.housing_aid_cents)}, versée {paid_to}",
        ),
        _heading("La dette"),
        _list(
            f"Mois impayés : {period(debt.period)}",
            f"Dette certifiée par le bailleur : {format_cents(debt.certified_cents)}, décompte du "
            f"{debt.statement_on:%d/%m/%Y}",
            unpaid,
        ),
        _heading("La procédure d’expulsion"),
        *_procedure(request, on),
    ]
    return letter(
        title=f"Fiche d’orientation : {to.label}",
        recipient=ADDRESSED[to],
        reference=request.number,
        on=on,
        body=body,
    )


def _people(household: Household, on: date) -> Iterator[str]:
    """Who lives there that day, and how to reach them: they are looked for by name and birth."""
    stays = HouseholdMember.objects.on(on).filter(household=household).select_related("person")
    for stay in stays:
        who = f"{stay.person.first_name} {stay.person.last_name}"
        place = stay.get_place_display().lower()
        yield f"{who} ({place}), né(e) le {stay.person.birth_date:%d/%m/%Y}"
    yield f"Téléphone : {phone(household.phone) if household.phone else 'non connu'}"


def _procedure(request: RentRequest, on: date) -> list[dict[str, Any]]:
    lease = request.tenancy
    acts = standing_acts(lease)
    if not acts:
        return [paragraph("Aucun acte n’est connu du CCAS.")]
    told = [
        f"{act.get_kind_display()}, le {act.served_on:%d/%m/%Y}. {act_words(act, lease, acts)}"
        for act in reversed(acts)
    ]
    coming = [
        paragraph(f"Prochaine date : {one.title}, le {one.day:%d/%m/%Y} ({one.words}).")
        for one in coming_days(lease, on=on)[:1]
    ]
    return [_list(*told), *coming]


def _heading(text: str) -> dict[str, Any]:
    return {"kind": "heading", "text": text}


def _list(*items: str) -> dict[str, Any]:
    return {"kind": "list", "items": [item.strip() for item in items]}
