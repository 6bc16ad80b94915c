"""The columns of the lists that may be taken away; amounts can be added up, dates sorted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reims_solidarite.kit.dates import add_months, paris_day
from reims_solidarite.kit.spreadsheets import CellValue, euros_cell
from secours_loyer.models import Decision, Outcome
from secours_loyer.queries.standing import amounts_of, standing_of

Columns = dict[str, Callable[[Any], CellValue]]


def _euros(cents: int | None) -> CellValue:
    return None if cents is None else euros_cell(cents)


def _day(instant: Any) -> CellValue:
    return None if instant is None else paris_day(instant)


def _newer(row: Decision) -> str:
    newer: Decision | None = getattr(row, "replaced_by", None)
    return newer.number if newer else ""


def _planned(row: Decision) -> int | None:
    """No plan follows a refusal: what it would have covered is left to the household."""
    return row.plan_cents if row.outcome == Outcome.GRANTED else None


def _unfunded(row: Decision) -> int:
    return row.unfunded_cents + (row.plan_cents if _planned(row) is None else 0)


WORK_COLUMNS: Columns = {
    "À faire": lambda line: line["label"],
    "Ce qui attend": lambda line: line["detail"],
    "Urgent": lambda line: "oui" if line["urgent"] else "non",
}
REQUEST_COLUMNS: Columns = {
    "Demande": lambda row: row.number,
    "État": lambda row: standing_of(row)[0],
    "Déposée le": lambda row: _day(row.filed_at),
    "Par l’organisation": lambda row: row.organisation.name if row.organisation else "CCAS",
    "Ménage": lambda row: row.household.number,
    "Nom": lambda row: row.household.name,
    "Bailleur": lambda row: row.tenancy.landlord.name,
    "Sorte de bailleur": lambda row: row.tenancy.landlord.get_kind_display(),
    "Premier mois impayé": lambda row: row.debt.first_month,
    "Dernier mois impayé": lambda row: add_months(row.debt.months.upper, -1),
    "Dette certifiée (€)": lambda row: _euros(row.debt.certified_cents),
    "Autres financements (€)": lambda row: _euros(row.cofunding_cents),
    "Apport du ménage (€)": lambda row: _euros(row.down_payment_cents),
    "Aide proposée (€)": lambda row: _euros(row.proposed_cents),
    "Aide accordée (€)": lambda row: _euros(amounts_of(row)[0]),
    "Payé au bailleur (€)": lambda row: _euros(amounts_of(row)[1]),
    "Instructeur": lambda row: row.instructor.get_full_name() if row.instructor else "",
}
DECISION_COLUMNS: Columns = {
    "Décision": lambda row: row.number,
    "Demande": lambda row: row.request.number,
    "Ménage": lambda row: row.request.household.number,
    "Résultat": lambda row: row.get_outcome_display(),
    "Signée le": lambda row: _day(row.decided_at),
    "Signataire": lambda row: row.signed_by.get_full_name(),
    "Origine": lambda row: row.get_origin_display(),
    "Séance": lambda row: row.item.session.number if row.item else "",
    "Dette certifiée (€)": lambda row: _euros(row.debt_cents),
    "Aide (€)": lambda row: _euros(row.aid_cents),
    "Autres financements (€)": lambda row: _euros(row.cofunding_cents),
    "Apport du ménage (€)": lambda row: _euros(row.down_payment_cents),
    "Plan d’apurement (€)": lambda row: _euros(_planned(row)),
    "Sans financement (€)": lambda row: _euros(_unfunded(row)),
    "Plafond ce jour-là (€)": lambda row: _euros(row.ceiling_cents),
    "Remplace": lambda row: row.replaces.number if row.replaces else "",
    "Remplacée par": _newer,
}
ORDER_COLUMNS: Columns = {
    "Référence": lambda row: row.end_to_end_id,
    "Demande": lambda row: row.award.decision.request.number,
    "Décision": lambda row: row.award.decision.number,
    "Bénéficiaire": lambda row: row.payee_name,
    "Montant (€)": lambda row: _euros(row.amount_cents),
    "Libellé": lambda row: row.label,
    "Circuit": lambda row: row.get_channel_display(),
    "Exercice": lambda row: row.budget_year,
    "État": lambda row: row.get_state_display(),
    "Lot": lambda row: row.batch.number if row.batch else "",
    "Préparé le": lambda row: _day(row.prepared_at),
    "Préparé par": lambda row: row.prepared_by.get_full_name(),
    "Motif du rejet": lambda row: row.reason,
}
PLAN_COLUMNS: Columns = {
    "Demande": lambda row: row.request.number,
    "Ménage": lambda row: row.request.household.number,
    "Version": lambda row: row.version,
    "État": lambda row: row.get_state_display(),
    "Montant (€)": lambda row: _euros(row.total_cents),
    "Mensualités": lambda row: row.instalment_count,
    "Première échéance": lambda row: row.first_due,
    "Préparé le": lambda row: _day(row.prepared_at),
    "Signé par le locataire le": lambda row: row.tenant_signed_on,
    "Signé par le bailleur le": lambda row: row.landlord_signed_on,
    "Dérogation": lambda row: row.derogation,
}
