"""The page of one request, for the CCAS: it explains itself and offers the next steps."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from actors import rules
from actors.files import download
from actors.models import User
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from secours_loyer.actions.rule_of_day import unpaid_for_benefits
from secours_loyer.legal_dates import clause_deadline
from secours_loyer.models import Appeal, LandlordAccount, PaymentOrder, RentRequest
from secours_loyer.queries.apart_words import tied_words
from secours_loyer.queries.file_page import classes_for, file_page, letters_for
from secours_loyer.queries.partner_opinions import opinions_of
from secours_loyer.queries.ties import resemblances, standing_ties
from secours_loyer.views.follow_paper import follow_paper
from secours_loyer.views.staff.file_steps import STEPS
from secours_loyer.views.staff.frame import note_shown, task_frame
from secours_loyer.views.staff.step_page import Step, StepPage


class FilePage(StepPage):
    """GET shows and logs the reading; POST takes one step."""

    steps = STEPS
    template = "secours_loyer/staff/file.html"

    def find(self, user: User, **key: Any) -> RentRequest:
        rows = RentRequest.objects.visible_to(user).with_people()
        shown = rows.select_related("filed_by").prefetch_related(
            "tenancy__events", "tenancy__acts", "tenancy__renewals"
        )
        return get_object_or_404(shown, uid=key["uid"])

    def closed_to(self, target: Any, user: User) -> str:
        return tied_words(target, user)

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:file", args=[target.uid])

    def after(self, step: Step, target: Any, result: Any) -> str:
        if isinstance(result, PaymentOrder):
            return reverse("secours_loyer:order", args=[result.uid])
        if step.name == "prepare_plan":
            return reverse("secours_loyer:plan", args=[result.uid])
        return self.address_of(target)

    def context_of(self, target: Any) -> dict[str, Any]:
        on = today()
        note_shown(self.request, [target], classes_for(self.request.user))
        accounts_shown = list(
            LandlordAccount.objects.visible_to(self.request.user).filter(
                landlord=target.tenancy.landlord_id
            )
        )
        page = file_page(target, self.request.user, on=on, accounts=accounts_shown)
        # The home of another household is shown beside this one's.
        note_shown(self.request, [claim.row for claim in page["same_months"]], ["housing"])
        return {
            **task_frame(self.request, f"{target.number} – {target.household.name}"),
            **page,
            **_ties(target, self.request.user, on=on),
            "opinions": opinions_of(target, self.request.user),
            "fund_checks": target.fund_checks.select_related("by"),
            "unpaid": unpaid_for_benefits(target, on=on),
            "clause": clause_deadline(target.tenancy.lease_date, on),
            "accounts": accounts_shown,
            "household_url": _record_of(target, self.request.user),
            "registers": rules.SECRETARY.allows(self.request.user),
        }


def _record_of(file: RentRequest, user: User) -> str:
    """The household's own page, whose reading is noted there; for those who may open it."""
    if not rules.HOUSEHOLD_STAFF.allows(user):
        return ""
    return reverse("households:detail", args=[file.household.uid])


def _ties(file: RentRequest, user: User, *, on: date) -> dict[str, Any]:
    """Who stands apart, and whom the file asks whether they should."""
    people = [("L’instructeur", file.instructor)] if file.instructor else []
    if file.instructor_id != user.pk:
        people = [("Vous", user), *people]
    alike = resemblances(file, people, on=on)
    return {"ties": list(standing_ties(file)), "alike": alike}


@ruled(rules.AID_READER)
@require_safe
def statement(request: SignedInRequest, uid: Any) -> HttpResponseBase:
    """The landlord's statement, as it was sent."""
    file = get_object_or_404(RentRequest.objects.visible_to(request.user).with_people(), uid=uid)
    if file.debt.statement is None:
        raise Http404
    note_shown(request, [file], ["debts", "content"])
    return download(file.debt.statement)


@ruled(rules.FILE_WRITER)
@require_safe
def piece(request: SignedInRequest, uid: Any, pk: int) -> HttpResponseBase:
    """A paper of the household, as it was sent: for those who study the request."""
    file = get_object_or_404(RentRequest.objects.visible_to(request.user).with_people(), uid=uid)
    found = get_object_or_404(file.pieces.select_related("file"), pk=pk)
    note_shown(request, [file], ["content"])
    return download(found.file)


@ruled(rules.LEASE_READER)
@require_safe
def appeal_paper(request: SignedInRequest, uid: Any, pk: int) -> HttpResponseBase:
    """The letter of a household that contests, as it came: for those who examine it."""
    file = get_object_or_404(RentRequest.objects.visible_to(request.user).with_people(), uid=uid)
    rows = Appeal.objects.filter(decision__request=file, file__isnull=False)
    found = get_object_or_404(rows.select_related("file"), pk=pk)
    if found.file is None:
        raise Http404
    note_shown(request, [file], ["content"])
    return download(found.file)


@ruled(rules.DECISION_READER)
@require_safe
def follow(request: SignedInRequest, uid: Any) -> HttpResponseBase:
    """« Où en est ma demande », to hand over to the person."""
    file = get_object_or_404(RentRequest.objects.visible_to(request.user).with_people(), uid=uid)
    note_shown(request, [file], ["identity", "housing", "debts"])
    return follow_paper(file, at=now())


@ruled(rules.AID_READER)
@require_safe
def letter(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """A letter, as it was sent; the reception reads those from before the decision."""
    visible = RentRequest.objects.visible_to(request.user)
    rows = letters_for(request.user).filter(request__in=visible)
    found = get_object_or_404(rows.select_related("file", "request__household"), pk=pk)
    note_shown(request, [found.request], ["content"])
    return download(found.file)
