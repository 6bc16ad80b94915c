"""A landlord’s account and its trust ladder."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from actors import rules
from actors.models import User
from secours_loyer.actions import accounts
from secours_loyer.forms.steps.accounts import (
    CalledForm,
    ConfirmPhoneForm,
    PhoneForm,
    ReasonForm,
)
from secours_loyer.models import LandlordAccount
from secours_loyer.queries.account_alerts import alerts_of
from secours_loyer.queries.words import TONES
from secours_loyer.states import ACCOUNT, AccountState
from secours_loyer.views.staff.frame import task_frame
from secours_loyer.views.staff.shown_number import shown_number
from secours_loyer.views.staff.step_page import Step, StepPage, step_of


def _typist(account: LandlordAccount, user: User) -> bool:
    return account.entered_by_id == user.pk


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
        step_of(ACCOUNT, "verify_account",
                lambda a, g, by, at: accounts.verify_account(a, **g, by=by, at=at),
                "Le compte est vérifié.", form=CalledForm, unless=_typist),
        step_of(ACCOUNT, "activate_account",
                lambda a, _g, by, at: accounts.activate_account(a, by=by, at=at),
                "Le compte est actif.", unless=_typist,
                question="Avez-vous l’explication de l’alerte ? Le compte pourra être payé."),
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
                "Le compte est bloqué.", form=ReasonForm, tone="danger"),
        step_of(ACCOUNT, "archive_account",
                lambda a, _g, by, at: accounts.archive_account(a, by=by, at=at),
                "Le compte est archivé.", tone="",
                question="Ce compte ne servira plus. L’archiver ?"),
    )  # fmt: skip

    def find(self, user: User, **key: Any) -> LandlordAccount:
        rows = LandlordAccount.objects.visible_to(user).select_related(
            "landlord", "entered_by", "verified_by"
        )
        return get_object_or_404(rows, uid=key["uid"])

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:account", args=[target.uid])

    def context_of(self, target: Any) -> dict[str, Any]:
        return {
            **task_frame(self.request, f"Compte de {target.landlord.name}"),
            "account": target,
            "tone": TONES[target.state],
            "number": shown_number(target, self.request.user),
            "alerts": alerts_of(target),
        }
