"""« Nos bénévoles »: an association manager's own people, and nobody else's."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from actors import rules
from actors.queries.partner_home import partner_frame
from epicerie.models import VolunteerProposal
from epicerie.queries.association import own_promises, own_volunteers
from epicerie.queries.call_pages import own_people_called
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.lists import ListPage


class AssociationVolunteers(ListPage):
    """Names, places to come, places given up; no e-mail, no phone: the coordinator has them."""

    rule = rules.ORG_MANAGER
    template_name = "epicerie/partner/volunteers.html"
    search = ("user__first_name", "user__last_name")
    sorts = {"nom": ("nom", ("user__sort_key", "user__first_name"))}

    def rows(self) -> QuerySet[Any]:
        return own_volunteers(self.request.user, at=now())  # type: ignore[arg-type]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        kept = context["kept"]
        return {
            **partner_frame(self.request.user),  # type: ignore[arg-type]
            **context,
            "months": own_promises(self.request.user, on=today()),  # type: ignore[arg-type]
            "proposals": VolunteerProposal.objects.visible_to(
                self.request.user  # type: ignore[arg-type]
            ).to_show(on=now()),
            "page_query": f"{kept}&" if kept else "",
        }


class CalledVolunteers(ListPage):
    """Own people who were asked to replace somebody, and what they answered; nobody else's."""

    rule = rules.ORG_MANAGER
    template_name = "epicerie/partner/called.html"

    def rows(self) -> QuerySet[Any]:
        return own_people_called(self.request.user, at=now())  # type: ignore[arg-type]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        frame = partner_frame(self.request.user)  # type: ignore[arg-type]
        return {**frame, **super().get_context_data(**kwargs)}
