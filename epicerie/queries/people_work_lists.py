"""What waits for the coordinator about people: sheets to sign, volunteers proposed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from epicerie.models import Attendance, VolunteerProposal
from epicerie.queries.presence import openings_to_sign, waiting_lines
from epicerie.queries.work_list import work
from reims_solidarite.kit.dates import paris_instant
from reims_solidarite.kit.templatetags.french import duration, french_date

URGENT_AFTER = timedelta(days=3)


def sheets_to_sign(on: date) -> dict[str, Any]:
    """Openings of the days before whose sheet nobody signed."""

    def line(opening: Any) -> dict[str, Any]:
        return {
            "label": f"Signer la feuille du {french_date(opening.day)}",
            "url": reverse("epicerie:sheet", args=[opening.pk]),
            "detail": "les heures des bénévoles attendent",
            "urgent": opening.day < on - URGENT_AFTER,
        }

    return work(
        "Feuilles à signer",
        openings_to_sign(at=paris_instant(on)),
        line,
        empty="Toutes les feuilles des jours passés sont signées.",
        label="Voir les présences",
        url=reverse("epicerie:sheets"),
        help_text="Notez qui est venu, signez : les heures sont comptées.",
    )


def lengths_to_confirm() -> dict[str, Any]:
    """Lines of signed sheets whose length the coordination has not confirmed, the oldest first."""

    def line(row: Any) -> dict[str, Any]:
        return {
            "label": f"{row.volunteer} : {duration(row.minutes)}",
            "url": reverse("epicerie:sheet", args=[row.sheet.opening_id]),
            "detail": f"le {french_date(row.sheet.opening.day)}",
            "urgent": False,
        }

    lines = Attendance.objects.in_force().filter(
        sheet__signed_at__isnull=False, volunteer__isnull=False
    )
    return work(
        "Durées à confirmer",
        waiting_lines(lines)
        .select_related("volunteer__user", "sheet__opening")
        .order_by("sheet__opening__day", "pk"),
        line,
        empty="Aucune durée n’attend.",
        label="Voir les présences",
        url=reverse("epicerie:sheets"),
        help_text="Plus long que prévu, ou noté par la personne elle-même : confirmez ou corrigez.",
    )


def proposals_waiting() -> dict[str, Any]:
    """Volunteers whom their association proposed, the oldest first."""

    def line(proposal: Any) -> dict[str, Any]:
        return {
            "label": str(proposal),
            "url": reverse("epicerie:proposal", args=[proposal.pk]),
            "detail": f"proposé par {proposal.organisation}",
            "urgent": False,
        }

    return work(
        "Bénévoles proposés par les associations",
        VolunteerProposal.objects.waiting().select_related("organisation"),
        line,
        empty="Aucune proposition n’attend.",
        label="Voir les bénévoles",
        url=reverse("epicerie:volunteers"),
        help_text="Inscrivez la personne, ou dites pourquoi elle ne l’est pas.",
    )
