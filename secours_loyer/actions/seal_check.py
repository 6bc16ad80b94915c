"""Seals put back or taken away: what an act wrote bears a seal of its instant, as the journal says.

A row put back as it was, with the seal of what it became taken away, agrees with the seal that is
left; but the act that changed it stands in the journal, whose head is kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.models import F, Window
from django.db.models.functions import Lag

from reims_solidarite.kit.dates import paris_day
from secours_loyer.models import CommissionSession, MoneySeal, RentRequest, RepaymentPlan
from secours_loyer.queries.journal_rows import APP
from secours_loyer.queries.seal import SEALED
from secours_loyer.states import PLAN, REQUEST, SESSION

# Of these rows only the steps are sealed: other acts write rows of their own, which they name.
STEPS = {
    RentRequest: {"open_request", "resume_delay", *REQUEST},
    RepaymentPlan: {"prepare_plan", *PLAN},
    CommissionSession: {"plan_session", *SESSION},
}
# Nothing was written, or other rows alone: entries, a recusal, a sum that came back.
BESIDE = ["meet_forged", "carry_over", "recuse", "lift_recusal", "note_recovery"]
LOST = """
    WITH written AS (
        SELECT object_type AS label, object_id AS key, at FROM actors_journalentry
        WHERE object_type = ANY(%(whole)s) AND verb <> ALL(%(beside)s)
            OR object_type || ' ' || verb = ANY(%(steps)s)
        UNION
        SELECT %(app)s || '.' || split_part(part, '=', 1),
            unnest(string_to_array(split_part(part, '=', 2), ',')), at
        FROM actors_journalentry, unnest(string_to_array(details ->> 'rows', ';')) part
        WHERE details ? 'rows'
    )
    SELECT label, key, min(at) FROM written
    WHERE label = ANY(%(sealed)s) AND true = (
        SELECT bool_and(seal.at <> written.at) FROM secours_loyer_moneyseal seal
        WHERE seal.object_type = label AND seal.object_id = key::bigint
    )
    GROUP BY label, key ORDER BY label, key::bigint
"""


def seal_faults() -> Iterator[str]:
    """One sentence for each seal that came back, then for each that is missing."""
    yield from _put_back()
    yield from _taken_away()


def _put_back() -> Iterator[str]:
    """A seal covers its instant: an older one, written again after the row was put back, is known
    by coming after a younger one."""
    before = Window(
        Lag("at"), partition_by=[F("object_type"), F("object_id")], order_by=F("pk").asc()
    )
    back = MoneySeal.objects.annotate(before=before).filter(at__lt=F("before"))
    for label, key in back.order_by("pk").values_list("object_type", "object_id").iterator():
        yield f"{label} {key} : un ancien sceau est revenu après un plus récent."


def _taken_away() -> Iterator[str]:
    """One sentence for each row of which one seal is missing; without any, it is named already."""
    labels = [model._meta.label_lower for model in SEALED]
    stepped = {model._meta.label_lower: verbs for model, verbs in STEPS.items()}
    asked = {
        "whole": [label for label in labels if label not in stepped],
        "steps": [f"{label} {verb}" for label, verbs in stepped.items() for verb in verbs],
    }
    with connection.cursor() as cursor:
        cursor.execute(LOST, {**asked, "sealed": labels, "beside": BESIDE, "app": APP})
        lost = cursor.fetchall()
    for label, key, at in lost:
        yield f"{label} {key} : le sceau de ce qui a été fait le {paris_day(at):%d/%m/%Y} manque."
