"""Facts of the eviction procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from secours_loyer.alert_parameters import CLAUSE_DAYS, HEARING_DAYS
from secours_loyer.legal_dates import truce_end
from secours_loyer.models import ActKind, AlertKind, LeaseEvent, ProcedureAct, Tenancy, TenancyEvent
from secours_loyer.models.tenancy_event import UNDONE
from secours_loyer.queries.alerts.due import Due, newest_request, stage
from secours_loyer.queries.procedure import AFTER_JUDGMENT

GONE = (LeaseEvent.LEFT, LeaseEvent.DEATH, LeaseEvent.EVICTED)


def last_days(on: date, rules: Mapping[str, Any]) -> Iterator[Due]:
    """The clause bites, the hearing comes: once a threshold."""
    for kind, act, days in (
        (AlertKind.CLAUSE, ActKind.PAY, rules[CLAUSE_DAYS.name]),
        (AlertKind.HEARING, ActKind.HEARING, rules[HEARING_DAYS.name]),
    ):
        rows = (
            ProcedureAct.objects.standing()
            .filter(kind=act, deadline_on__range=(on, on + timedelta(days=max(days))))
            .exclude(tenancy__in=_left())
            .annotate(file=newest_request("tenancy"))
        )
        for pk, last, file in rows.values_list("pk", "deadline_on", "file"):
            if last is None:
                continue
            passed = stage((last - on).days, days)
            yield Due(kind, f"{kind}:{pk}:{last}:{passed}", file, last)


def truce(on: date, _rules: Mapping[str, Any]) -> Iterator[Due]:
    """In March, for whoever may be put out in April: on the first day, and on the last."""
    end = truce_end(on)
    if end is None or on.month != end.month:
        return
    part = "fin" if on == end else "mars"
    threatened = ProcedureAct.objects.standing().filter(kind__in=AFTER_JUDGMENT)
    rows = (
        Tenancy.objects.filter(pk__in=threatened.values("tenancy"))
        .exclude(pk__in=_left())
        .annotate(file=newest_request("pk"))
    )
    for row in rows:
        yield Due(AlertKind.TRUCE, f"treve:{row.pk}:{end.year}:{part}", row.file, end)


def _left() -> Any:
    """Leases whose household is not there any more."""
    gone = TenancyEvent.objects.filter(kind__in=GONE).exclude(answer__in=UNDONE)
    return gone.values("tenancy")
