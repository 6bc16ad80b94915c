"""Why a page offers nothing to this very person: what they already did in the file."""

from __future__ import annotations

from actors import rules
from actors.models import User
from secours_loyer.models import LandlordAccount, PaymentOrder
from secours_loyer.queries.failures import brought_by, noted_by_hand
from secours_loyer.queries.proposals import opened_its_link
from secours_loyer.queries.ties import tied_to_landlord
from secours_loyer.states import AccountState, OrderState


def why_not_approve(order: PaymentOrder, user: User) -> str:
    """For an approver of an order that waits for its approvals; or nothing."""
    waits = order.state in (OrderState.CHECKED, OrderState.APPROVED_ONCE)
    if not (waits and rules.APPROVER.allows(user)):
        return ""
    request, account = order.award.decision.request, order.account
    studied = request.instructor_id == user.pk or user.pk in request.past_instructors
    called = account.verified_by_id == user.pk
    given = order.approvals.filter(round=order.round, approver=user)
    parts = (
        (studied, "instruit la demande"),
        (account.entered_by_id == user.pk, "saisi le compte du bailleur"),
        (called, "rappelé le bailleur"),
        (account.activated_by_id == user.pk and not called, "levé l’alerte du compte"),
        (order.prepared_by_id == user.pk, "préparé cet ordre"),
        (user.pk in noted_by_hand(order), "noté l’échec d’un ordre de cette aide"),
        (
            user.pk in brought_by(order),
            "importé ou réglé la ligne qui dit l’échec d’un ordre de cette aide",
        ),
        (given.exists(), "donné la première approbation"),
    )
    return _sentence([words for own, words in parts if own], "approuve cet ordre")


def why_not_trust(account: LandlordAccount, user: User) -> str:
    """For whoever checks accounts, while this one is not active; or nothing."""
    waits = account.state in (AccountState.TYPED, AccountState.VERIFIED)
    if not (waits and rules.ACCOUNT_VERIFIER.allows(user)):
        return ""
    parts = (
        (account.entered_by_id == user.pk, "saisi ce compte"),
        (account.verified_by_id == user.pk, "rappelé le bailleur"),
        (opened_its_link(account, user), "envoyé le lien par lequel il est venu"),
        (tied_to_landlord(account.landlord, user), "un lien avec ce bailleur"),
    )
    return _sentence([words for own, words in parts if own], "continue la vérification")


def why_not_stop(account: LandlordAccount, user: User) -> str:
    """For whoever would block or archive an account that is trusted or blocked; or nothing."""
    kept = account.state != AccountState.ARCHIVED and rules.ACCOUNT_VERIFIER.allows(user)
    tied = kept and tied_to_landlord(account.landlord, user)
    return _sentence(["un lien avec ce bailleur"] if tied else [], "bloque ou archive ce compte")


def _sentence(done: list[str], what: str) -> str:
    return f"Vous avez {' et '.join(done)} : une autre personne {what}." if done else ""
