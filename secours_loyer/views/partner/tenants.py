"""What a landlord's agents read of their own tenants: the debt, the answer, the plan."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from actors import rules
from actors.actions.reading import note_reading
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.lists import ListPage
from secours_loyer.actions.landlord_links import answer_as_landlord
from secours_loyer.models import RentRequest
from secours_loyer.queries.follow import cards_of, followed
from secours_loyer.queries.landlord_links import new_token, over_words
from secours_loyer.views.partner.frame import rent_frame

REASON = "bailleur du logement"


def _let_by(request: SignedInRequest) -> QuerySet[RentRequest]:
    own = [m.organisation_id for m in request.user.memberships if m.role == "bailleur"]
    rows = RentRequest.objects.visible_to(request.user)
    return rows.filter(tenancy__landlord__organisation__in=own).with_people()


def _note(request: SignedInRequest, files: Any, route: str) -> None:
    note_reading(
        [file.household.uid for file in files],
        by=request.user,
        at=now(),
        classes=["identity", "housing", "debts"],
        route=route,
        reason=REASON,
    )


class Tenants(ListPage):
    """The requests about the homes this landlord lets."""

    request: SignedInRequest
    rule = rules.LANDLORD
    template_name = "secours_loyer/partner/tenants.html"
    search = ("number", "household__name", "tenancy__reference", "tenancy__address")

    def rows(self) -> Any:
        return _let_by(self.request)

    def rows_shown(self, rows: Any) -> None:
        _note(self.request, rows, "secours_loyer:tenants")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = cards_of(context["page_obj"].object_list)
        query = f"{context['kept']}&" if context["kept"] else ""
        return {**rent_frame(self.request.user), **context, "requests": rows, "query": query}


@ruled(rules.LANDLORD)
@require_safe
def tenant(request: SignedInRequest, uid: Any) -> HttpResponse:
    """One request; resources, notes and letters to the household are not here."""
    file = get_object_or_404(_let_by(request), uid=uid)
    _note(request, [file], "secours_loyer:tenant")
    context = {**rent_frame(request.user), **followed(file), "over": over_words(file)}
    return render(request, "secours_loyer/partner/tenant.html", context)


@ruled(rules.LANDLORD)
@require_POST
def answer(request: SignedInRequest, uid: Any) -> HttpResponse:
    """To the page where the landlord answers the CCAS: debt, payment received, instalments."""
    file = get_object_or_404(_let_by(request), uid=uid)
    link = answer_as_landlord(file, by=request.user, at=now())
    return redirect("secours_loyer:landlord_file", new_token(link.uid))
