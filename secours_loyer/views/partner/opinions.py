"""The page where an association answers a question of the CCAS about a household it knows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from actors import rules
from actors.actions.reading import note_reading
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.partner_opinions import answer_partner
from secours_loyer.forms.partner_opinion import AnswerOpinionForm
from secours_loyer.models import PartnerOpinion
from secours_loyer.queries.partner_opinions import own_of
from secours_loyer.views.partner.frame import rent_frame


class OpinionPage(View):
    """GET shows the question; POST answers it. Nothing of the request is here, but its
    number for those who filed it."""

    request: SignedInRequest
    rule = rules.AGENT

    def get(self, request: HttpRequest, uid: Any) -> HttpResponse:
        return self.show(self.find(uid), AnswerOpinionForm())

    def post(self, request: HttpRequest, uid: Any) -> HttpResponse:
        opinion = self.find(uid)
        form = AnswerOpinionForm(request.POST)
        if form.is_valid():
            try:
                answer_partner(opinion, **form.cleaned_data, by=self.request.user, at=now())
            except Refused as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, "Votre avis est envoyé au CCAS. Merci.")
                return redirect("secours_loyer:partner_opinion", uid=uid)
        return self.show(opinion, form, status=422)

    def find(self, uid: Any) -> PartnerOpinion:
        rows = PartnerOpinion.objects.visible_to(self.request.user)
        return get_object_or_404(
            rows.select_related("request__household", "organisation", "answered_by"), uid=uid
        )

    def show(
        self, opinion: PartnerOpinion, form: AnswerOpinionForm, *, status: int = 200
    ) -> HttpResponse:
        note_reading(
            [opinion.request.household.uid],
            by=self.request.user,
            at=now(),
            classes=["identity", "notes"],
            route="secours_loyer:partner_opinion",
            reason="avis demandé à l’association qui accompagne",
        )
        waits = opinion.answered_at is None and opinion.withdrawn_at is None
        context = {
            **rent_frame(self.request.user),
            "opinion": opinion,
            "household": opinion.request.household,
            "own": own_of(opinion, self.request.user),
            "form": form if waits else None,
        }
        return render(self.request, "secours_loyer/partner/opinion.html", context, status=status)
