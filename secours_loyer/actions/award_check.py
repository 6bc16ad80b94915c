"""Awards and decisions read again: one that stands a request, signed apart, under the cap."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from secours_loyer.models import Approval, Award, Decision, Outcome, PaymentDecision, RentRequest
from secours_loyer.states import DEAD_ORDER


def award_faults() -> Iterator[str]:
    """One sentence for each request, award or decision at fault."""
    granted = Decision.objects.filter(outcome=Outcome.GRANTED, award=None)
    for number in granted.order_by("pk").values_list("number", flat=True):
        yield f"{number} : accordée, son aide n’est plus là."
    live = Award.objects.filter(revoked_at=None)
    twice = live.order_by().values("decision__request__number").annotate(found=Count("pk"))
    for number in twice.filter(found__gt=1).values_list("decision__request__number", flat=True):
        yield f"{number} : plusieurs aides en cours pour une seule demande."
    replaced = live.filter(decision__replaced_by__isnull=False)
    for number in replaced.order_by("pk").values_list("decision__number", flat=True):
        yield f"{number} : remplacée, son aide court encore."
    revoked = Award.objects.filter(revoked_at__isnull=False).filter(
        Q(decision__replaced_by=None) | Q(orders__isnull=False) & ~Q(orders__state__in=DEAD_ORDER)
    )
    for number in revoked.order_by("pk").values_list("decision__number", flat=True).distinct():
        yield f"{number} : son aide est retirée sans décision, ou un ordre la paie encore."
    yield from _over_the_cap()
    yield from _by_instructors()


def _over_the_cap() -> Iterator[str]:
    """What was granted before each decision, and stands, is at least counted on it."""
    before = (
        Decision.objects.filter(
            Q(award=None) | Q(award__revoked_at=None),
            request__household=OuterRef("request__household"),
            decided_at__gte=OuterRef("period_since"),
            pk__lt=OuterRef("pk"),
        )
        .order_by()
        .values("request__household")
        .annotate(cents=Sum("aid_cents"))
        .values("cents")
    )
    rows = Decision.objects.filter(period_since__isnull=False)
    more = rows.annotate(found=Coalesce(Subquery(before), 0)).filter(
        Q(found__gt=F("period_before_cents"))
        | Q(aid_cents__gt=0) & Q(aid_cents__gt=F("period_cap_cents") - F("found"))
    )
    for number in more.order_by("pk").values_list("number", flat=True):
        yield f"{number} : ce que le ménage avait déjà reçu n’y est pas compté en entier."


def _by_instructors() -> Iterator[str]:
    """Whoever held a file signed nothing in it, and approved nothing."""
    held = RentRequest.objects.exclude(instructor=None).values_list(
        "pk", "instructor", "past_instructors"
    )
    apart = {pk: {instructor, *past} for pk, instructor, past in held.iterator(chunk_size=2000)}
    signed = (
        (Decision, "signed_by", "request", "number"),
        (Approval, "approver", "order__award__decision__request", "order__end_to_end_id"),
        (PaymentDecision, "signed_by", "order__award__decision__request", "number"),
    )
    for model, who, request, name in signed:
        rows = model._default_manager.order_by("pk").values_list(who, request, name)
        for person, file, words in rows.iterator(chunk_size=2000):
            if person in apart.get(file, ()):
                yield f"{words} : signé ou approuvé par une personne qui a instruit la demande."
