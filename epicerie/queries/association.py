"""What an association manager sees: places promised and filled by their own volunteers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from actors.models import User
from actors.rules import ORG_MANAGER
from epicerie.models import Affiliation, Assignment, Volunteer
from epicerie.models.assignment import AssignmentQuerySet
from epicerie.queries.promised import PromisedMonth, promised_months
from epicerie.queries.volunteer_list import ahead
from epicerie.states import PlaceState


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


def own_places(user: User) -> AssignmentQuerySet:
    """Places held by people whom the manager's organisations send now, the next one first."""
    sent = Affiliation.objects.live().filter(
        volunteer=OuterRef("volunteer"), organisation__in=managed_by(user)
    )
    return (
        Assignment.objects.active()
        .filter(Exists(sent))
        .select_related("opening", "need__post", "need__opening", "volunteer__user")
        .order_by("period", "need__post__rank", "place_number", "pk")
    )


def own_promises(user: User, *, on: date) -> list[PromisedMonth]:
    """This month and the two after it."""
    return promised_months(managed_by(user), since=on, months=3)


def sends_somebody(user: User) -> bool:
    """Whether the manager's organisations send anybody now."""
    return Affiliation.objects.live().filter(organisation__in=managed_by(user)).exists()


def association_panel(user: User, on: date) -> dict[str, Any] | None:
    """The panel of the partner home, for managers whose organisation sends volunteers."""
    if not ORG_MANAGER.allows(user):
        return None
    [month] = promised_months(managed_by(user), since=on, months=1)
    if not (month.promised or month.held or sends_somebody(user)):
        return None
    url = reverse("epicerie:association_volunteers")
    rows = []
    if month.promised or month.held:
        promised = f" sur {month.promised} promises" if month.promised else ""
        rows.append(
            {
                "label": f"Places tenues ce mois-ci : {month.held}{promised}",
                "url": url,
                "detail": f"{month.given_up} rendues par vos bénévoles" if month.given_up else "",
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
