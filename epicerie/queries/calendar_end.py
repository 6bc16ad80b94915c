"""The calendar that runs out: said before volunteers find nothing to take."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from epicerie.models import OpeningDay
from reims_solidarite.kit.templatetags.french import french_date

URGENT_WITHIN = timedelta(days=14)


def calendar_end(on: date, notice: timedelta) -> list[dict[str, Any]]:
    """One list of one line when the last planned opening is near or past; none otherwise."""
    last = OpeningDay.objects.planned().order_by("-day").values_list("day", flat=True).first()
    if last and last >= on + notice:
        return []
    url = reverse("epicerie:generate_openings")
    line = {
        "label": f"Le planning n’est ouvert que jusqu’au {french_date(last)}"
        if last and last >= on
        else "Aucun jour d’ouverture n’est prévu",
        "url": url,
        "detail": "ouvrez les jours qui suivent",
        "urgent": last is None or last < on + URGENT_WITHIN,
    }
    return [
        {
            "title": "Jours à ouvrir",
            "help": "Les bénévoles ne peuvent prendre que des jours ouverts.",
            "rows": [line],
            "count": 1,
            "empty_text": "",
            "action": {"label": "Ouvrir la semaine habituelle", "url": url},
        }
    ]
