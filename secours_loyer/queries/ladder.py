"""How far a landlord's account is trusted: what was done, by whom, what comes next and who may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reims_solidarite.kit.templatetags.french import phone, short_date
from secours_loyer.iban import bank_of
from secours_loyer.models import LandlordAccount
from secours_loyer.queries.phone_changes import phone_change_words
from secours_loyer.states import AccountState

CALLER = "cadre ou gestionnaire des dépenses, sauf la personne qui a saisi le compte"
SECOND = "cadre ou gestionnaire des dépenses, qui n’a ni saisi ni vérifié le compte"
FINDER = "accueil, instructeur ou cadre, sauf la personne qui a saisi le compte"
NO_BANK = "Inconnue du registre des banques : comparez le RIB au site de la banque"
NO_PAPER = "Aucun fichier joint : l’accueil ou l’instructeur peut le joindre sur la page du compte"
OPEN = (AccountState.TYPED, AccountState.VERIFIED)
STOPPED = (AccountState.BLOCKED, AccountState.ARCHIVED)


@dataclass(frozen=True)
class Rung:
    """One step of the ladder, as `components/timeline.html` shows it."""

    date: str
    title: str
    text: str
    by: str = ""
    current: bool = False
    tone: str = ""


def number_problem(account: LandlordAccount) -> str:
    """Why nobody may call the landlord yet, or nothing."""
    landlord, typist = account.landlord, account.entered_by_id
    if not landlord.known_phone:
        return "Aucun numéro connu : cherchez-le ailleurs que sur le RIB."
    if landlord.known_phone_by_id == typist:
        return "Donné par la personne qui a saisi le compte : une autre le cherche ailleurs."
    if landlord.phone_confirmed_by_id is None:
        return f"{phone(landlord.known_phone)}, donné par l’association : à confirmer."
    if landlord.phone_confirmed_by_id == typist:
        return "Confirmé par la personne qui a saisi le compte : une autre le cherche ailleurs."
    return ""


def trust_of(account: LandlordAccount, *, named_otherwise: bool) -> list[tuple[str, str]]:
    """What stands behind the account, for whoever verifies it or approves a payment."""
    stopped = stop_words(account)
    lines = [
        *([("État", stopped)] if stopped else []),
        ("Saisi", f"le {short_date(account.entered_at)} par {account.entered_by}"),
        ("RIB", paper_words(account)),
        ("Banque", bank_of(account.iban) or NO_BANK),
        (
            "Nom du titulaire",
            f"différent de celui du bailleur, « {account.landlord.legal_name} »"
            if named_otherwise
            else "celui du bailleur",
        ),
        ("Rappel du bailleur", called_words(account)),
        ("Nom contrôlé par la banque", account.get_payee_check_display() or "Pas demandé"),
    ]
    if changed := phone_change_words(account):
        lines.append(("Numéro à rappeler changé", changed))
    if account.lifted_reason:
        lines.append(("Alerte levée", f"par {account.activated_by} : {account.lifted_reason}"))
    return lines


def paper_words(account: LandlordAccount) -> str:
    """The RIB that came with the number, or that none did."""
    if account.paper is None:
        return NO_PAPER
    if account.paper.created_at <= account.entered_at:
        return "joint à la saisie"
    return f"joint le {short_date(account.paper.created_at)} par {account.paper.created_by}"


def stop_words(account: LandlordAccount) -> str:
    """« Compte bloqué : … » once it may no longer be paid, whatever was verified before."""
    if account.state not in STOPPED:
        return ""
    reason = account.blocked_reason.strip().rstrip(".")
    return f"Compte {account.get_state_display().lower()}{f' : {reason}' if reason else ''}"


def level_of(account: LandlordAccount) -> str:
    """The same in a few words, for a line of payment; without any query."""
    if account.state in STOPPED:
        return stop_words(account)
    if account.called_on is None:
        return "Jamais rappelé"
    words = [f"Rappelé le {short_date(account.called_on)}"]
    if account.payee_check:
        words.append(f"banque : {account.get_payee_check_display().lower()}")
    if account.lifted_reason:
        words.append("alerte levée")
    return ", ".join(words)


def called_words(account: LandlordAccount) -> str:
    """Who called whom, when, at which number."""
    if account.verified_by is None or account.called_on is None:
        return "Pas encore"
    return (
        f"le {short_date(account.called_on)} au {phone(account.called_number)} par "
        f"{account.verified_by}. A répondu : {account.called_person}"
    )


def ladder_of(account: LandlordAccount, alerts: Sequence[str]) -> list[Rung]:
    """From the RIB to an account that may be paid; nothing is next once it is stopped."""
    steps = [
        ("RIB saisi", f"le {short_date(account.entered_at)} par {account.entered_by}", "", True)
    ]
    called = account.verified_by_id is not None
    problem = "" if called else number_problem(account)
    known = account.called_number or account.landlord.known_phone
    steps.append(("Numéro à rappeler", problem or str(phone(known)), FINDER, not problem))
    steps.append(
        (
            "Rappel du bailleur",
            called_words(account) if called else "Une autre personne l’appelle à ce numéro.",
            CALLER,
            called,
        )
    )
    if account.lifted_reason:
        told = f"par {account.activated_by} : {account.lifted_reason}"
        steps.append(("Alerte levée", told, SECOND, True))
    elif alerts and account.state in OPEN:
        steps.append(("Alerte à lever", "Une autre personne écrit l’explication.", SECOND, False))
    steps.append(("Compte actif", "Il peut être payé.", "", account.state == AccountState.ACTIVE))
    stopped = account.state in STOPPED
    return _shown([step for step in steps if step[3] or not stopped])


def _shown(steps: Sequence[tuple[str, str, str, bool]]) -> list[Rung]:
    now = next((rank for rank, step in enumerate(steps) if not step[3]), len(steps))
    return [
        Rung("Fait", title, text, tone="success")
        if rank < now
        else Rung("Maintenant" if rank == now else "Ensuite", title, text, who, current=rank == now)
        for rank, (title, text, who, _done) in enumerate(steps)
    ]
