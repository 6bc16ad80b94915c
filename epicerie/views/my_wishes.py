"""How often a volunteer would come, at which posts, and how to reach them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.channel import choose_channel
from epicerie.actions.wishes import LIMITS, set_post_likings, set_wishes
from epicerie.forms.my_days import OwnLimitsForm, OwnPostsForm
from epicerie.models import Channel, Liking, Volunteer
from epicerie.queries.my_days import post_lines
from epicerie.queries.own_record import post_likings
from epicerie.views.volunteer_page import volunteer_answer, volunteer_page
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.seen import marks
from reims_solidarite.kit.transitions import Refused

LIKINGS = tuple((int(value), str(label)) for value, label in Liking.choices)
CHANNELS = tuple((str(value), str(label)) for value, label in Channel.choices)


def _wishes(
    request: SignedInRequest, volunteer: Volunteer, status: int = 200, reason: str = ""
) -> HttpResponse:
    return volunteer_answer(
        request,
        "my_wishes",
        status,
        reason=reason,
        volunteer=volunteer,
        posts=post_lines(volunteer),
        likings=LIKINGS,
        channels=CHANNELS,
        seen=marks({name: getattr(volunteer, name) for name in LIMITS}),
        seen_posts=marks({"posts": post_likings(volunteer)}),
    )


@ruled(rules.VOLUNTEER)
@require_http_methods(["GET", "HEAD", "POST"])
@volunteer_page
def my_wishes(request: SignedInRequest, volunteer: Volunteer) -> HttpResponse:
    """How often, and the limits; places already held stay held."""
    if request.method != "POST":
        return _wishes(request, volunteer)
    form = OwnLimitsForm(request.POST)
    if not form.is_valid():
        reason = _("Vérifiez les nombres : un nombre entier, ou rien s’il n’y a pas de limite.")
        return _wishes(request, volunteer, 409, reason)
    seen = request.POST.get("seen", "")
    try:
        set_wishes(volunteer, form.cleaned_data, by=request.user, at=now(), seen=seen)
    except Refused as refusal:
        return _wishes(request, volunteer, 409, refusal.message)
    return _kept(request)


@ruled(rules.VOLUNTEER)
@require_POST
@volunteer_page
def my_posts(request: SignedInRequest, volunteer: Volunteer) -> HttpResponse:
    """How much each post is liked."""
    form = OwnPostsForm(request.POST, posts=[post.pk for post in post_lines(volunteer)])
    if not form.is_valid():
        return _wishes(request, volunteer, 409, _("Choisissez une réponse pour chaque poste."))
    seen = request.POST.get("seen", "")
    try:
        set_post_likings(volunteer, form.likings(), by=request.user, at=now(), seen=seen)
    except Refused as refusal:
        return _wishes(request, volunteer, 409, refusal.message)
    return _kept(request)


@ruled(rules.VOLUNTEER)
@require_POST
@volunteer_page
def my_channel(request: SignedInRequest, volunteer: Volunteer) -> HttpResponse:
    """By e-mail or by telephone."""
    choose_channel(volunteer, request.POST.get("channel", ""), by=request.user, at=now())
    return _kept(request)


def _kept(request: SignedInRequest) -> HttpResponse:
    messages.success(request, _("C’est noté : vos souhaits sont enregistrés."))
    return redirect("epicerie:my_wishes")
