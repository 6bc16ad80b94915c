"""Proposals of the automatic rota that are ready and that nobody has published."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.urls import reverse

from actors.models import User
from epicerie.models import RotaRun
from epicerie.queries.work_list import work
from epicerie.states import RotaRunState
from reims_solidarite.kit.templatetags.french import short_date

URGENT_WITHIN = timedelta(days=14)


def rota_waiting(user: User, on: date) -> list[dict[str, Any]]:
    """One list when there is any: of each period, the last proposal; none once a later one was
    published on the same days.
    """
    same_days = RotaRun.objects.filter(period__overlap=OuterRef("period"), pk__gt=OuterRef("pk"))
    waiting = (
        RotaRun.objects.visible_to(user)
        .filter(state=RotaRunState.DONE, period__endswith__gt=on)
        .exclude(Exists(same_days.filter(state=RotaRunState.PUBLISHED)))
        .exclude(Exists(same_days.filter(state=RotaRunState.DONE, period=OuterRef("period"))))
        .order_by(F("period__startswith").asc(), "pk")
    )

    def line(run: RotaRun) -> dict[str, Any]:
        return {
            "label": f"Relire le planning proposé du {short_date(run.since)}"
            f" au {short_date(run.last_day)}",
            "url": reverse("epicerie:rota_run", args=[run.pk]),
            "detail": f"calculé le {short_date(run.asked_at)}, pas encore publié",
            "urgent": run.since < on + URGENT_WITHIN,
        }

    listed = work(
        "Plannings à publier",
        waiting,
        line,
        empty="",
        label="Voir les calculs",
        url=reverse("epicerie:rota_runs"),
        help_text="Personne n’est prévenu tant que le planning n’est pas publié.",
    )
    return [listed] if listed["count"] else []
