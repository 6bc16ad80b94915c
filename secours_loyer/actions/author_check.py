"""Who is named on a row against who did the act, as the chained journal says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Model

from actors.models import JournalEntry
from secours_loyer.models import (
    Batch,
    LandlordAccount,
    PaymentDecision,
    PaymentOrder,
    RentRequest,
    RepaymentPlan,
)
from secours_loyer.states import ORDER, PLAN

# Each: the row, whom it names, the acts that name them, and what the sentence calls it.
AUTHORS: tuple[tuple[type[Model], str, tuple[str, ...], str], ...] = (
    (PaymentOrder, "prepared_by", ("prepare_order",), "préparé"),
    (PaymentOrder, "moved_by", ("change_order", *ORDER), "mené plus loin"),
    (RepaymentPlan, "moved_by", tuple(PLAN), "mené plus loin"),
    (LandlordAccount, "stopped_by", ("block_account", "archive_account"), "arrêté"),
    (LandlordAccount, "entered_by", ("enter_account",), "saisi"),
    (LandlordAccount, "verified_by", ("verify_account", "verify_with_alert"), "vérifié"),
    (LandlordAccount, "activated_by", ("verify_account", "activate_account"), "activé"),
    (Batch, "opened_by", ("open_batch",), "ouvert"),
    (Batch, "closed_by", ("close_batch",), "clos"),
    (Batch, "exported_by", ("export_batch",), "exporté"),
    (Batch, "forwarded_by", ("forward_batch",), "transmis"),
    (Batch, "cancelled_by", ("cancel_batch",), "annulé"),
    (PaymentDecision, "signed_by", ("sign_payment",), "signé"),
    (RentRequest, "validated_by", ("validate_technically",), "validé"),
)
GIVEN = ("assign", "hand_over")


def author_faults() -> Iterator[str]:
    """One sentence for each row that names somebody else than the journal."""
    for model, who, verbs, words in AUTHORS:
        label = model._meta.label_lower
        acts = dict(
            JournalEntry.objects.filter(object_type=label, verb__in=verbs)
            .order_by("object_id", "-pk")
            .distinct("object_id")
            .values_list("object_id", "actor")
        )
        named = model._default_manager.filter(**{f"{who}__isnull": False}).order_by("pk")
        for pk, person in named.values_list("pk", who).iterator(chunk_size=2000):
            if acts.get(str(pk)) != person:
                yield f"{label} {pk} : {words} par une autre personne que celle du journal."
    yield from _instructors()


def _instructors() -> Iterator[str]:
    """Whoever was given a file studies it, or is known to have studied it before."""
    label = RentRequest._meta.label_lower
    given: defaultdict[str, list[int]] = defaultdict(list)
    acts = JournalEntry.objects.filter(
        object_type=label, verb__in=GIVEN, details__has_key="instructor"
    ).order_by("pk")
    for key, person in acts.values_list("object_id", "details__instructor").iterator():
        given[key].append(person)
    rows = RentRequest.objects.order_by("pk").values_list("pk", "instructor", "past_instructors")
    for pk, instructor, past in rows.iterator(chunk_size=2000):
        said = given.get(str(pk), [])
        if said and (said[-1] != instructor or {*said} - {instructor, *past}):
            yield f"{label} {pk} : ses instructeurs ne sont pas ceux du journal."
