"""Hours for those who gave them, and for the association that they were credited to."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actors import rules
from actors.models import Organisation
from actors.queries.partner_home import partner_frame
from actors.views.signed_in import SignedInRequest
from epicerie.forms.hours import span_of
from epicerie.models import HoursEntry, Volunteer
from epicerie.queries.association import managed_by
from epicerie.queries.given import valuations
from epicerie.views.hours_files import certificate_file, valuation_file
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.http import ruled


@ruled(rules.VOLUNTEER)
@require_safe
def my_certificate(request: SignedInRequest) -> HttpResponse:
    """A volunteer's own certificate."""
    volunteer = get_object_or_404(Volunteer, user=request.user)
    span, _ = span_of(request.GET, today=today())
    return certificate_file(
        volunteer, HoursEntry.objects.filter(volunteer__user=request.user), span
    )


@ruled(rules.ORG_MANAGER)
@require_safe
def association_hours(request: SignedInRequest) -> HttpResponse:
    """What the manager's organisations were credited with, person by person."""
    span, form = span_of(request.GET, today=today())
    own = Organisation.objects.filter(pk__in=managed_by(request.user)).order_by("sort_key")
    given = valuations([organisation.pk for organisation in own], span)
    context = {
        **partner_frame(request.user),
        "form": form,
        "given": [(organisation, given[organisation.pk]) for organisation in own],
        "query": request.GET.urlencode(),
    }
    return render(request, "epicerie/partner/hours.html", context)


def _own_organisation(request: SignedInRequest, slug: str) -> Organisation:
    own = Organisation.objects.filter(pk__in=managed_by(request.user))
    return get_object_or_404(own, slug=slug)


@ruled(rules.ORG_MANAGER)
@require_safe
def association_valuation(request: SignedInRequest, slug: str, kind: str) -> HttpResponse:
    """The certificate of one's own association, PDF or XLSX."""
    organisation = _own_organisation(request, slug)
    span, _ = span_of(request.GET, today=today())
    return valuation_file(organisation, span, kind)


@ruled(rules.ORG_MANAGER)
@require_safe
def association_certificate(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """One person's certificate, of the hours credited to this association only."""
    organisation = _own_organisation(request, slug)
    entries = HoursEntry.objects.visible_to(request.user).filter(
        volunteer=pk, organisation=organisation
    )
    first = get_object_or_404(entries.select_related("volunteer__user").order_by("pk")[:1])
    span, _ = span_of(request.GET, today=today())
    return certificate_file(first.volunteer, entries, span, association=organisation.name)
