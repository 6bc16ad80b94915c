"""Orders that failed on the word of one person: another confirms before the aid is paid again.

The same as `models.order_failure_sql.unconfirmed`.
"""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from actors.models import OnePerson, User
from secours_loyer.bank_files.reasons import REASONS
from secours_loyer.models import Award, Channel, Event, PaymentOrder, ReturnKind, ReturnLine
from secours_loyer.queries.ties import apart_from_order
from secours_loyer.states import ATTACHED, SETTLED, UNANSWERED

# What a file says of a payment that was not made, or came back.
SAYS_SO = (Event.BACK, Event.VISA_REFUSED, Event.REJECTED)
_LINES = ReturnLine.objects.filter(state__in=ATTACHED, event__in=SAYS_SO)
# Who brought a line: imported its file, proposed its order, settled it.
HANDS = ("file__received_by", "proposed_by", "resolved_by")


def _another_said() -> QuerySet[ReturnLine]:
    """Lines of the outer order that whoever noted it did not bring; those of the accountant are
    typed by anybody and confirm nothing."""
    lines = _LINES.filter(order=OuterRef("pk")).exclude(source=ReturnKind.STATUS)
    for hand in HANDS:
        own = Q(**{hand: F("order__failed_by")}) | Q(OnePerson(F(hand), F("order__failed_by")))
        lines = lines.filter(Q(**{f"{hand}__isnull": True}) | ~own)
    return lines


def unconfirmed() -> QuerySet[PaymentOrder]:
    """Oldest first."""
    noted = PaymentOrder.objects.filter(failed_by__isnull=False, failure_seen_by=None)
    return (
        noted.exclude(Exists(_another_said())).select_related("account", "failed_by").order_by("pk")
    )


def unconfirmed_of(award: Award) -> PaymentOrder | None:
    """The first one that keeps this aid from being paid again."""
    return unconfirmed().filter(award=award).first()


def to_confirm(user: User) -> QuerySet[PaymentOrder]:
    """Those that this very person may confirm: they neither noted it nor took part in the file,
    and do not stand apart from it."""
    return (
        unconfirmed()
        .exclude(failed_by=user)
        .exclude(award__decision__request__instructor=user)
        .exclude(award__decision__request__past_instructors__contains=[user.pk])
        .exclude(account__entered_by=user)
        .exclude(apart_from_order(user))
    )


def noted_by_hand(order: PaymentOrder) -> set[int]:
    """Who noted that an order of the same aid failed."""
    rows = PaymentOrder.objects.filter(award=order.award_id, failed_by__isnull=False)
    return {pk for pk in rows.values_list("failed_by_id", flat=True) if pk is not None}


def brought_by(order: PaymentOrder) -> set[int]:
    """Who brought a line that says that an order of the same aid failed."""
    rows = _LINES.filter(order__award=order.award_id).values_list(*HANDS)
    return {person for row in rows for person in row if person is not None}


def who_noted(order: PaymentOrder) -> set[int]:
    """Both: none of them takes a step of the next order."""
    return noted_by_hand(order) | brought_by(order)


def noted_by(user: User) -> Q:
    """A condition on orders: this person said that an order of the same aid failed."""
    brought = _LINES.filter(order__award=OuterRef("award"))
    hands = Q(file__received_by=user) | Q(proposed_by=user) | Q(resolved_by=user)
    own = PaymentOrder.objects.filter(award=OuterRef("award"), failed_by=user)
    return Q(Exists(own)) | Q(Exists(brought.filter(hands)))


def who_confirms(order: PaymentOrder) -> str:
    """Who acts next on an order that failed on one word."""
    return f"Une autre personne que {order.failed_by} (cadre, signataire ou dépenses)"


NOTED = {
    "refuse_visa": "Rejet au visa noté, à confirmer",
    "reject_taken": "Rejet après prise en charge noté, à confirmer",
    "reject_order": "Rejet noté, à confirmer",
    "return_order": "Retour noté, à confirmer",
}


def noted(order: PaymentOrder) -> bool:
    """One person noted that it failed, and it stays where it was until another answers."""
    return order.failure_step != "" and order.state in (*UNANSWERED, *SETTLED)


def noted_words(order: PaymentOrder) -> str:
    """The badge of an order whose failure waits for another person; or nothing."""
    return NOTED[order.failure_step] if noted(order) else ""


def what_was_read(order: PaymentOrder) -> str:
    """What whoever noted it read: the reason of the bank, or the words of the accountant."""
    said = order.failure_words
    return (
        order.reason
        if not noted(order)
        else f"{said} : {REASONS[said]}"
        if (said in REASONS)
        else said
    )


def unconfirmed_words(order: PaymentOrder) -> str:
    """Why nothing is prepared again for this aid."""
    state = noted_words(order) or order.get_state_display()
    answers = (
        "Une autre personne (cadre, signataire ou dépenses) confirme cet échec sur la page de "
        "l’ordre, ou y dit que c’est une erreur."
        if order.channel == Channel.MANDAT
        else "Une autre personne importe le fichier de la banque qui le dit, ou bien (cadre, "
        "signataire ou dépenses) confirme cet échec sur la page de l’ordre, ou y dit que c’est "
        "une erreur."
    )
    return (
        f"Ordre {order.end_to_end_id} : {state[0].lower()}{state[1:]}, sur la seule "
        f"parole de {order.failed_by}. {answers}"
    )


def how_noted(order: PaymentOrder) -> str:
    """« noté à la main », or the file in which they read it."""
    lines = _LINES.filter(order=order, source=ReturnKind.STATUS, file__received_by=order.failed_by)
    line = lines.select_related("file").defer("file__content").order_by("pk").last()
    return f"lu dans le fichier « {line.file.name} », importé" if line else "noté à la main"
