"""Paying what was granted, and planning what is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from actors import rules
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import account_proposals, accounts, orders, plan_given_up, plans
from secours_loyer.forms.steps.accounts import AccountForm, ConfirmPhoneForm, PhoneForm
from secours_loyer.forms.steps.orders import PrepareOrderForm
from secours_loyer.forms.steps.plans import GiveUpPlanForm, PlanForm
from secours_loyer.forms.uploads import upload_of
from secours_loyer.models import PaymentOrder, RentRequest
from secours_loyer.queries.failures import unconfirmed_of
from secours_loyer.queries.landlord_links import ended_words
from secours_loyer.queries.payable import granted_decision
from secours_loyer.queries.plan_awaited import given_up
from secours_loyer.queries.proposals import waiting_proposal
from secours_loyer.states import DEAD_ORDER, RUNNING_PLAN, AccountState, RequestState
from secours_loyer.views.staff.step_page import Step


def _enter_account(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    said = {**given}
    rib = upload_of(said.pop("file"))
    return accounts.enter_account(
        file.tenancy.landlord, **said, paper=rib, request=file if rib else None, by=by, at=at
    )


def _prepare_order(
    file: RentRequest, given: Mapping[str, Any], by: User, at: datetime
) -> PaymentOrder:
    award = plans.current_decision(file).award
    dead = award.orders.filter(state__in=DEAD_ORDER, replaced_by=None).order_by("pk").last()
    return orders.prepare_order(award, **given, replaces=dead, by=by, at=at)


def _payable(file: RentRequest, _user: User) -> bool:
    decision = granted_decision(file)
    return (
        decision is not None
        and not decision.award.orders.exclude(state__in=DEAD_ORDER).exists()
        and unconfirmed_of(decision.award) is None
    )


def _plannable(file: RentRequest, _user: User) -> bool:
    decision = granted_decision(file)
    waiting = ("brouillon", "propose", *RUNNING_PLAN)
    return (
        decision is not None
        and decision.plan_cents > 0
        and not file.plans.filter(state__in=waiting).exists()
    )


def _to_give_up(file: RentRequest, user: User) -> bool:
    return _plannable(file, user) and given_up(granted_decision(file)) is None


def _proposed(file: RentRequest, _user: User) -> bool:
    return waiting_proposal(file) is not None


def _to_take(file: RentRequest, user: User) -> bool:
    """On a request that ended without aid, it is only set aside."""
    return _proposed(file, user) and not ended_words(file)


def _answer(answer: Callable[..., Any]) -> Callable[..., Any]:
    def run(file: RentRequest, _given: Mapping[str, Any], by: User, at: datetime) -> Any:
        proposal = waiting_proposal(file)
        if proposal is None:
            raise Refused("Aucun RIB ne vous attend ici. Rechargez la page.")
        return answer(proposal, by=by, at=at)

    return run


def _no_typist(file: RentRequest, user: User) -> bool:
    """The file goes on, and this person typed no account of its landlord that waits."""
    typed = file.tenancy.landlord.accounts.filter(state=AccountState.TYPED, entered_by=user)
    ended = file.debt.released_at is not None or file.state == RequestState.CLOSED
    return not ended and not typed.exists()


def _without_number(file: RentRequest, user: User) -> bool:
    return file.tenancy.landlord.phone_confirmed_at is None and _no_typist(file, user)


def _number_to_confirm(file: RentRequest, user: User) -> bool:
    landlord = file.tenancy.landlord
    given = bool(landlord.known_phone) and landlord.known_phone_by_id != user.pk
    return given and _without_number(file, user)


PAYMENT = (
    Step("prepare_order", "Préparer le paiement", rules.FINANCE, _prepare_order,
         "L’ordre de paiement est préparé.", _payable, form=PrepareOrderForm),
    Step("prepare_plan", "Préparer un plan d’apurement", rules.SOCIAL_WORKER,
         lambda r, g, by, at: plans.prepare_plan(r, **g, by=by, at=at),
         "Le plan est préparé.", _plannable, form=PlanForm, tone=""),
    Step("give_up_plan", "Noter que le plan n’aura pas lieu", rules.SOCIAL_WORKER,
         lambda r, g, by, at: plan_given_up.give_up_plan(r, why=g["why"], by=by, at=at),
         "C’est noté : le dossier pourra se clore sans plan.", _to_give_up, form=GiveUpPlanForm,
         tone=""),
    Step("note_landlord_phone", "Enregistrer le téléphone connu du bailleur", rules.FILE_WRITER,
         lambda f, g, by, at: accounts.note_known_phone(f.tenancy.landlord, **g, by=by, at=at),
         "Le téléphone est enregistré : il servira à rappeler le bailleur.", _without_number,
         form=PhoneForm, tone=""),
    Step("confirm_landlord_phone", "Confirmer le téléphone du bailleur", rules.FILE_WRITER,
         lambda f, g, by, at: accounts.confirm_phone(f.tenancy.landlord, **g, by=by, at=at),
         "Le téléphone est confirmé.", _number_to_confirm, form=ConfirmPhoneForm, tone=""),
    Step("take_proposal", "Saisir le RIB proposé par le bailleur", rules.ACCOUNT_WRITER,
         _answer(account_proposals.take_proposal),
         "Le compte est saisi : une autre personne rappelle le bailleur pour le vérifier.",
         _to_take, tone=""),
    Step("dismiss_proposal", "Écarter le RIB proposé", rules.ACCOUNT_WRITER,
         _answer(account_proposals.dismiss_proposal), "Le RIB proposé est écarté.", _proposed,
         tone="danger", question="Ce RIB ne servira pas. L’écarter ?"),
    Step("enter_account", "Saisir un compte du bailleur", rules.ACCOUNT_WRITER, _enter_account,
         "Le compte est saisi : une autre personne doit le vérifier.", lambda _r, _u: True,
         form=AccountForm, tone=""),
)  # fmt: skip
