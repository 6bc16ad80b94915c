"""Signing, order by order, that the landlord is paid in the place of the household."""

from __future__ import annotations

import hashlib
from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.documents import render_pdf
from secours_loyer.actions.apart import need_two_people
from secours_loyer.actions.budget import line_of
from secours_loyer.actions.doors import action, locked, locked_all, need, seal
from secours_loyer.actions.numbers import next_number
from secours_loyer.actions.orders import CONCERNED
from secours_loyer.actions.payment_rows import unforged_payments
from secours_loyer.letters.payment_decision import payment_decision_paper
from secours_loyer.models import Batch, PaymentDecision, PaymentOrder, digest_of
from secours_loyer.queries.failures import who_noted
from secours_loyer.queries.order_checks import account_words
from secours_loyer.queries.payment_decisions import digest_of_lines, undecided_orders
from secours_loyer.queries.sentences_of_money import MONEY
from secours_loyer.queries.ties import stands_apart
from secours_loyer.states import AccountState, BatchState


@action
def sign_payments(batch: Batch, *, digest: str, by: User, at: datetime) -> int:
    """One signature, one document an order; returns how many. All of them, or none.

    `digest` is that of the batch as it was read. Refused to whoever took part in one of the files.
    """
    need(rules.SIGNATORY.allows(by), "Une décision de paiement est signée par le signataire.")
    held = locked(batch)
    need(held.state == BatchState.CLOSED, "Ce lot n’est pas clos. Rechargez la page.")
    need(digest == digest_of_lines(held), "Le lot a changé depuis votre lecture. Relisez-le.")
    orders = locked_all(
        undecided_orders(held).select_related(
            "account",
            "award__decision__request__household",
            "award__decision__request__debt",
            "award__decision__request__tenancy",
        )
    )
    unforged_payments(orders)
    need(orders, "Ce lot n’a plus de décision à signer.")
    accounts = {year: line_of(year).account for year in {order.budget_year for order in orders}}
    signed = [_sign(order, accounts[order.budget_year], by=by, at=at) for order in orders]
    seal(*signed, at=at)
    return len(signed)


def _sign(order: PaymentOrder, account: str, *, by: User, at: datetime) -> PaymentDecision:
    request = order.award.decision.request
    apart = (
        *(request.instructor_id, *request.past_instructors, order.prepared_by_id),
        *(order.account.entered_by_id, order.account.verified_by_id),
        order.account.activated_by_id,
    )
    given = order.approvals.filter(round=order.round).values_list("approver", flat=True)
    noted = who_noted(order)
    need_two_people(by, *apart, *given, *noted)
    need(by.pk not in apart, f"Ordre {order.end_to_end_id}, signature refusée. {CONCERNED}")
    need(
        not stands_apart(request, by),
        f"Vous avez un lien avec le dossier de l’ordre {order.end_to_end_id} : un autre "
        "signataire signe ce lot.",
    )
    need(
        by.pk not in noted,
        f"Ordre {order.end_to_end_id} : {MONEY['payment_decision_apart_from_failure']}",
    )
    need(
        order.account.state == AccountState.ACTIVE,
        f"Ordre {order.end_to_end_id}, signature refusée. {account_words(order.account)}",
    )
    number = next_number("DPT", paris_day(at).year, 6)
    paper = payment_decision_paper(order, number=number, account=account, by=by, at=at)
    content = render_pdf("base/sheet.typ", paper, at=at)
    signed = PaymentDecision.objects.create(
        order=order,
        round=order.round,
        digest=digest_of(order),
        number=number,
        name=f"{number}-{order.end_to_end_id}.pdf",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        signed_by=by,
        signed_at=at,
    )
    record("sign_payment", signed, by=by, at=at, household=request.household.uid)
    return signed
