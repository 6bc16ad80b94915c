"""An association's own requests: the list, one of them, completing it, giving it up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from actors import rules
from actors.actions.reading import note_reading
from actors.files import download
from actors.queries.partner_home import partner_frame
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.lists import ListPage
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.checklist import OPEN
from secours_loyer.actions.filing import complete_request, withdraw
from secours_loyer.actions.pieces import add_pieces, replace_statement
from secours_loyer.forms.completing import CompleteForm, PiecesForm, complete_form
from secours_loyer.forms.request import upload_of
from secours_loyer.models import Letter, LetterKind, RentRequest
from secours_loyer.queries.drafts import drafts_of
from secours_loyer.queries.follow import followed, schedule_of, state_outside
from secours_loyer.queries.partner_opinions import asked_of
from secours_loyer.queries.words import TONES
from secours_loyer.states import UNDECIDED, RequestState
from secours_loyer.views.follow_paper import follow_paper

REASON = "organisation qui a déposé la demande"
# The landlord's notice is for the landlord.
LETTERS = (
    *(LetterKind.FILED, LetterKind.MISSING, LetterKind.ADJOURNED),
    *(LetterKind.DECISION, LetterKind.PAID_HOUSEHOLD, LetterKind.BACK_HOUSEHOLD),
    *(LetterKind.PLAN, LetterKind.REMINDER, LetterKind.BREACH),
)


def _own(request: SignedInRequest, uid: Any) -> RentRequest:
    """A request of the person's associations; anybody else's does not exist."""
    own = [m.organisation_id for m in request.user.memberships if m.role != "bailleur"]
    rows = RentRequest.objects.visible_to(request.user).filter(organisation__in=own)
    return get_object_or_404(rows.with_people(), uid=uid)


class OwnRequests(ListPage):
    """The association's requests, newest first."""

    request: SignedInRequest
    rule = rules.AGENT
    template_name = "secours_loyer/partner/list.html"
    search = ("number", "household__name", "household__number")

    def rows(self) -> Any:
        own = [m.organisation_id for m in self.request.user.memberships if m.role != "bailleur"]
        rows = RentRequest.objects.visible_to(self.request.user).filter(organisation__in=own)
        return rows.with_people()

    def rows_shown(self, rows: Any) -> None:
        note_reading(
            [row.household.uid for row in rows],
            by=self.request.user,
            at=now(),
            classes=["identity", "debts"],
            route="secours_loyer:own_requests",
            reason=REASON,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = [
            {"row": row, "state": state_outside(row).label, "tone": TONES[state_outside(row)]}
            for row in context["page_obj"].object_list
        ]
        query = f"{context['kept']}&" if context["kept"] else ""
        return {
            **partner_frame(self.request.user),
            **context,
            "requests": rows,
            "drafts": drafts_of(self.request.user),
            "query": query,
        }


class OwnRequest(View):
    """GET shows where the request stands; POST adds papers, or sends it back completed."""

    request: SignedInRequest
    rule = rules.AGENT

    def get(self, request: HttpRequest, uid: Any) -> HttpResponse:
        file = _own(self.request, uid)
        if file.state == RequestState.INCOMPLETE:
            return self.show(file, CompleteForm(request=file, initial=complete_form(file)))
        return self.show(file, PiecesForm(request=file))

    def post(self, request: HttpRequest, uid: Any) -> HttpResponse:
        file = _own(self.request, uid)
        joining = request.POST.get("geste") == "joindre"
        made = CompleteForm if file.state == RequestState.INCOMPLETE or not joining else PiecesForm
        form = made(request.POST, request.FILES, request=file)
        form.is_valid()
        kept = self._keep_papers(file, form)
        if not form.errors and joining:
            messages.success(request, "Les pièces sont gardées." if kept else "Aucun fichier.")
            return redirect("secours_loyer:own_request", uid=uid)
        if not form.errors:
            try:
                complete_request(
                    file,
                    summary=form.cleaned_data["summary"],
                    certified_cents=form.cleaned_data["certified"],
                    statement_on=form.cleaned_data["statement_on"],
                    by=self.request.user,
                    at=now(),
                )
            except Refused as refusal:
                form.refuse(refusal, file_field="pieces")
            else:
                messages.success(request, "La demande est renvoyée au CCAS.")
                return redirect("secours_loyer:own_request", uid=uid)
        return self.show(file, form, status=422)

    def _keep_papers(self, file: RentRequest, form: PiecesForm) -> bool:
        """Files first: a browser does not send them again with a corrected form."""
        by, at = self.request.user, now()
        pieces, statement = form.uploads(), upload_of(form.cleaned_data.get("statement"))
        try:
            answers = form.cleaned_data.get("answers")
            add_pieces(file, pieces, answers=answers, by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal, file_field="pieces")
        if statement:
            try:
                replace_statement(file, statement, by=by, at=at)
            except Refused as refusal:
                form.refuse(refusal, file_field="statement")
        return bool(pieces or statement)

    def show(self, file: RentRequest, form: PiecesForm, *, status: int = 200) -> HttpResponse:
        note_reading(
            [file.household.uid],
            by=self.request.user,
            at=now(),
            classes=["identity", "housing", "debts"],
            route="secours_loyer:own_request",
            reason=REASON,
        )
        shown = followed(file)
        context = {
            **partner_frame(self.request.user),
            **shown,
            "schedule": schedule_of(shown["plan"], on=today()),
            "form": form if file.state in OPEN else None,
            "completing": file.state == RequestState.INCOMPLETE,
            "opinions": asked_of(file, self.request.user),
            "pieces": file.pieces.select_related("file"),
            "may_withdraw": file.state in UNDECIDED,
            "letters": Letter.objects.filter(request=file, kind__in=LETTERS),
        }
        return render(self.request, "secours_loyer/partner/detail.html", context, status=status)


@require_POST
@ruled(rules.AGENT)
def give_up(request: SignedInRequest, uid: Any) -> HttpResponse:
    """The household gives the request up."""
    file = _own(request, uid)
    try:
        withdraw(file, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "La demande est retirée.")
    return redirect(reverse("secours_loyer:own_request", args=[uid]))


@ruled(rules.AGENT)
@require_safe
def own_letter(request: SignedInRequest, uid: Any, pk: int) -> HttpResponseBase:
    """A letter to the household, to hand over or explain."""
    file = _own(request, uid)
    letter = Letter.objects.filter(request=file, pk=pk, kind__in=LETTERS).first()
    if letter is None:
        raise Http404
    note_reading(
        [file.household.uid],
        by=request.user,
        at=now(),
        classes=["content"],
        route="secours_loyer:own_letter",
        reason=REASON,
    )
    return download(letter.file)


@ruled(rules.AGENT)
@require_safe
def own_follow(request: SignedInRequest, uid: Any) -> HttpResponseBase:
    """« Où en est ma demande », to hand over to the household."""
    file = _own(request, uid)
    note_reading(
        [file.household.uid],
        by=request.user,
        at=now(),
        classes=["identity", "housing", "debts"],
        route="secours_loyer:own_follow_sheet",
        reason=REASON,
    )
    return follow_paper(file, at=now())
