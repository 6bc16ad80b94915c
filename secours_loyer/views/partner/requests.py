"""An association's own requests: the list, one of them, completing it, giving it up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST

from actors import rules
from actors.actions.reading import note_reading
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.lists import ListPage
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.checklist import OPEN, missing_words
from secours_loyer.actions.contests import OPEN as CONTESTED_IN
from secours_loyer.actions.contests import note_contest
from secours_loyer.actions.filing import complete_request, withdraw
from secours_loyer.actions.pieces import add_pieces, replace_statement
from secours_loyer.forms.completing import CompleteForm, PiecesForm, complete_form
from secours_loyer.forms.contest import ContestForm
from secours_loyer.forms.uploads import upload_of
from secours_loyer.models import Letter, RentRequest
from secours_loyer.queries.contests import waiting_contest
from secours_loyer.queries.drafts import drafts_of
from secours_loyer.queries.filed import filed_by_partner
from secours_loyer.queries.follow import cards_of, followed, schedule_of
from secours_loyer.queries.papers_day import asked_words
from secours_loyer.queries.partner_opinions import asked_of
from secours_loyer.queries.words import NEXT_FOR_FILER
from secours_loyer.states import UNDECIDED, RequestState
from secours_loyer.views.partner.frame import rent_frame
from secours_loyer.views.partner.own import REASON, accompanies, note_own, own_request_of
from secours_loyer.views.partner.papers import LETTERS


def _household_url(file: RentRequest, *, accompanied: bool) -> str:
    """Where the association corrects the home of a household that it accompanies today."""
    return reverse("households:partner_move", args=[file.household.uid]) if accompanied else ""


def _told_sent_back(request: HttpRequest, file: RentRequest) -> None:
    """Gone, and without which papers."""
    if still := missing_words(file):
        messages.warning(
            request,
            f"La demande est renvoyée au CCAS sans ces pièces : {still}. Envoyez-les dès que vous "
            "les avez : sans elles, l’avis attend.",
        )
    else:
        messages.success(request, "La demande est renvoyée au CCAS.")


def _contest_form(file: RentRequest) -> ContestForm | None:
    """Empty; none while a contest waits, or once nothing is paid any more."""
    over = file.state not in CONTESTED_IN or file.debt.released_at is not None
    if over or waiting_contest(file) is not None:
        return None
    return ContestForm(prefix="contest")


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
        rows = cards_of(context["page_obj"].object_list)
        query = f"{context['kept']}&" if context["kept"] else ""
        return {
            **rent_frame(self.request.user),
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
        file = own_request_of(self.request, uid)
        return self.show(file, self._papers(file))

    def post(self, request: HttpRequest, uid: Any) -> HttpResponse:
        file = own_request_of(self.request, uid)
        if request.POST.get("geste") == "contester":
            return self._contest(file)
        joining = request.POST.get("geste") == "joindre"
        made = CompleteForm if file.state == RequestState.INCOMPLETE or not joining else PiecesForm
        form = made(request.POST, request.FILES, request=file)
        form.is_valid()
        kept = self._keep_papers(file, form)
        if not form.errors and joining:
            if kept:
                messages.success(request, "Les pièces sont gardées.")
            else:
                messages.warning(request, "Rien n’est joint : choisissez d’abord un fichier.")
            return redirect("secours_loyer:own_request", uid=uid)
        if not form.errors and isinstance(form, CompleteForm):
            try:
                complete_request(
                    file,
                    summary=form.cleaned_data["summary"],
                    certified_cents=form.cleaned_data["certified"],
                    statement_on=form.cleaned_data["statement_on"],
                    arrears=form.months_said(),
                    funds=form.funds_said(),
                    by=self.request.user,
                    at=now(),
                )
            except Refused as refusal:
                form.refuse(refusal, file_field="pieces")
            else:
                _told_sent_back(request, file)
                return redirect("secours_loyer:own_request", uid=uid)
        return self.show(file, form, status=422)

    def _contest(self, file: RentRequest) -> HttpResponse:
        """The household contests its debt: it is noted, the CCAS answers."""
        form = ContestForm(self.request.POST, prefix="contest")
        if form.is_valid():
            try:
                note_contest(file, **form.cleaned_data, by=self.request.user, at=now())
            except Refused as refusal:
                form.add_error(
                    refusal.field if refusal.field in form.fields else None, refusal.message
                )
            else:
                messages.success(self.request, "C’est noté : le CCAS répondra au ménage.")
                return redirect("secours_loyer:own_request", uid=file.uid)
        return self.show(file, self._papers(file), contest=form, status=422)

    def _papers(self, file: RentRequest) -> PiecesForm:
        if file.state == RequestState.INCOMPLETE:
            return CompleteForm(request=file, initial=complete_form(file))
        return PiecesForm(request=file)

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

    def show(
        self,
        file: RentRequest,
        form: PiecesForm,
        *,
        contest: ContestForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        accompanied = accompanies(file, self.request.user)
        told = filed_by_partner(file, self.request.user, budget=accompanied)
        classes = ["identity", "housing", "debts", *(["resources"] if told["budget"] else [])]
        note_own(self.request, file, "own_request", classes)
        shown = followed(file, reasons=True)
        context = {
            **rent_frame(self.request.user),
            **shown,
            "next": NEXT_FOR_FILER.get(file.state, shown["next"]),
            "asked": asked_words(file),
            "schedule": schedule_of(shown["plan"], on=today()),
            "form": form if file.state in OPEN else None,
            "completing": file.state == RequestState.INCOMPLETE,
            "lacking": [line for line in shown["checklist"] if line["missing"]],
            "household_url": _household_url(file, accompanied=accompanied),
            "contests": file.contests.all(),
            "contest_form": contest or _contest_form(file),
            "contesting": contest is not None,
            "opinions": asked_of(file, self.request.user),
            "filed": told,
            "may_withdraw": file.state in UNDECIDED,
            "letters": Letter.objects.filter(request=file, kind__in=LETTERS),
        }
        return render(self.request, "secours_loyer/partner/detail.html", context, status=status)


@require_POST
@ruled(rules.AGENT)
def give_up(request: SignedInRequest, uid: Any) -> HttpResponse:
    """The household gives the request up."""
    file = own_request_of(request, uid)
    try:
        withdraw(file, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "La demande est retirée.")
    return redirect(reverse("secours_loyer:own_request", args=[uid]))
