"""A landlord’s account and its trust ladder."""

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
from reims_solidarite.kit.http import ruled
from secours_loyer.actions import accounts
from secours_loyer.actions.account_papers import join_rib
from secours_loyer.forms.steps.accounts import (
    CalledForm,
    ConfirmPhoneForm,
    JoinRibForm,
    LiftForm,
    PayeeCheckForm,
    PhoneForm,
    ReasonForm,
)
from secours_loyer.forms.uploads import upload_of
from secours_loyer.models import LandlordAccount
from secours_loyer.models.account import TRUSTED
from secours_loyer.queries.account_alerts import alerts_of, named_otherwise
from secours_loyer.queries.ladder import ladder_of, number_problem, trust_of
from secours_loyer.queries.proposals import opened_its_link
from secours_loyer.queries.rib_files import files_of
from secours_loyer.queries.ties import tied_to_landlord
from secours_loyer.queries.why_nothing import why_not_stop, why_not_trust
from secours_loyer.queries.words import TONES
from secours_loyer.states import ACCOUNT, AccountState
from secours_loyer.views.staff.frame import note_shown, task_frame
from secours_loyer.views.staff.shown_number import WHOLE_NUMBER as RIB_READER
from secours_loyer.views.staff.shown_number import shown_number
from secours_loyer.views.staff.step_page import Step, StepPage, step_of


def _typist(account: LandlordAccount, user: User) -> bool:
    return account.entered_by_id == user.pk


def _tied(account: LandlordAccount, user: User) -> bool:
    return tied_to_landlord(account.landlord, user)


def _not_to_call(account: LandlordAccount, user: User) -> bool:
    apart = _typist(account, user) or opened_its_link(account, user) or _tied(account, user)
    return apart or bool(number_problem(account))


def _not_second(account: LandlordAccount, user: User) -> bool:
    acted = (account.entered_by_id, account.verified_by_id)
    return user.pk in acted or opened_its_link(account, user) or _tied(account, user)


def _without_rib(account: LandlordAccount, user: User) -> bool:
    """Nobody joined it, and this person neither called back nor lifted the alert."""
    acted = (account.verified_by_id, account.activated_by_id)
    return (
        account.paper_id is None
        and user.pk not in acted
        and account.state not in (AccountState.BLOCKED, AccountState.ARCHIVED)
        and files_of(account).exists()
    )


def _join_rib(account: LandlordAccount, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    paper = upload_of(given["file"])
    return join_rib(account, request=given["request"], paper=paper, by=by, at=at)


def _to_ask_the_bank(account: LandlordAccount, user: User) -> bool:
    return (
        account.state in TRUSTED
        and not account.payee_check
        and not _typist(account, user)
        and not _tied(account, user)
        and not opened_its_link(account, user)
    )


def _to_confirm(account: LandlordAccount, user: User) -> bool:
    landlord = account.landlord
    return (
        account.state == AccountState.TYPED
        and not _typist(account, user)
        and bool(landlord.known_phone)
        and landlord.phone_confirmed_at is None
        and landlord.known_phone_by_id != user.pk
    )


class AccountPage(StepPage):
    """One landlord's account and its trust ladder."""

    rule = rules.AID_READER
    template = "secours_loyer/staff/account.html"
    steps = (
        Step("join_rib", "Joindre le RIB", rules.ACCOUNT_WRITER, _join_rib,
             "Le RIB est joint : qui vérifie le compte le lit.", _without_rib, form=JoinRibForm,
             tone=""),
        step_of(ACCOUNT, "verify_account",
                lambda a, g, by, at: accounts.verify_account(a, **g, by=by, at=at),
                "Le rappel est noté.", form=CalledForm, unless=_not_to_call),
        step_of(ACCOUNT, "activate_account",
                lambda a, g, by, at: accounts.activate_account(a, **g, by=by, at=at),
                "L’alerte est levée : le compte est actif.", form=LiftForm, unless=_not_second),
        Step("note_payee_check", "Noter la réponse de la banque", rules.ACCOUNT_VERIFIER,
             lambda a, g, by, at: accounts.note_payee_check(a, **g, by=by, at=at),
             "La réponse de la banque est notée.", _to_ask_the_bank, form=PayeeCheckForm, tone=""),
        Step("note_known_phone", "Enregistrer le téléphone connu", rules.FILE_WRITER,
             lambda a, g, by, at: accounts.note_known_phone(a.landlord, **g, by=by, at=at),
             "Le téléphone est enregistré.",
             lambda a, u: a.state == AccountState.TYPED and not _typist(a, u),
             form=PhoneForm, tone=""),
        Step("confirm_phone", "Confirmer le téléphone donné par l’association", rules.FILE_WRITER,
             lambda a, g, by, at: accounts.confirm_phone(a.landlord, **g, by=by, at=at),
             "Le téléphone est confirmé.", _to_confirm, form=ConfirmPhoneForm, tone=""),
        step_of(ACCOUNT, "block_account",
                lambda a, g, by, at: accounts.block_account(a, **g, by=by, at=at),
                "Le compte est bloqué.", form=ReasonForm, tone="danger",
                rule=rules.ACCOUNT_VERIFIER, unless=_tied),
        step_of(ACCOUNT, "archive_account",
                lambda a, _g, by, at: accounts.archive_account(a, by=by, at=at),
                "Le compte est archivé.", tone="", unless=_tied,
                question="Ce compte ne servira plus. L’archiver ?"),
    )  # fmt: skip

    def find(self, user: User, **key: Any) -> LandlordAccount:
        rows = LandlordAccount.objects.visible_to(user).select_related(
            *("landlord", "entered_by", "verified_by", "activated_by", "paper__created_by"),
            "request__household",
        )
        return get_object_or_404(rows, uid=key["uid"])

    def why_nothing(self, target: Any, user: User) -> str:
        return why_not_trust(target, user) or why_not_stop(target, user)

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:account", args=[target.uid])

    def context_of(self, target: Any) -> dict[str, Any]:
        alerts = alerts_of(target)
        if target.request is not None and RIB_READER.allows(self.request.user):
            # The whole number, which came with this household's file.
            note_shown(self.request, [target.request], ["bank"])
        return {
            **task_frame(self.request, f"Compte de {target.landlord.name}"),
            "account": target,
            "tone": TONES[target.state],
            "number": shown_number(target, self.request.user),
            "alerts": alerts,
            "ladder": ladder_of(target, alerts),
            "trust": trust_of(target, named_otherwise=named_otherwise(target)),
            "typist": _typist(target, self.request.user),
            "reads_rib": target.paper_id is not None and RIB_READER.allows(self.request.user),
        }


@ruled(RIB_READER)
@require_safe
def rib(request: SignedInRequest, uid: Any) -> HttpResponseBase:
    """The RIB that came with the account, for those who read its number whole."""
    rows = LandlordAccount.objects.visible_to(request.user).filter(paper__isnull=False)
    account = get_object_or_404(rows.select_related("paper", "request__household"), uid=uid)
    if account.paper is None or account.request is None:
        raise Http404
    note_shown(request, [account.request], ["bank", "content"])
    return download(account.paper)
