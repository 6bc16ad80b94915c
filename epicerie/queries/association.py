"""What an association manager sees: places promised and filled by their own volunteers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from actors.models import User
from actors.rules import ORG_MANAGER
from epicerie.models import Affiliation, Assignment, Volunteer
from epicerie.queries.volunteer_list import ahead
from epicerie.states import PlaceState
from reims_solidarite.kit.dates import month_of, paris_instant
from reims_solidarite.kit.prepared import Number, together


def managed_by(user: User) -> list[int]:
    """Organisations that the person manages."""
    return [m.organisation_id for m in user.memberships if m.is_manager]


def own_volunteers(user: User, *, at: datetime) -> QuerySet[Any]:
    """Volunteers sent by the manager's organisations, with `to_come` and `given_up` counts."""
    sent = Affiliation.objects.live().filter(
        volunteer=OuterRef("pk"), organisation__in=managed_by(user)
    )
    return (
        Volunteer.objects.filter(Exists(sent))
        .select_related("user")
        .annotate(to_come=ahead(at, PlaceState.ACTIVE), given_up=ahead(at, PlaceState.GIVEN_UP))
    )


def month_figures(user: User, *, on: date) -> tuple[int, int, bool]:
    """(promised, held, sends): places of the month that own volunteers took, and still hold;
    whether the manager's organisations send anybody now. One query."""
    month = month_of(on)
    senders = Affiliation.objects.live().filter(organisation__in=managed_by(user))
    taken = Assignment.objects.filter(
        Exists(senders.filter(volunteer=OuterRef("volunteer"))),
        period__startswith__gte=paris_instant(month.start),
        period__startswith__lt=paris_instant(month.end or on),
    )
    asked = together(
        Number(taken.exclude(state__in=[PlaceState.CANCELLED, PlaceState.EXCHANGED])),
        Number(taken.filter(state=PlaceState.ACTIVE)),
        Number(senders),
    )
    [(promised, held, sends)] = asked.rows(asked.parameters)
    return promised, held, bool(sends)


def association_panel(user: User, on: date) -> dict[str, Any] | None:
    """The panel of the partner home, for managers whose organisation sends volunteers."""
    if not ORG_MANAGER.allows(user):
        return None
    promised, held, sends = month_figures(user, on=on)
    if not (promised or sends):
        return None
    url = reverse("epicerie:association_volunteers")
    rows = []
    if promised:
        missing = promised - held
        rows.append(
            {
                "label": f"Places tenues ce mois-ci : {held} sur {promised} promises",
                "url": url,
                "detail": f"{missing} rendues par vos bénévoles" if missing else "",
                "urgent": False,
            }
        )
    return {
        "title": "Nos bénévoles à l’épicerie sociale",
        "help": "Places prises ce mois-ci par les bénévoles que vous envoyez.",
        "rows": rows,
        "count": len(rows),
        "empty_text": "Vos bénévoles n’ont pas encore pris de place ce mois-ci.",
        "action": {"label": "Voir nos bénévoles", "url": url},
    }


def association_menu(user: User) -> list[dict[str, Any]]:
    """The entry of the partner menu; reads roles only."""
    if not ORG_MANAGER.allows(user):
        return []
    url = reverse("epicerie:association_volunteers")
    return [{"url": url, "label": "Nos bénévoles", "icon": "users"}]
