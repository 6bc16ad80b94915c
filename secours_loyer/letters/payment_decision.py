"""The decision to pay the landlord in the place of the household (CGCT annexe I, rubrique 6112)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import french_date, period
from secours_loyer.letters.letterhead import SENDER, paragraph
from secours_loyer.models import PaymentOrder

GROUNDS = (
    "Vu le code de l’action sociale et des familles, articles L123-5 et R123-20 à R123-23 ;",
    "Vu le code général des collectivités territoriales, annexe I, rubrique 6112 ;",
)


def payment_decision_paper(
    order: PaymentOrder, *, number: str, account: str, by: User, at: datetime
) -> dict[str, Any]:
    """The data of `base/sheet.typ`: who is paid, how much, for what, on which credits.

    The account is named by its last digits: the bordereau carries it whole.
    """
    award = order.award.decision
    request = award.request
    lease = request.tenancy
    return {
        "title": f"Décision de paiement à un tiers {number}",
        "context": [SENDER["name"], f"Ordre de paiement {order.end_to_end_id}"],
        "body": [
            *(paragraph(text) for text in GROUNDS),
            paragraph(
                f"Vu la décision {award.number} du {french_date(paris_day(award.decided_at))}, qui "
                f"accorde à {request.household.name} une aide au loyer de "
                f"{format_cents(award.aid_cents)} ;"
            ),
            {"kind": "heading", "text": "Décide"},
            paragraph(
                f"Article 1. {format_cents(order.amount_cents)} de cette aide sont payés à un "
                f"tiers, le bailleur {order.payee_name}."
            ),
            paragraph(
                f"Article 2. Ce paiement porte sur les loyers et charges "
                f"{period(request.debt.period)} du logement {lease.address}, {lease.postcode} "
                f"{lease.city} (article 1342-10 du code civil)."
            ),
            paragraph(
                f"Article 3. Il est fait sur le compte du bailleur qui se termine par "
                f"{order.account.iban[-4:]}, avec le libellé « {order.label} »."
            ),
            paragraph(
                f"Article 4. La dépense est imputée à l’article {account} du budget "
                f"{order.budget_year}."
            ),
            {"kind": "heading", "text": "Signature"},
            paragraph(
                f"Signée le {french_date(paris_day(at))} par {by.get_full_name()}, pour le "
                "président du CCAS, par son compte personnel du portail."
            ),
        ],
    }
