"""Sums received that the statements show, and whether one of them is already counted as the return
of a sum paid in excess. The same as `models.recovery_sql`."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from reims_solidarite.kit.money import format_cents
from secours_loyer.models import Event, Recovery, ReturnLine
from secours_loyer.states import ReturnState


def sums_received() -> QuerySet[ReturnLine]:
    """Money received in euros, still in quarantine; a movement that is already counted is out."""
    again = Recovery.objects.filter(
        line__bank_reference=OuterRef("bank_reference"),
        line__amount_cents=OuterRef("amount_cents"),
        line__booked_on=OuterRef("booked_on"),
    ).exclude(line__file=OuterRef("file"))
    return (
        ReturnLine.objects.filter(
            state=ReturnState.QUARANTINED,
            event=Event.RECEIVED,
            currency="EUR",
            amount_cents__isnull=False,
        )
        .exclude(~Q(bank_reference="") & Exists(again))
        .order_by("booked_on", "pk")
    )


def seen_again(line: ReturnLine) -> Recovery | None:
    """What already counts this very movement, as another file of the bank showed it."""
    if line.event != Event.RECEIVED or not line.bank_reference:
        return None
    same = Recovery.objects.filter(
        line__bank_reference=line.bank_reference,
        line__amount_cents=line.amount_cents,
        line__booked_on=line.booked_on,
    )
    return same.exclude(line__file=line.file_id).select_related("overpayment").first()


def alike(cents: int | None, day: date | None, line: ReturnLine | None) -> Recovery | None:
    """What is already counted and nothing but somebody’s word tells from this sum."""
    reference = line.bank_reference if line else ""
    same = Q(cents=cents, received_on=day)
    if reference:
        unnamed = Q(line=None) | Q(line__bank_reference="")
        same = same & unnamed | Q(line__bank_reference=reference)
    rows = Recovery.objects.filter(same)
    if line is not None:
        rows = rows.exclude(line=line)
    return rows.select_related("overpayment", "line").order_by("pk").first()


def apart_words(line: ReturnLine) -> str:
    """What a line of a sum received has of its own to say before it is chosen, or nothing."""
    if (seen := seen_again(line)) is not None:
        return (
            f"Déjà vue : ce mouvement est déjà compté pour le trop-perçu {seen.overpayment}. "
            "Écartez cette ligne."
        )
    if (
        line.event == Event.RECEIVED
        and (like := alike(line.amount_cents, line.booked_on, line)) is not None
    ):
        return (
            f"{_counted(like)} Si cette ligne montre une autre somme, une personne le propose ici "
            "et dit comment elle le sait ; une autre personne la choisit sur la page du "
            "trop-perçu. Si c’est la même, écartez la ligne."
        )
    return ""


def alike_by_hand_words(like: Recovery) -> str:
    """Why a sum is not noted by hand."""
    return (
        f"{_counted(like)} Si vous en avez reçu une autre, importez le relevé qui la montre, "
        "puis choisissez sa ligne."
    )


def alike_line_words(like: Recovery) -> str:
    """Why a line waits for another person’s word."""
    return (
        f"{_counted(like)} Si cette ligne montre une autre somme, une autre personne l’écrit sur "
        "la page de la ligne (« Proposer d’écarter la ligne ») et dit comment elle le sait."
    )


def _counted(like: Recovery) -> str:
    day = f"{like.received_on:%d/%m/%Y}"
    origin = "d’après le relevé" if like.line_id else "noté à la main"
    return (
        f"Un remboursement de {format_cents(like.cents)} reçu le {day} est déjà compté pour le "
        f"trop-perçu {like.overpayment} ({origin})."
    )
