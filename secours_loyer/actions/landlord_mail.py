"""Where the letters to a landlord go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.models import Landlord

MOST_LINES = 4
ASKED = {
    "mail_lines": "Il manque la rue de l’adresse postale du bailleur, ou sa boîte postale.",
    "mail_postcode": "Il manque le code postal du bailleur.",
    "mail_city": "Il manque la commune du bailleur.",
}


@dataclass(frozen=True)
class Postal:
    """What stands under the name on an envelope."""

    lines: str = ""
    postcode: str = ""
    city: str = ""


NOWHERE = Postal()


def whole_or_none(given: Postal, *, prefix: str = "") -> Postal:
    """The address in the form kept; half an address is refused beside what lacks."""
    lines = [" ".join(line.split()) for line in given.lines.splitlines()]
    kept = Postal(
        "\n".join(line for line in lines if line),
        given.postcode.strip(),
        " ".join(given.city.split()),
    )
    if kept == NOWHERE:
        return kept
    for name, value in zip(ASKED, (kept.lines, kept.postcode, kept.city), strict=True):
        if not value:
            raise Refused(ASKED[name], field=f"{prefix}{name}")
    need(
        kept.lines.count("\n") < MOST_LINES,
        f"L’adresse compte {MOST_LINES} lignes au plus, sans le code postal et la commune.",
        field=f"{prefix}mail_lines",
    )
    return kept


@action
def note_landlord_mail(landlord: Landlord, mail: Postal, *, by: User, at: datetime) -> Landlord:
    """The CCAS notes or corrects the address; letters written before keep what they bore."""
    need(rules.FILE_WRITER.allows(by), "L’adresse postale d’un bailleur est notée par le CCAS.")
    told = whole_or_none(mail)
    need(told.lines, ASKED["mail_lines"], field="mail_lines")
    held = locked(landlord)
    need(
        told != Postal(held.mail_lines, held.mail_postcode, held.mail_city),
        "Cette adresse est déjà notée.",
        field="mail_lines",
    )
    replaced = bool(held.mail_lines)
    held.mail_lines, held.mail_postcode, held.mail_city = told.lines, told.postcode, told.city
    held.mail_by, held.mail_at = by, at
    held.save(
        update_fields=["mail_lines", "mail_postcode", "mail_city", "mail_by", "mail_at"],
    )
    record("note_landlord_mail", held, by=by, at=at, replaced=replaced)
    seal(held, at=at)
    return held
