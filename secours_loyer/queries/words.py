"""How states are drawn: the tone of their badge, who acts next, and what the person is told."""

from __future__ import annotations

from secours_loyer.models import Outcome, PieceState
from secours_loyer.states import (
    AccountState,
    BatchState,
    InstalmentState,
    OrderState,
    OverpaymentState,
    PlanState,
    RequestState,
    ReturnState,
    SessionState,
)

TONES: dict[str, str] = {
    RequestState.DRAFT: "neutral",
    RequestState.FILED: "info",
    RequestState.INCOMPLETE: "warning",
    RequestState.STUDIED: "info",
    RequestState.OPINION: "info",
    RequestState.VALIDATED: "info",
    RequestState.REGISTERED: "info",
    RequestState.ADJOURNED: "warning",
    RequestState.GRANTED: "success",
    RequestState.REFUSED: "danger",
    RequestState.NOTIFIED: "success",
    RequestState.CLOSED: "neutral",
    RequestState.DROPPED: "neutral",
    RequestState.WITHDRAWN: "neutral",
    SessionState.PREPARED: "warning",
    SessionState.OPEN: "info",
    SessionState.LIFTED: "info",
    SessionState.SIGNED: "success",
    SessionState.CANCELLED: "neutral",
    AccountState.TYPED: "warning",
    AccountState.VERIFIED: "warning",
    AccountState.ACTIVE: "success",
    AccountState.BLOCKED: "danger",
    AccountState.ARCHIVED: "neutral",
    OrderState.CHECKED: "info",
    OrderState.APPROVED_ONCE: "info",
    OrderState.APPROVED: "info",
    OrderState.IN_BATCH: "info",
    OrderState.SENT: "info",
    OrderState.FORWARDED: "info",
    OrderState.HELD: "warning",
    OrderState.TAKEN: "info",
    OrderState.PAID: "success",
    OrderState.RECONCILED: "success",
    OrderState.VISA_REFUSED: "danger",
    OrderState.TAKEN_BACK: "danger",
    OrderState.REJECTED: "danger",
    OrderState.RETURNED: "danger",
    OrderState.CHEQUE_STOPPED: "danger",
    OrderState.CANCELLED: "neutral",
    OrderState.UNSENT: "neutral",
    OverpaymentState.RECORDED: "warning",
    OverpaymentState.CLAIMED: "info",
    OverpaymentState.RECOVERED: "success",
    OverpaymentState.DROPPED: "neutral",
    OverpaymentState.VOID: "neutral",
    BatchState.OPEN: "warning",
    BatchState.CLOSED: "info",
    BatchState.EXPORTED: "warning",
    BatchState.FORWARDED: "info",
    BatchState.SETTLED: "success",
    BatchState.CANCELLED: "neutral",
    BatchState.ABANDONED: "neutral",
    ReturnState.READ: "warning",
    ReturnState.MATCHED: "success",
    ReturnState.QUARANTINED: "danger",
    ReturnState.SETTLED: "success",
    ReturnState.DISMISSED: "neutral",
    PlanState.PROPOSED: "info",
    PlanState.ALERT: "danger",
    PlanState.SUSPENDED: "warning",
    PlanState.REPLACED: "neutral",
    PlanState.SETTLED: "success",
    InstalmentState.COMING: "neutral",
    InstalmentState.DUE: "warning",
    InstalmentState.PAUSED: "neutral",
    InstalmentState.DECLARED: "info",
    InstalmentState.CONFIRMED: "success",
    InstalmentState.PARTIAL: "danger",
    InstalmentState.MISSED: "danger",
    InstalmentState.CAUGHT_UP: "success",
    PlanState.BROKEN: "danger",
    PieceState.WAITED: "warning",
    PieceState.RECEIVED: "info",
    PieceState.ACCEPTED: "success",
    PieceState.REFUSED: "danger",
    PieceState.WAIVED: "neutral",
    PlanState.DROPPED: "neutral",
}

# What happens next, and who does it; staff and partners read the same sentence.
NEXT: dict[str, str] = {
    RequestState.DRAFT: "La demande n’est pas encore envoyée : qui l’a écrite doit la déposer.",
    RequestState.FILED: "Un instructeur du CCAS va prendre la demande.",
    RequestState.INCOMPLETE: "Qui a déposé la demande doit la compléter et la renvoyer.",
    RequestState.STUDIED: "L’instructeur étudie la demande et rendra un avis.",
    RequestState.OPINION: "Un cadre vérifie l’avis de l’instructeur.",
    RequestState.VALIDATED: "Le secrétaire inscrit la demande à une séance de la commission.",
    RequestState.REGISTERED: "La commission examine la demande à sa prochaine séance.",
    RequestState.ADJOURNED: (
        "La commission n’a pas encore décidé : l’instructeur reprend l’étude, puis la demande "
        "revient à une séance."
    ),
    RequestState.GRANTED: "L’aide est accordée : la lettre s’écrit, puis le bailleur est payé.",
    RequestState.REFUSED: "La demande est refusée. La lettre dit pourquoi et comment contester.",
    RequestState.NOTIFIED: (
        "La lettre de décision est écrite. Si l’aide est accordée, elle est versée au bailleur."
    ),
    RequestState.CLOSED: "Le dossier est clos.",
    RequestState.DROPPED: "La demande est classée sans suite.",
    RequestState.WITHDRAWN: "La demande a été retirée.",
}

# The same, said to those who filed the request.
NEXT_FOR_FILER: dict[str, str] = {
    RequestState.DRAFT: "La demande n’est pas encore envoyée : déposez-la.",
    RequestState.INCOMPLETE: "Vous devez compléter la demande, puis la renvoyer.",
}

# The stops of the way, for the line of steps at the top of a file.
STOPS = (
    ("Dépôt", (RequestState.DRAFT, RequestState.FILED, RequestState.INCOMPLETE)),
    ("Instruction", (RequestState.STUDIED, RequestState.OPINION)),
    ("Décision", (RequestState.VALIDATED, RequestState.REGISTERED, RequestState.ADJOURNED)),
    ("Paiement", (RequestState.GRANTED, RequestState.NOTIFIED, RequestState.CLOSED)),
)


def standing(state: str, outcome: str | None) -> str:
    """The state that the line of steps shows: a refusal that was sent stays a refusal."""
    refused = outcome == Outcome.REFUSED
    return RequestState.REFUSED if refused else state


def stops_of(state: str, *, paid: bool) -> list[dict[str, str]]:
    """The steps with the current one marked; a file that ended early has no current step."""
    reached = next((i for i, (_, states) in enumerate(STOPS) if state in states), None)
    if reached is None:
        return []
    return [
        {
            "label": label,
            "state": "done"
            if position < reached or (paid and position == reached)
            else "current"
            if position == reached
            else "todo",
        }
        for position, (label, _) in enumerate(STOPS)
    ]
