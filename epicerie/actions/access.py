"""Access of a household: asked for, decided on a reste à vivre computed that day, ended."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from actors import rules
from actors.actions.journal import record
from actors.actions.transition import take
from actors.households.models import Household
from actors.households.queries.rav import compute_rav
from actors.households.reste_a_vivre import RavResult
from actors.models import User
from actors.parameters import value
from epicerie.actions.walls import walls
from epicerie.models import Access, Card
from epicerie.parameters import ACCESS_MONTHS
from epicerie.states import ACCESS, LIVE_ACCESS
from reims_solidarite.kit.dates import add_months, paris_day
from reims_solidarite.kit.transitions import Refused

TRIES = 20


def require_decider(by: User) -> None:
    """Refused unless `by` may ask for and decide an access."""
    if not rules.GROCERY_DECIDER.allows(by):
        raise Refused("Cela demande le rôle de coordinateur de l’épicerie ou d’instructeur.")


@transaction.atomic
def request_access(household: Household, *, by: User, at: datetime) -> Access:
    """Ask for an access, or for its renewal when one is running."""
    require_decider(by)
    running = Access.objects.filter(household=household, state__in=LIVE_ACCESS).first()
    with walls():
        access = Access.objects.create(
            household=household, renews=running, requested_at=at, requested_by=by, changed_at=at
        )
    record("request_access", access, by=by, at=at, household=household.uid)
    return access


@transaction.atomic
def grant_access(access: Access, *, seen_cents: int, reason: str, by: User, at: datetime) -> Access:
    """Grant for the months decided, from today or from the end of the access it renews.

    `seen_cents` is the reste à vivre the decider read: refused when it has changed since. Above
    the threshold a reason is needed.
    """
    result = _store_result(access, seen_cents=seen_cents, by=by, at=at)
    if not result.within_threshold and not reason.strip():
        raise Refused(
            "Le reste à vivre dépasse le seuil : écrivez pourquoi vous accordez l’accès.",
            field="reason",
        )
    start = _start(access, paris_day(at))
    end = add_months(start, value(ACCESS_MONTHS.name, on=paris_day(at)))
    with walls():
        granted = take(
            access,
            "grant_access",
            table=ACCESS,
            by=by,
            at=at,
            household=access.household.uid,
            changes={**_decision(reason, by, at), "period": DateRange(start, end)},
            within_threshold=result.within_threshold,
        )
    ensure_card(access.household, by=by, at=at)
    return granted


@transaction.atomic
def refuse_access(
    access: Access, *, seen_cents: int, reason: str, by: User, at: datetime
) -> Access:
    """Refuse, always with a reason that can be told to the household."""
    if not reason.strip():
        raise Refused("Écrivez le motif du refus : il sera dit au ménage.", field="reason")
    _store_result(access, seen_cents=seen_cents, by=by, at=at)
    return take(
        access,
        "refuse_access",
        table=ACCESS,
        by=by,
        at=at,
        household=access.household.uid,
        changes=_decision(reason, by, at),
    )


@transaction.atomic
def change_access(access: Access, name: str, *, by: User, at: datetime) -> Access:
    """Suspend, resume or end an access; ending it frees the days that remain."""
    changes: dict[str, object] = {"changed_at": at}
    today = paris_day(at)
    if name == "end_access" and access.period and access.period.lower < today < access.period.upper:
        changes["period"] = DateRange(access.period.lower, today)
    if name == "resume_access" and access.period and access.period.upper <= today:
        raise Refused("Cet accès est arrivé à sa fin : demandez un renouvellement.")
    return take(
        access,
        name,
        table=ACCESS,
        by=by,
        at=at,
        household=access.household.uid,
        changes=changes,
    )


def ensure_card(household: Household, *, by: User, at: datetime) -> Card:
    """The household's card, drawn once: six random digits tell nothing about anybody."""
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                card, created = Card.objects.get_or_create(
                    household=household,
                    defaults={"number": f"E{secrets.randbelow(10**6):06d}", "created_at": at},
                )
        except IntegrityError:
            continue
        if created:
            record("make_card", card, by=by, at=at, household=household.uid)
        return card
    raise Refused("Aucun numéro de carte libre n’a été trouvé. Réessayez.")


def _store_result(access: Access, *, seen_cents: int, by: User, at: datetime) -> RavResult:
    """Compute on the day of the decision and keep inputs, rule and lines with the request."""
    require_decider(by)
    locked = Access.objects.select_for_update(of=("self",)).get(pk=access.pk)
    if locked.state not in ACCESS["grant_access"].sources:
        raise Refused("Cette demande est déjà décidée. Rechargez la page.")
    result = compute_rav(access.household, paris_day(at))
    if result.measured_cents != seen_cents:
        raise Refused("La situation du ménage a changé : relisez le calcul, puis décidez.")
    locked.rav_inputs = result.inputs.to_json()
    locked.rav_parameters = result.parameters.to_json()
    locked.rav_result = list(result.explain())
    locked.rav_cents = result.measured_cents
    locked.threshold_cents = result.threshold_cents
    locked.within_threshold = result.within_threshold
    locked.save(
        update_fields=[
            "rav_inputs",
            "rav_parameters",
            "rav_result",
            "rav_cents",
            "threshold_cents",
            "within_threshold",
        ]
    )
    return result


def _decision(reason: str, by: User, at: datetime) -> dict[str, object]:
    return {
        "decision_reason": reason.strip()[:400],
        "decided_at": at,
        "decided_by": by,
        "changed_at": at,
    }


def _start(access: Access, today: date) -> date:
    """A renewal decided early starts when the running access ends."""
    running = Access.objects.filter(
        household=access.household, state__in=LIVE_ACCESS, period__endswith__gt=today
    ).order_by("-period")
    last = running.first()
    return last.period.upper if last is not None and last.period else today
