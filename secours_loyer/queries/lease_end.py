"""A lease whose written end is past: what was answered, and until which day the lease binds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from reims_solidarite.kit.dates import month_start, paris_day
from reims_solidarite.kit.templatetags.french import french_month
from secours_loyer.models import LeaseAnswer, LeaseRenewal, RentKind, RentRequest, Tenancy
from secours_loyer.models.tenancy_event import STAYS
from secours_loyer.states import PAYABLE, RUNNING_PLAN, UNDECIDED

STILL_THERE = (LeaseAnswer.CONTINUED, *STAYS)


def last_answer(lease: Tenancy, *, at: datetime | None = None) -> LeaseRenewal | None:
    """The one that stands, or stood at an instant, about the end that the lease says today."""
    said = [row for row in lease.renewals.all() if row.past_end == lease.lease_end]
    known = [row for row in said if at is None or row.at <= at]
    return max(known, key=lambda row: row.pk, default=None)


def goes_on(lease: Tenancy, *, at: datetime | None = None) -> bool:
    """Somebody answered that the lease continues past its written end."""
    answer = last_answer(lease, at=at)
    return answer is not None and answer.goes_on


def last_day(lease: Tenancy, *, at: datetime | None = None) -> date | None:
    """The written end, unless the lease goes on past it; the same as `lease_end_sql.BINDS`."""
    return None if lease.lease_end is None or goes_on(lease, at=at) else lease.lease_end


def until_words(lease: Tenancy) -> str:
    """What follows « Bail du … » on the pages."""
    if lease.lease_end is None:
        return ""
    after = ", et continue depuis" if goes_on(lease) else ""
    return f", jusqu’au {lease.lease_end:%d/%m/%Y}{after}"


def asks_about_end(request: RentRequest) -> bool:
    """Something is decided or paid on the lease: its written end asks what followed. A refusal
    asks nothing more of it."""
    if request.state in UNDECIDED:
        return True
    return request.state in PAYABLE and request.debt.released_at is None


def end_waits(request: RentRequest, *, on: date) -> bool:
    """Past, and neither renewed nor ended by an event; the same as `models.lease_end_sql`."""
    lease = request.tenancy
    return (
        lease.lease_end is not None
        and lease.lease_end < on
        and lease.ended_on is None
        and not goes_on(lease)
    )


def ends_unanswered(requests: Iterable[int], *, on: date) -> dict[int, str]:
    """By request: why nothing is paid on `on`, its lease ending before and nobody having said
    whether it goes on. The same as `order_hold_sql`."""
    rows = RentRequest.objects.filter(
        pk__in=list(requests), tenancy__lease_end__lt=on, tenancy__ended_on=None
    )
    rows = rows.select_related("tenancy").prefetch_related("tenancy__renewals")
    return {
        request.pk: (
            f"Le bail finit le {request.tenancy.lease_end:%d/%m/%Y}, avant ce paiement, et "
            "personne n’a dit s’il continue. Dès le lendemain, l’instructeur le dit sur la page "
            "« Bail et procédure » ; d’ici là, rien ne se paie après cette date."
        )
        for request in rows
        if end_waits(request, on=on)
    }


def end_words(request: RentRequest, *, on: date) -> str:
    """What the instructor is asked, in a sentence; nothing when the lease runs or was answered."""
    if not asks_about_end(request) or not end_waits(request, on=on):
        return ""
    before = ", avant l’avis," if request.state in UNDECIDED else ""
    return (
        f"Le bail devait finir le {request.tenancy.lease_end:%d/%m/%Y} : l’instructeur dit{before} "
        "s’il continue ou si le ménage est parti."
    )


def denied_departure(lease: Tenancy, left_on: date) -> str:
    """What is known and says that the household was still there after that day, in a sentence;
    the same as `tenancy_event_sql.LEFT_AS_KNOWN`."""
    words = {row.month: row for row in lease.rents.order_by("pk")}
    for month, rent in sorted(words.items()):
        if month > month_start(left_on) and rent.kind != RentKind.UNPAID:
            return (
                f"Le loyer de {french_month(month)}, après ce départ, est noté "
                f"{rent.get_kind_display().lower()} : corrigez ce loyer sur le plan, ou donnez le "
                "dernier jour du bail, préavis compris."
            )
    plans = [plan for debt in lease.debts.all() for plan in debt.plans.all()]
    for plan in plans:
        signed = plan.tenant_signed_on
        if plan.state in RUNNING_PLAN and signed is not None and signed > left_on:
            return (
                f"Le locataire a signé le plan en cours le {signed:%d/%m/%Y}, après ce départ : "
                "vérifiez la date avec le bailleur."
            )
    for event in lease.events.all():
        if event.answer in STILL_THERE and event.answered_at is not None:
            said = paris_day(event.answered_at)
            if said > left_on:
                return (
                    f"Un cadre a dit le {said:%d/%m/%Y}, après ce départ : "
                    f"« {event.get_answer_display()} ». Vérifiez la date, ou voyez-le avec lui."
                )
    return ""
