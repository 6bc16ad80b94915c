"""Letters on paper: one file for the printer, and the day they left."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.joined_pdf import join_pdfs
from reims_solidarite.kit.templatetags.french import in_sentence
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import action, need, seal
from secours_loyer.actions.locks import locked_all
from secours_loyer.models import Letter, LetterHeldBack, LetterPosting, LetterPrint, SentBy
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.posting import in_delivery_order

MOST = 300
WHO = "Les lettres sont imprimées et postées par les agents du secours loyer."
NONE = "Cochez au moins une lettre."


@action
def print_letters(letters: Iterable[Letter], *, by: User, at: datetime) -> bytes:
    """One PDF of the letters as they are kept, each on a new sheet, in the order of the rounds."""
    need(rules.LETTER_SENDER.allows(by), WHO)
    chosen = in_delivery_order(letters)
    need(chosen, NONE, field="letters")
    need(
        len(chosen) <= MOST,
        f"Un fichier contient {MOST} lettres au plus. Imprimez-les en plusieurs fois.",
        field="letters",
    )
    title = f"{len(chosen)} lettre{'s' if len(chosen) > 1 else ''} à poster"
    joined = join_pdfs([_kept(letter) for letter in chosen], title=title, at=at)
    LetterPrint.objects.bulk_create(LetterPrint(letter=row, by=by, at=at) for row in chosen)
    for row in chosen:
        household = row.request.household.uid
        record("print_letter", row.request, by=by, at=at, household=household, letter=row.pk)
    return joined


def _kept(letter: Letter) -> bytes:
    """The bytes of the letter, those that were kept."""
    told = f"{letter} de la demande {letter.request.number}"
    try:
        with letter.file.content.open("rb") as stored:
            content: bytes = stored.read()
    except FileNotFoundError as error:
        raise Refused(
            f"{told} : le fichier manque. Décochez-la, prévenez l’administrateur."
        ) from error
    need(
        hashlib.sha256(content).hexdigest() == letter.file.sha256,
        f"{told} : le fichier n’est plus celui qui a été écrit. Décochez-la, prévenez "
        "l’administrateur.",
    )
    return content


@action
def post_letters(
    letters: Iterable[Letter],
    *,
    by: User,
    at: datetime,
    sent_on: date | None = None,
    way: SentBy = SentBy.POST,
) -> list[LetterPosting]:
    """All of them left that day, or none is noted: somebody may have noted one meanwhile."""
    need(rules.LETTER_SENDER.allows(by), WHO)
    day = sent_on or paris_day(at)
    need(
        day <= paris_day(at),
        "Ce jour est à venir : notez l’envoi quand les lettres sont parties.",
        field="sent_on",
    )
    keys = [letter.pk for letter in letters]
    rows = locked_all(
        Letter.objects.filter(pk__in=keys).select_related("request__household").order_by("pk")
    )
    need(rows, NONE, field="letters")
    gone = LetterPosting.objects.filter(letter__in=rows).select_related("letter__request").first()
    if gone is not None:
        raise Refused(
            f"{gone.letter} de la demande {gone.letter.request.number} : déjà notée partie. "
            "Rechargez la page, puis cochez celles qui restent.",
            field="letters",
        )
    early = next((row for row in rows if day < paris_day(row.at)), None)
    if early is not None:
        raise Refused(
            f"{early} de la demande {early.request.number} : écrite le "
            f"{paris_day(early.at):%d/%m/%Y}, elle n’a pas pu partir avant.",
            field="sent_on",
        )
    posted = LetterPosting.objects.bulk_create(
        LetterPosting(letter=row, way=way, sent_on=day, by=by, at=at) for row in rows
    )
    seal(*posted, at=at)
    for row in posted:
        request = row.letter.request
        household = request.household.uid
        record("post_letter", request, by=by, at=at, household=household, **named(row))
    return posted


@action
def hold_back_letters(
    letters: Iterable[Letter], *, reason: str, by: User, at: datetime
) -> list[LetterHeldBack]:
    """They leave the list of what waits, with why; all of them or none. They stay kept."""
    need(rules.LETTER_SENDER.allows(by), WHO)
    need(reason.strip(), "Écrivez pourquoi ces lettres ne partent pas.", field="reason")
    keys = [letter.pk for letter in letters]
    rows = locked_all(
        Letter.objects.filter(pk__in=keys)
        .select_related("request__household", "posting", "held_back")
        .order_by("pk")
    )
    need(rows, NONE, field="letters")
    done = next((row for row in rows if row.left), None)
    if done is not None:
        raise Refused(
            f"{done} de la demande {done.request.number} : {in_sentence(done.left)}. Rechargez la "
            "page, puis cochez celles qui restent.",
            field="letters",
        )
    held = LetterHeldBack.objects.bulk_create(
        LetterHeldBack(letter=row, reason=reason.strip(), by=by, at=at) for row in rows
    )
    seal(*held, at=at)
    for row in held:
        request = row.letter.request
        household = request.household.uid
        record("hold_back_letter", request, by=by, at=at, household=household, **named(row))
    return held
