"""Who acts next on a file, and what they do: people by name when they are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from actors.models import User
from reims_solidarite.kit.templatetags.french import elided
from secours_loyer.models import LandlordAccount, PaymentOrder
from secours_loyer.queries.appeals import Delay
from secours_loyer.queries.failures import unconfirmed_of, who_confirms
from secours_loyer.queries.plan_awaited import given_up
from secours_loyer.queries.procedure import BITES_WITHIN, standing_acts
from secours_loyer.queries.situation.facts import Facts
from secours_loyer.states import (
    PAYABLE,
    UNANSWERED,
    URGENT,
    AccountState,
    OrderState,
    PlanState,
    RequestState,
)

FINANCE = "Le gestionnaire des dépenses"
R, O, P = RequestState, OrderState, PlanState  # noqa: E741 - the tables read better so


@dataclass(frozen=True)
class Act:
    """`who` is a role, or a person and their role."""

    who: str
    what: str


REQUEST: dict[str, tuple[str, str]] = {
    R.DRAFT: ("{filer}", "finit la demande et la dépose"),
    R.FILED: ("Un instructeur", "prend la demande en instruction"),
    R.INCOMPLETE: ("{filer}", "complète la demande et la renvoie"),
    R.STUDIED: ("{instructor}", "vérifie les pièces, lance le calcul et rend un avis"),
    R.OPINION: ("Un cadre autre {but_instructor}", "valide l’avis, ou le renvoie"),
    R.VALIDATED: ("Le secrétaire de la commission", "inscrit la demande à une séance"),
    R.REGISTERED: ("La commission", "examine la demande en séance"),
    R.ADJOURNED: ("{instructor}", "reprend l’instruction"),
    R.GRANTED: ("Le secrétaire ou le signataire", "écrit la lettre de décision"),
    R.REFUSED: ("Le secrétaire ou le signataire", "écrit la lettre de décision"),
}
ORDER: dict[str, tuple[str, str]] = {
    O.DRAFT: (FINANCE, "lance les contrôles de l’ordre"),
    O.CHECKED: ("Un premier approbateur", "approuve l’ordre"),
    O.APPROVED_ONCE: ("Un second approbateur", "approuve l’ordre"),
    O.APPROVED: (FINANCE, "met l’ordre dans un lot"),
    O.IN_BATCH: (FINANCE, "clôt et exporte le lot"),
    O.SENT: (FINANCE, "transmet les fichiers du lot"),
}
BEFORE_LEAVING = (O.DRAFT, O.CHECKED, O.APPROVED_ONCE, O.APPROVED, O.IN_BATCH)
ANSWER = ("La banque ou le comptable", "répond ; le gestionnaire des dépenses importe le retour")
PLAN: dict[str, tuple[str, str]] = {
    P.DRAFT: ("Un cadre", "approuve le plan d’apurement"),
    P.PROPOSED: ("{instructor}", "fait signer le plan au locataire et au bailleur"),
    P.ALERT: ("{instructor}", "voit avec le ménage l’échéance manquée"),
    P.SUSPENDED: ("{instructor}", "reprend le plan quand la suspension finit"),
}


def acts_of(facts: Facts, *, on: date) -> list[Act]:
    """What is waited for; nobody when the file is over."""
    before = (*_dispute(facts), *_urgent(facts, on), *_lease(facts), *_appeal(facts))
    told = [*before, *_request(facts), *_payment(facts), *_plan(facts)]
    return told or list(_closing(facts, on))


def _dispute(facts: Facts) -> Iterator[Act]:
    if facts.contested:
        yield _act(facts, "{instructor}", "répond à qui conteste la dette")


def _urgent(facts: Facts, on: date) -> Iterator[Act]:
    """A day of the eviction procedure that may bite before a commission sits."""
    if facts.request.state not in URGENT or not facts.reads_procedure:
        return
    until = on + BITES_WITHIN
    acts = standing_acts(facts.request.tenancy)
    days = [act.deadline_on for act in acts if act.deadline_on and on <= act.deadline_on <= until]
    if days:
        yield Act(
            "Le signataire, par délégation du conseil d’administration,",
            "peut décider en urgence une fois le calcul fait, sans attendre la commission : la "
            f"procédure d’expulsion a une date limite le {min(days):%d/%m/%Y}",
        )


def _lease(facts: Facts) -> Iterator[Act]:
    for event in facts.events:
        what = f"tranche un événement du bail : {event.get_kind_display().lower()}"
        yield Act("Un cadre", what)


def _appeal(facts: Facts) -> Iterator[Act]:
    if facts.reply is not None:
        what = f"écrit la réponse au recours, décidée à la séance {facts.reply.session.number}"
        yield Act("Le secrétaire ou le signataire", what)
    if facts.appeal is None:
        return
    told = f"le recours reçu le {facts.appeal.received_on:%d/%m/%Y}"
    if facts.review is not None:
        yield Act("La commission", f"examine {told} à la séance {facts.review.number}")
    else:
        yield Act("Le secrétaire de la commission", f"inscrit à une séance {told}")


def _request(facts: Facts) -> Iterator[Act]:
    if (found := REQUEST.get(facts.request.state)) is not None:
        who, what = found
        if facts.request.state == R.FILED and facts.request.instructor is not None:
            who, what = "{instructor}", "reprend l’instruction : la demande est revenue"
        if facts.instructor_tied:
            who, what = "Un cadre", "confie la demande à un autre instructeur (lien déclaré)"
        if facts.session is not None:
            what = f"examine la demande à la séance {facts.session.number}"
        yield _act(facts, who, what)


def _payment(facts: Facts) -> Iterator[Act]:
    """For whoever may read the decision, step by step; for the others, one sentence."""
    if facts.decision is None:
        if facts.account_awaited:
            yield from _account(facts.accounts)
        elif facts.request.state in PAYABLE and facts.refusal is None:
            yield Act(FINANCE, "suit le paiement, s’il y a une aide")
        return
    if facts.award is None:
        return
    live = facts.live_orders
    waits = facts.contested or bool(facts.events)
    doubtful = unconfirmed_of(facts.award)
    if doubtful is not None:
        yield Act(
            who_confirms(doubtful),
            f"confirme l’échec du paiement ({doubtful.end_to_end_id}) ; aucun ordre ne se prépare "
            "avant",
        )
    elif not live:
        account = list(_account(facts.accounts))
        yield from account
        again = "un nouvel ordre" if facts.orders else "l’ordre de paiement"
        if not (account or waits):
            yield Act(FINANCE, f"prépare {again}")
    for order in live:
        # Nothing leaves before the lease and the debt are settled: whoever settles them acts.
        if not (waits and order.state in BEFORE_LEAVING):
            yield from _order(order)


def _order(order: PaymentOrder) -> Iterator[Act]:
    found = ORDER.get(order.state, ANSWER if order.state in UNANSWERED else None)
    if found is not None:
        yield Act(found[0], f"{found[1]} ({order.end_to_end_id})")


def _account(accounts: Sequence[LandlordAccount]) -> Iterator[Act]:
    states = {account.state for account in accounts}
    if AccountState.ACTIVE in states:
        return
    if AccountState.TYPED in states:
        yield Act("Un cadre ou les dépenses", "rappelle le bailleur et vérifie son compte")
    elif AccountState.VERIFIED in states:
        yield Act("Un cadre ou les dépenses", "lève l’alerte du compte du bailleur")
    else:
        yield Act("L’accueil ou l’instructeur", "saisit le compte du bailleur")


def _plan(facts: Facts) -> Iterator[Act]:
    if facts.award is None or facts.decision is None or not facts.decision.plan_cents:
        return
    known = (*PLAN, P.ACTIVE, P.SETTLED)
    current = next((plan for plan in facts.plans if plan.state in known), None)
    if current is None and given_up(facts.decision) is None:
        yield _act(facts, "{instructor}", "prépare le plan d’apurement")
    elif current is not None and (found := PLAN.get(current.state)) is not None:
        yield _act(facts, *found)


def _closing(facts: Facts, on: date) -> Iterator[Act]:
    if facts.request.state != R.NOTIFIED:
        return
    if facts.refusal is not None:
        yield _contested(facts, facts.refusal, on)
    elif facts.decision is not None:
        yield _act(facts, "{instructor}", "clôt le dossier")


def _contested(facts: Facts, delay: Delay, on: date) -> Act:
    """While a refusal may be contested nobody acts; then the file may be closed."""
    if on <= delay.until:
        until = f"{delay.until:%d/%m/%Y} ({delay.words})"
        return Act("Personne", f"n’agit : le ménage peut contester le refus jusqu’au {until}")
    over = f"le délai pour contester le refus est passé depuis le {delay.until:%d/%m/%Y}"
    return _act(facts, "{instructor}", f"clôt le dossier : {over}")


def _act(facts: Facts, who: str, what: str) -> Act:
    request = facts.request
    filer = _name(request.filed_by, "qui a déposé la demande")
    instructor = _name(request.instructor, "l’instructeur")
    named = {"instructor": instructor, "but_instructor": elided(instructor, "que")}
    return Act(who.format(filer=filer, **named), what)


def _name(user: User | None, otherwise: str) -> str:
    return user.get_full_name() if user else otherwise
