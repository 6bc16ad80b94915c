"""Who comes to an edition: search, filter, export, cancel."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_filters.filters import ChoiceFilter
from django_filters.filterset import FilterSet

from actors import rules
from actors.views.signed_in import SignedInRequest
from assises.actions.registration import cancel_registration
from assises.models import Edition, Registration, RegistrationState
from assises.queries.staff import registration_rows, workshops_of
from assises.views.staff.frame import task_frame
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.lists import ListPage
from reims_solidarite.kit.transitions import Refused


class RegistrationFilter(FilterSet):
    """By state."""

    etat = ChoiceFilter(
        field_name="state", label="État", choices=RegistrationState.choices, empty_label="Tous"
    )

    class Meta:
        model = Registration
        fields: ClassVar[list[str]] = []


class RegistrationList(ListPage):
    """The people of one edition; the measures they asked for are on the board, as numbers."""

    rule = rules.NETWORK
    template_name = "assises/staff/registrations.html"
    search = ("last_name", "first_name", "email", "organisation__name", "organisation_name")
    sorts: ClassVar[Any] = {
        "nom": ("Nom", ("name_key",)),
        "date": ("Date d’inscription", ("registered_at",)),
    }
    filterset_class = RegistrationFilter
    export_name = "inscriptions"
    columns: ClassVar[Any] = {
        "Nom": lambda row: row.last_name,
        "Prénom": lambda row: row.first_name,
        "Adresse e-mail": lambda row: row.email,
        "Organisation": lambda row: row.organisation_label,
        "Fonction": lambda row: row.function,
        "État": lambda row: row.get_state_display(),
        "Ateliers": lambda row: row.workshops,
        "Accepte la liste": lambda row: "oui" if row.may_be_listed else "non",
    }

    def rows(self) -> QuerySet[Any]:
        self.edition = get_object_or_404(Edition, year=self.kwargs["year"])
        return registration_rows(self.edition)

    def rows_shown(self, rows: Sequence[Any]) -> None:
        words = workshops_of(list(rows))
        for row in rows:
            row.workshops = words.get(row.pk, "")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        board = reverse("assises:board", args=[self.edition.year])
        return {
            **context,
            **task_frame(self.request, "Inscriptions", (str(self.edition), board)),
            "edition": self.edition,
            "page_query": f"{context['kept']}&" if context["kept"] else "",
        }


@require_POST
@ruled(rules.NETWORK)
def cancel(request: SignedInRequest, year: int, uid: uuid.UUID) -> HttpResponse:
    """Cancel somebody; their places go to those who wait."""
    registration = get_object_or_404(
        Registration.objects.visible_to(request.user), uid=uid, edition__year=year
    )
    try:
        cancel_registration(registration, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"L’inscription de {registration} est annulée.")
    return redirect("assises:registrations", year=year)
