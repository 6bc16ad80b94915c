"""What waits for the coordinator and the social workers, on the staff dashboard."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.urls import reverse

from actors.models import User
from actors.parameters import values
from actors.rules import GROCERY, GROCERY_DECIDER
from epicerie.models import (
    Access,
    Assignment,
    OpeningDay,
    OpeningNeed,
    ReplacementCall,
    VolunteerSkill,
    Wave,
)
from epicerie.parameters import CALENDAR_WEEKS, MANDATE_WARNING_DAYS, RENEWAL_DAYS
from epicerie.queries.calendar_end import calendar_end
from epicerie.queries.call_pages import counted, phone_list
from epicerie.queries.people_work_lists import (
    lengths_to_confirm,
    proposals_waiting,
    sheets_to_sign,
)
from epicerie.queries.rota_waiting import rota_waiting
from epicerie.queries.stock import lots_to_move
from epicerie.queries.till_days import days_to_close
from epicerie.queries.work_list import work
from epicerie.states import AccessState
from reims_solidarite.kit.dates import paris_instant
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import count, french_date

SHORT_WITHIN = timedelta(days=21)
URGENT_WITHIN = timedelta(days=4)


def work_lists_for(user: User, *, on: date) -> list[dict[str, Any]]:
    """The lists of the roles that `user` holds; a constant number of queries."""
    lists = []
    coordinates = GROCERY.allows(user)
    decides = GROCERY_DECIDER.allows(user)
    if not (coordinates or decides):
        return []
    decided = values(MANDATE_WARNING_DAYS.name, RENEWAL_DAYS.name, CALENDAR_WEEKS.name, on=on)
    if coordinates:
        lists.extend(calendar_end(on, timedelta(weeks=decided[CALENDAR_WEEKS.name])))
        lists.extend(rota_waiting(user, on))
        lists.append(_short_days(on))
        lists.append(_calls(on))
        lists.append(_phone(user, on))
    if decides:
        lists.append(_accesses(on, timedelta(days=decided[RENEWAL_DAYS.name])))
    if coordinates:
        lists.append(sheets_to_sign(on))
        lists.append(lengths_to_confirm())
        lists.append(proposals_waiting())
        lists.append(_tills(on))
        lists.append(_dates(on))
        lists.append(_mandates(on, timedelta(days=decided[MANDATE_WARNING_DAYS.name])))
    return lists


def _short_days(on: date) -> dict[str, Any]:
    needs = OpeningNeed.objects.filter(opening=OuterRef("pk")).order_by()
    places = needs.values("opening").annotate(n=Sum("places")).values("n")
    held = (
        Assignment.objects.active()
        .filter(opening=OuterRef("pk"))
        .order_by()
        .values("opening")
        .annotate(n=Count("pk"))
        .values("n")
    )
    short = (
        needs.annotate(
            filled=Count("assignments", filter=Q(assignments__state="active"), distinct=True)
        )
        .filter(filled__lt=F("places"))
        .order_by("post__rank")
    )
    days = (
        OpeningDay.objects.planned()
        .between(on, on + SHORT_WITHIN)
        .annotate(places=Subquery(places), held=Subquery(held))
        .annotate(first_short=Subquery(short.values("pk")[:1]))
        .filter(first_short__isnull=False)
    )

    def line(day: Any) -> dict[str, Any]:
        missing = day.places - (day.held or 0)
        return {
            "label": f"{french_date(day.day)} : trouver quelqu’un",
            "url": reverse("epicerie:fill_post", args=[day.first_short]),
            "detail": f"il manque {missing} personne{'s' if missing > 1 else ''}",
            "urgent": day.day < on + URGENT_WITHIN,
        }

    return work(
        "Jours où il manque du monde",
        days,
        line,
        empty="Toutes les places des trois prochaines semaines sont tenues.",
        label="Voir le planning",
        url=reverse("epicerie:planning"),
        help_text="Chaque ligne ouvre les personnes libres pour le premier poste à pourvoir.",
    )


def _calls(on: date) -> dict[str, Any]:
    rows = (
        counted(ReplacementCall.objects.live())
        .filter(need__opening__day__gte=on)
        .order_by("-wave", "need__opening__period", "pk")
    )

    def line(call: Any) -> dict[str, Any]:
        yours = call.wave == Wave.COORDINATOR
        people = count(call.asked, "personne sollicitée,personnes sollicitées")
        return {
            "label": f"{french_date(call.need.opening.day)}, {call.need.post}",
            "url": reverse("epicerie:call", args=[call.pk]),
            "detail": f"{people}, à vous de chercher" if yours else people,
            "urgent": yours,
        }

    return work(
        "Remplacements en cours",
        rows,
        line,
        empty="Personne n’est recherché en ce moment.",
        label="Voir les remplacements",
        url=reverse("epicerie:calls"),
        help_text="Places qui se sont libérées : qui a été sollicité, qui a répondu.",
    )


def _phone(user: User, on: date) -> dict[str, Any]:
    def line(call: Any) -> dict[str, Any]:
        opening = call.called.call.need.opening if call.called else call.assignment.opening
        return {
            "label": f"Appeler {call.volunteer}",
            "url": reverse("epicerie:phone_list"),
            "detail": f"{call.get_occasion_display().lower()}, {french_date(opening.day)}",
            "urgent": opening.day < on + URGENT_WITHIN,
        }

    return work(
        "Bénévoles à appeler",
        phone_list(user, at=paris_instant(on)),
        line,
        empty="Personne à appeler.",
        label="Voir la liste",
        url=reverse("epicerie:phone_list"),
        help_text="Ces bénévoles préfèrent le téléphone à l’e-mail.",
    )


def _accesses(on: date, notice: timedelta) -> dict[str, Any]:
    rows = (
        Access.objects.filter(
            Q(state=AccessState.REQUESTED)
            | Q(
                state=AccessState.GRANTED,
                period__endswith__gt=on,
                period__endswith__lte=on + notice,
                renewed_by=None,
            )
        )
        .select_related("household")
        .only("id", "state", "period", "requested_at", "household__number", "household__uid")
        .order_by("-state", "period", "requested_at", "pk")
    )

    def line(access: Any) -> dict[str, Any]:
        waiting = access.state == AccessState.REQUESTED
        return {
            "label": access.household.number,
            "url": reverse("epicerie:household_access", args=[access.household.uid]),
            "detail": f"demandé le {access.requested_at:%d/%m/%Y}"
            if waiting
            else f"se termine le {access.period.upper - timedelta(days=1):%d/%m/%Y}",
            "urgent": False,
        }

    return work(
        "Accès à décider ou à renouveler",
        rows,
        line,
        empty="Aucun accès n’attend de décision.",
        label="Voir les accès",
        url=reverse("epicerie:accesses"),
        help_text="Demandes, et accès qui se terminent bientôt.",
    )


def _tills(on: date) -> dict[str, Any]:
    def line(row: Any) -> dict[str, Any]:
        tickets = row["tickets"]
        return {
            "label": f"Clore la caisse du {french_date(row['day'])}",
            "url": reverse("epicerie:till_day", args=[row["day"].isoformat()]),
            "detail": f"{tickets} ticket{'s' if tickets > 1 else ''}, {format_cents(row['paid'])}",
            "urgent": False,
        }

    return work(
        "Caisses à clore",
        days_to_close(before=on),
        line,
        empty="Toutes les caisses des jours passés sont closes.",
        label="Voir les jours de caisse",
        url=reverse("epicerie:till_days"),
        help_text="Comptez, clôturez : plus aucun ticket ne s’ajoute ce jour-là.",
    )


def _dates(on: date) -> dict[str, Any]:
    def line(lot: Any) -> dict[str, Any]:
        passed = lot.use_by_passed(on)
        return {
            "label": str(lot.product),
            "url": reverse("epicerie:lot", args=[lot.pk]),
            "detail": f"DLC {lot.best_on:%d/%m/%Y}, reste {lot.remaining}"
            + (" : à sortir" if passed else ""),
            "urgent": passed,
        }

    return work(
        "Produits à écouler ou à sortir",
        lots_to_move(on),
        line,
        empty="Aucune DLC proche.",
        label="Voir le stock",
        url=reverse("epicerie:stock"),
        help_text="DLC passée ou proche.",
    )


def _mandates(on: date, notice: timedelta) -> dict[str, Any]:
    later = VolunteerSkill.objects.filter(
        volunteer=OuterRef("volunteer"),
        skill=OuterRef("skill"),
        period__startswith__gte=OuterRef("period__endswith"),
    )
    rows = (
        VolunteerSkill.objects.on(on)
        .filter(volunteer__active=True, period__endswith__lte=on + notice)
        .annotate(renewed=Subquery(later.values("pk")[:1]))
        .filter(renewed=None)
        .select_related("volunteer__user")
        .order_by("period__endswith", "pk")
    )

    def line(skill: Any) -> dict[str, Any]:
        last = skill.period.upper - timedelta(days=1)
        return {
            "label": f"{skill.volunteer} : {skill.get_skill_display().lower()}",
            "url": reverse("epicerie:volunteer", args=[skill.volunteer_id]),
            "detail": f"jusqu’au {last:%d/%m/%Y}",
            "urgent": False,
        }

    return work(
        "Mandats et formations qui se terminent",
        rows,
        line,
        empty="Aucun mandat ne se termine bientôt.",
        label="Voir les bénévoles",
        url=reverse("epicerie:volunteers"),
        help_text="Sans mandat, une personne ne peut plus tenir le poste.",
    )
