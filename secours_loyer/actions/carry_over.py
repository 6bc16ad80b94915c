"""Year end: what an aid promised on the credits of a past year did not pay is promised again on
those of this year. The old promise stays written, with the entry that takes it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions.budget import line_of
from secours_loyer.actions.doors import action, locked_all, need, seal
from secours_loyer.models import Award, BudgetLine, EntryKind, PaymentEntry, PaymentOrder
from secours_loyer.queries.carry_over import carriable, promises_before
from secours_loyer.queries.journal_rows import named
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
    held = locked_all(
        Award.objects.select_related("decision__request__household")
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
    promises: dict[int, list[PaymentEntry]] = {}
    for row in promises_before(year).filter(award__in=held).order_by("pk"):
        promises.setdefault(row.award_id, []).append(row)
    for award in held:
        _move(award, promises[award.pk], line, by=by, at=at)
    drafts = locked_all(
        PaymentOrder.objects.filter(award__in=held, state=OrderState.DRAFT).order_by("pk")
    )
    for draft in drafts:
        draft.budget_year = year
        draft.save(update_fields=["budget_year"])
    seal(*drafts, at=at)
    return len(held)


def _move(
    award: Award,
    promises: list[PaymentEntry],
    line: BudgetLine,
    *,
    by: User,
    at: datetime,
) -> None:
    """Each promise of a past year is taken back; what was paid there is promised there again, the
    rest on this year's line, with what was promised on it before."""
    paid = {
        promise.pk: award.entries.filter(
            kind=EntryKind.PAID, budget_line=promise.budget_line_id
        ).balance()
        for promise in promises
    }
    here = list(
        award.entries.filter(
            kind=EntryKind.COMMITTED, amount__gt=0, corrected_by=None, budget_line=line
        )
    )
    moved = [_promise(award, -old.amount, old.budget_line_id, old, by=by, at=at)
             for old in (*promises, *here)]  # fmt: skip
    rest = sum(old.amount for old in (*promises, *here)) - sum(paid.values())
    for old in promises:
        if paid[old.pk]:
            kept = _promise(award, paid[old.pk], old.budget_line_id, None, by=by, at=at)
            moved.append(kept)
    moved.append(_promise(award, rest, line.pk, None, by=by, at=at))
    seal(*moved, at=at)
    request = award.decision.request
    record("carry_over", award, by=by, at=at, household=request.household.uid, **named(*moved))


def _promise(
    award: Award,
    cents: int,
    line: int | None,
    corrects: PaymentEntry | None,
    *,
    by: User,
    at: datetime,
) -> PaymentEntry:
    return PaymentEntry.objects.create(
        at=at,
        amount=cents,
        kind=EntryKind.COMMITTED,
        award=award,
        budget_line_id=line,
        corrects=corrects,
        by=by,
    )
