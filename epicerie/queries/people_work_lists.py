"""What waits for the coordinator about people: sheets to sign, volunteers proposed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from epicerie.models import VolunteerProposal
from epicerie.queries.presence import openings_to_sign
from epicerie.queries.work_list import work
from reims_solidarite.kit.dates import paris_instant
from reims_solidarite.kit.templatetags.french import french_date

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
