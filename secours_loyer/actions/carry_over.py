"""Year end: an aid promised on the credits of a past year, of which nothing left, is promised again
on those of this year. The old promise stays written, with the entry that takes it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions.budget import line_of
from secours_loyer.actions.doors import action, need, seal
from secours_loyer.models import Award, BudgetLine, EntryKind, PaymentEntry, PaymentOrder
from secours_loyer.queries.carry_over import carriable, promises_before
from secours_loyer.states import OrderState


@action
def carry_over(awards: Iterable[Award], *, by: User, at: datetime) -> int:
    """All of them, or none: refused when this year's credits do not cover them. Returns how many.

    Draft orders follow to the new year; an order that went further is taken back first.
    """
    need(rules.FINANCE.allows(by), "Le report est fait par le gestionnaire des dépenses.")
    year = paris_day(at).year
    chosen = {award.pk for award in awards}
    need(chosen, "Choisissez au moins une aide.", field="awards")
    held = list(
        Award.objects.select_for_update(of=("self",))
        .select_related("decision__request__household")
        .filter(pk__in=chosen)
        .order_by("pk")
    )
    ready = set(carriable(year).values_list("pk", flat=True))
    need(
        chosen <= ready,
        "Une de ces aides ne peut plus être reportée. Rechargez la page.",
        field="awards",
    )
    line = line_of(year)
    promises = {row.award_id: row for row in promises_before(year).filter(award__in=held)}
    for award in held:
        _move(award, promises[award.pk], line, by=by, at=at)
    drafts = list(
        PaymentOrder.objects.select_for_update(of=("self",))
        .filter(award__in=held, state=OrderState.DRAFT)
        .order_by("pk")
    )
    for draft in drafts:
        draft.budget_year = year
        draft.save(update_fields=["budget_year"])
    seal(*drafts, at=at)
    return len(held)


def _move(award: Award, promise: PaymentEntry, line: BudgetLine, *, by: User, at: datetime) -> None:
    back = PaymentEntry.objects.create(
        at=at,
        amount=-promise.amount,
        kind=EntryKind.COMMITTED,
        award=award,
        budget_line_id=promise.budget_line_id,
        corrects=promise,
        by=by,
    )
    again = PaymentEntry.objects.create(
        at=at, amount=promise.amount, kind=EntryKind.COMMITTED, award=award, budget_line=line, by=by
    )
    seal(back, again, at=at)
    request = award.decision.request
    record("carry_over", award, by=by, at=at, household=request.household.uid)
