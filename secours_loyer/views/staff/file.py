"""The page of one request, for the CCAS: it explains itself and offers the next steps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from actors import rules
from actors.files import download
from actors.models import User
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.http import ruled
from secours_loyer.actions import (
    accounts,
    decisions,
    filing,
    instruction,
    landlord_links,
    orders,
    pieces,
    plans,
)
from secours_loyer.actions.rule_of_day import unpaid_for_benefits
from secours_loyer.forms import steps as forms
from secours_loyer.forms.completing import uploads_of
from secours_loyer.forms.request import upload_of
from secours_loyer.legal_dates import clause_deadline
from secours_loyer.models import LandlordAccount, Letter, PaymentOrder, RentRequest
from secours_loyer.queries.file_page import classes_for, file_page
from secours_loyer.states import DEAD_ORDER, REQUEST, RUNNING_PLAN, RequestState
from secours_loyer.views.staff.frame import note_shown, task_frame
from secours_loyer.views.staff.step_page import Step, StepPage, step_of

Given = Mapping[str, Any]


def _is_instructor(file: RentRequest, user: User) -> bool:
    return file.instructor_id == user.pk


def _not_instructor(file: RentRequest, user: User) -> bool:
    return file.instructor_id != user.pk


def _decide(file: RentRequest, given: Given, by: User, at: datetime) -> Any:
    return decisions.decide(
        file,
        outcome=given["outcome"],
        motive=given["motive"],
        aid_cents=given["aid_cents"] or 0,
        plan_cents=given["plan_cents"],
        by=by,
        at=at,
    )


def _enter_account(file: RentRequest, given: Given, by: User, at: datetime) -> Any:
    return accounts.enter_account(file.tenancy.landlord, **given, by=by, at=at)


def _prepare_order(file: RentRequest, given: Given, by: User, at: datetime) -> PaymentOrder:
    award = plans.current_decision(file).award
    dead = award.orders.filter(state__in=DEAD_ORDER, replaced_by=None).order_by("pk").last()
    return orders.prepare_order(award, account=given["account"], replaces=dead, by=by, at=at)


def _payable(file: RentRequest, _user: User) -> bool:
    if file.state != RequestState.GRANTED:
        return False
    award = plans.current_decision(file).award
    return not award.orders.exclude(state__in=DEAD_ORDER).exists()


def _plannable(file: RentRequest, _user: User) -> bool:
    if file.state != RequestState.GRANTED:
        return False
    left = plans.current_decision(file).plan_cents
    waiting = ("brouillon", "propose", *RUNNING_PLAN)
    return left > 0 and not file.plans.filter(state__in=waiting).exists()


def _open_link(file: RentRequest, _given: Given, by: User, at: datetime) -> Any:
    return landlord_links.open_link(file, by=by, at=at)


def _add_pieces(file: RentRequest, given: Given, by: User, at: datetime) -> Any:
    return pieces.add_pieces(file, uploads_of(given["pieces"]), by=by, at=at)


def _resend(file: RentRequest, given: Given, by: User, at: datetime) -> RentRequest:
    if newer := upload_of(given["statement"]):
        pieces.replace_statement(file, newer, by=by, at=at)
    return filing.complete_request(
        file,
        summary=given["summary"],
        certified_cents=given["certified"],
        statement_on=given["statement_on"],
        by=by,
        at=at,
    )


STEPS = (
    step_of(REQUEST, "assign", lambda r, g, by, at: instruction.assign(r, to=g["to"], by=by, at=at),
            "La demande est confiée.", form=forms.AssignForm),
    Step("compute_assessment", "Calculer l’aide", rules.SOCIAL_WORKER,
         lambda r, _g, by, at: instruction.compute_assessment(r, by=by, at=at),
         "Le calcul est enregistré.", lambda r, _u: r.state == RequestState.STUDIED),
    step_of(REQUEST, "give_opinion",
            lambda r, g, by, at: instruction.give_opinion(
                r, **g, by=by, at=at),
            "L’avis est rendu.", form=forms.OpinionForm, unless=_not_instructor),
    step_of(REQUEST, "validate_technically",
            lambda r, _g, by, at: instruction.validate_technically(r, by=by, at=at),
            "L’avis est validé : la demande attend la décision.", unless=_is_instructor),
    step_of(REQUEST, "send_back", lambda r, _g, by, at: instruction.send_back(r, by=by, at=at),
            "La demande retourne à l’instruction.", tone=""),
    step_of(REQUEST, "grant", _decide, "La décision est signée.", form=forms.DecisionForm,
            label="Signer la décision", unless=_is_instructor),
    Step("prepare_order", "Préparer le paiement", rules.FINANCE, _prepare_order,
         "L’ordre de paiement est préparé.", _payable, form=forms.PrepareOrderForm),
    Step("prepare_plan", "Préparer un plan d’apurement", rules.SOCIAL_WORKER,
         lambda r, g, by, at: plans.prepare_plan(r, **g, by=by, at=at),
         "Le plan est préparé.", _plannable, form=forms.PlanForm, tone=""),
    Step("enter_account", "Saisir un compte du bailleur", rules.ACCOUNT_WRITER, _enter_account,
         "Le compte est saisi : une autre personne doit le vérifier.", lambda _r, _u: True,
         form=forms.AccountForm, tone=""),
    Step("add_pieces", "Joindre des pièces", rules.FILE_WRITER, _add_pieces,
         "Les pièces sont gardées.", lambda r, _u: r.state in pieces.OPEN,
         form=forms.PiecesForm, tone=""),
    step_of(REQUEST, "complete_request", _resend, "La demande est de nouveau déposée.",
            form=forms.ResendForm, tone=""),
    Step("add_note", "Ajouter une note sociale", rules.SOCIAL_WORKER,
         lambda r, g, by, at: instruction.add_note(r, **g, by=by, at=at),
         "La note est ajoutée.", lambda _r, _u: True, form=forms.NoteForm, tone=""),
    Step("open_link", "Envoyer un lien au bailleur", rules.SOCIAL_WORKER, _open_link,
         "Le lien est envoyé au bailleur.",
         lambda r, _u: bool(r.tenancy.landlord.email) and r.state != RequestState.DRAFT, tone=""),
    step_of(REQUEST, "ask_missing",
            lambda r, g, by, at: instruction.ask_missing(r, **g, by=by, at=at),
            "La demande est renvoyée pour complément.", form=forms.MissingForm, tone=""),
    step_of(REQUEST, "drop", lambda r, _g, by, at: instruction.drop(r, by=by, at=at),
            "La demande est classée sans suite.", tone="danger",
            question="La demande sera close sans décision. La classer sans suite ?"),
    step_of(REQUEST, "withdraw", lambda r, _g, by, at: filing.withdraw(r, by=by, at=at),
            "La demande est retirée.", tone="danger",
            question="Le ménage renonce à sa demande. La retirer ?"),
)  # fmt: skip


class FilePage(StepPage):
    """GET shows and logs the reading; POST takes one step."""

    steps = STEPS
    template = "secours_loyer/staff/file.html"

    def find(self, user: User, **key: Any) -> RentRequest:
        rows = RentRequest.objects.visible_to(user).with_people()
        return get_object_or_404(rows.select_related("filed_by"), uid=key["uid"])

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
        accounts_shown = LandlordAccount.objects.visible_to(self.request.user).filter(
            landlord=target.tenancy.landlord_id
        )
        return {
            **task_frame(self.request, f"{target.number} – {target.household.name}"),
            **file_page(target, self.request.user, on=on),
            "unpaid": unpaid_for_benefits(target, on=on),
            "clause": clause_deadline(target.tenancy.lease_date, on),
            "accounts": accounts_shown,
        }


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


@ruled(rules.DECISION_READER)
@require_safe
def letter(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """A letter, as it was sent."""
    visible = RentRequest.objects.visible_to(request.user)
    found = get_object_or_404(
        Letter.objects.filter(request__in=visible).select_related("file", "request__household"),
        pk=pk,
    )
    note_shown(request, [found.request], ["content"])
    return download(found.file)
