"""The lists of households: the staff's, and each association's own. Every line is journaled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse

from actors import rules
from actors.households.forms.filters import CHOICES, HouseholdFilters
from actors.households.models import Household, HouseholdMember, Housing
from actors.households.queries.search import search_households
from actors.households.views.frame import LIST_TITLE, PARTNER, STAFF, Surface, note_shown
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.filter_fields import filter_fields, typed_in
from reims_solidarite.kit.http import Rule
from reims_solidarite.kit.lists import ListPage
from reims_solidarite.kit.templatetags.french import count


class HouseholdList(ListPage):
    """Every household, for the staff whose work it is."""

    request: SignedInRequest
    rule: ClassVar[Rule] = rules.HOUSEHOLD_STAFF
    surface: ClassVar[Surface] = STAFF
    template_name = "households/list.html"
    sorts = {
        "numero": ("Numéro", ("number",)),
        "nom": ("Nom", ("name",)),
        "contact": ("Dernier contact", ("last_contact_on",)),
    }
    columns = {
        "Numéro": lambda row: row.number,
        "Nom": lambda row: row.name,
        "Téléphone": lambda row: row.phone,
        "Personnes": lambda row: len(row.living),
        "Quartier": lambda row: row.home[0].district if row.home else "",
        "Dernier contact": lambda row: f"{row.last_contact_on:%d/%m/%Y}",
    }
    export_name = "menages"

    def rows(self) -> QuerySet[Household]:
        day = today()
        self.filters = HouseholdFilters(self.request.GET)
        rows = search_households(
            self.filters.narrow(self.surface.households(self.request.user), on=day), self.typed
        )
        return rows.prefetch_related(
            Prefetch(
                "members",
                HouseholdMember.objects.on(day).select_related("person"),
                to_attr="living",
            ),
            Prefetch("housings", Housing.objects.on(day), to_attr="home"),
        )

    def rows_shown(self, rows: Sequence[Household]) -> None:
        note_shown(self.request, rows, ("identity", "housing"))

    def export(self, wanted: str) -> HttpResponse:
        """A list that leaves the portal: social workers only."""
        if not rules.SOCIAL_WORKER.allows(self.request.user):
            raise PermissionDenied
        return super().export(wanted)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        kept, total = context["kept"], context["paginator"].count
        return {
            **self.surface.context(self.request, LIST_TITLE),
            **context,
            "filters": self.filters,
            "filter_fields": self._fields_kept(),
            "surface": self.surface,
            "page_query": f"{kept}&" if kept else "",
            "found": count(total, "ménage,ménages"),
            "may_export": rules.SOCIAL_WORKER.allows(self.request.user),
            "may_open": (rules.FILE_WRITER | rules.AGENT).allows(self.request.user),
        }

    def _fields_kept(self) -> str:
        """Drawn once where no name is typed: a name that was searched is not to be kept."""
        if self.request.GET.get("q"):
            return ""
        return filter_fields(HouseholdFilters, typed_in(CHOICES, self.request.GET))


class PartnerHouseholdList(HouseholdList):
    """The households that the agent's own organisations accompany."""

    rule = rules.AGENT
    surface = PARTNER
