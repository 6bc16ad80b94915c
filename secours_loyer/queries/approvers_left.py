"""Who may still approve a payment: each act on its file or its account takes one person away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from actors.models import RoleGrant
from actors.roles import Role
from reims_solidarite.kit.templatetags.french import count
from secours_loyer.models import LandlordAccount, PaymentOrder
from secours_loyer.models.order_sql import APPROVERS
from secours_loyer.queries.failures import who_noted
from secours_loyer.queries.ties import people_apart
from secours_loyer.states import OrderState

WANTED = {OrderState.DRAFT: 2, OrderState.CHECKED: 2, OrderState.APPROVED_ONCE: 1}
SHORT = (
    "Il n’y a plus assez de personnes pour approuver : demandez à l’administrateur d’ouvrir un "
    "compte de plus avec l’un de ces rôles, ou à une autre personne de reprendre le dossier."
)


def _holders(apart: Iterable[int | None]) -> dict[int, Role]:
    """Who holds a role that approves, by account, without those people."""
    held = RoleGrant.objects.live().filter(user__is_active=True, role__in=APPROVERS)
    rows = held.exclude(user__in=[pk for pk in apart if pk is not None])
    return {user: Role(role) for user, role in rows.order_by("user").values_list("user", "role")}


def _named(left: dict[int, Role]) -> str:
    """« 3 personnes (2 cadre, 1 dépenses) »."""
    by_role = Counter(role.label for role in left.values())
    roles = ", ".join(f"{label} : {number}" for label, number in sorted(by_role.items()))
    people = count(len(left), "personne,personnes")
    return f"{people} ({roles})" if roles else "personne"


def left_words(order: PaymentOrder) -> tuple[str, bool]:
    """Who may still approve this order, and whether they are too few; nothing once approved."""
    wanted = WANTED.get(OrderState(order.state))
    if wanted is None:
        return "", False
    request, account = order.award.decision.request, order.account
    apart = (
        *(request.instructor_id, *request.past_instructors, order.prepared_by_id),
        *(account.entered_by_id, account.verified_by_id, account.activated_by_id),
        *who_noted(order),
        *order.approvals.filter(round=order.round).values_list("approver", flat=True),
        *people_apart(request).values_list("pk", flat=True),
    )
    left = _holders(apart)
    needed = count(wanted, "approbation,approbations")
    told = f"Peuvent encore approuver : {_named(left)}. Il manque {needed}."
    return (f"{told} {SHORT}", True) if len(left) < wanted else (told, False)


def left_after_one_more(account: LandlordAccount) -> str:
    """A warning for whoever would call back or lift an alert: they approve no payment to this
    account afterwards, and whoever prepares the order does not either. Nothing while enough are
    left."""
    left = _holders((account.entered_by_id, account.verified_by_id))
    preparing = int(Role.FINANCE in left.values())
    after = max(0, len(left) - 1 - preparing)
    if after >= 2:
        return ""
    return (
        "Qui fait cette étape n’approuve plus les paiements vers ce compte. Il ne resterait que "
        f"{count(after, 'personne,personnes') if after else 'personne'} pour les approuver, en "
        "plus de qui prépare l’ordre, et il en faut deux : demandez d’abord à l’administrateur "
        "d’ouvrir un compte de plus (cadre, signataire ou dépenses)."
    )
