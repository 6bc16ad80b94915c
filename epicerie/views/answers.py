"""The page behind the link of an e-mail: opening it changes nothing, its buttons answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from actors import rules
from epicerie.actions.answers import Said, answer_link
from epicerie.models import PlaceLink
from epicerie.queries.links import DEAD, link_digest, link_of, standing_of
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled, secret_address
from reims_solidarite.kit.http.rate_limit import within_limit
from reims_solidarite.kit.transitions import Refused

# An association shares one address on the internet: generous there, tight for one link.
ANSWERS = "120/h/ip,20/h/key"
LONGEST = 80


@ruled(rules.PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the day, the hours, the post and the site: no name. POST answers."""
    token = token[:LONGEST]
    if request.method == "POST" and not within_limit(
        request, "answer_link", ANSWERS, key=link_digest(token)
    ):
        return secret_address(render(request, "429.html", status=429))
    link = link_of(token)
    if link is None:
        return _page(request, {"standing": "unknown"}, 410)
    with override(link.volunteer.language):
        return _answer(request, link, token)


def _answer(request: HttpRequest, link: PlaceLink, token: str) -> HttpResponse:
    """In the language of the person whom the e-mail was for."""
    refused = ""
    if request.method == "POST":
        said = request.POST.get("reponse", "")
        if said in {word.value for word in Said}:
            try:
                answer_link(token, Said(said), at=now())
            except Refused as refusal:
                refused = refusal.message
            else:
                return secret_address(redirect("epicerie:answer", token=token))
            link = link_of(token) or link
    standing = standing_of(link, at=now())
    status = 409 if refused else 410 if standing in DEAD else 200
    opening = link.need.opening
    shown: dict[str, object] = {
        "standing": standing.value,
        "opening": opening,
        "post": link.need.post,
        "refused": refused,
    }
    return _page(request, shown, status)


def _page(request: HttpRequest, shown: dict[str, object], status: int) -> HttpResponse:
    return secret_address(render(request, "epicerie/public/answer.html", shown, status=status))
