"""Which stories the demo tells of rent aid, and how often."""

from __future__ import annotations

from secours_loyer.models import Channel

# Stops of the requests that no decision ends; repeated with the scale.
UNDECIDED = (
    *("draft", "filed", "filed", "incomplete", "studied", "studied"),
    *("opinion", "validated", "dropped", "withdrawn"),
)
# What the commission said of them, in one session, then what followed.
DECIDED = (
    *("adjourned", "refused", "granted", "checked", "approved_once", "closed", "sent"),
    *("paid", "rejected", "to_sign", "mandated", "held", "visa", "cheque"),
    *("late", "suspended", "proposed"),
)
# The rest leaves by a transfer of the *régie*.
CHANNELS = {
    **dict.fromkeys(("to_sign", "mandated", "held", "visa"), Channel.MANDAT),
    "cheque": Channel.CHEQUE,
}
# Stories that the first association's accounts, which people try, find on their page.
TRIED = ("incomplete", "draft", "paid")
SUMMARIES = (
    "Fin d’un contrat en intérim, le nouveau salaire arrive le mois prochain.",
    "Séparation au printemps : un seul revenu pour le loyer depuis juin.",
    "Droits interrompus pendant trois mois, rétablis depuis.",
)
