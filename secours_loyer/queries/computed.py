"""Is the last computation of a request about the facts of today? And what the registry says."""

from __future__ import annotations

from datetime import date

from actors.households.models import Charge, Resource
from reims_solidarite.kit.money import format_cents
from secours_loyer.models import RentRequest
from secours_loyer.states import RequestState


def stale_words(request: RentRequest) -> str:
    """Which facts changed since the last computation, in a sentence; nothing without one."""
    made = request.assessments.first()
    if made is None:
        return ""
    lease = request.tenancy
    now = {
        "rent_cents": ("le loyer et les charges", lease.monthly_cents),
        "housing_benefit_cents": ("l’aide au logement", lease.housing_aid_cents),
        "debt_cents": ("la dette", request.debt.certified_cents),
    }
    changed = [words for name, (words, cents) in now.items() if made.inputs.get(name) != cents]
    if not changed:
        return ""
    back = "" if request.state == RequestState.STUDIED else " Un cadre renvoie d’abord la demande."
    told = f"Depuis le calcul, un fait a changé ({', '.join(changed)})"
    return f"{told} : l’instructeur le refait.{back}"


def registry_gaps(request: RentRequest, *, on: date) -> list[str]:
    """Where the budget of the household and its lease say something else, with both figures.

    The reste à vivre counts the budget, the *taux d’effort* counts the lease.
    """
    lease = request.tenancy
    rent = _declared(Charge, "loyer", request, on)
    aid = _declared(Resource, "logement", request, on)
    found = []
    if rent is not None and rent not in {lease.rent_cents, lease.monthly_cents}:
        found.append(
            f"Loyer : {format_cents(rent)} dans le budget du ménage, "
            f"{format_cents(lease.monthly_cents)} charges comprises dans le bail."
        )
    if aid is not None and aid != lease.housing_aid_cents:
        found.append(
            f"Aide au logement : {format_cents(aid)} dans le budget du ménage, "
            f"{format_cents(lease.housing_aid_cents)} dans le bail."
        )
    return found


def _declared(
    model: type[Charge | Resource], kind: str, request: RentRequest, on: date
) -> int | None:
    row = model.objects.on(on).filter(household=request.household_id, kind=kind).first()
    return None if row is None else int(row.monthly_cents)
