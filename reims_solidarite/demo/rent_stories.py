"""Which stories the demo tells of rent aid, and how often."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from reims_solidarite.kit.dates import Period, months_in
from secours_loyer.actions.plausible import Lease
from secours_loyer.models import Channel, Fund, FundAnswer

# Stops of the requests that no decision ends; repeated with the scale.
UNDECIDED = (
    *("draft", "filed", "filed", "incomplete", "studied", "studied"),
    *("opinion", "validated", "dropped", "withdrawn", "doubled", "doubled_waiting"),
)
# What the commission said of them, in one session, then what followed.
DECIDED = (
    *("adjourned", "refused", "granted", "checked", "approved_once", "closed", "sent"),
    *("paid", "rejected", "to_sign", "mandated", "held", "visa", "cheque"),
    *("late", "suspended", "proposed", "contested"),
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
# What the household asked of other funds: nothing, no answer yet, a part of the debt.
FUNDS: tuple[Mapping[str, tuple[str, int]], ...] = (
    {},
    {Fund.FSL: (FundAnswer.ASKED, 30_000), Fund.ACTION: (FundAnswer.REFUSED, 0)},
    {Fund.CAF: (FundAnswer.GRANTED, 10_000)},
)


def month_by_month(unpaid: Period, certified: int, lease: Lease) -> dict[date, tuple[int, int]]:
    """The charges were paid each month, the rent was not; the first month bears the cents."""
    monthly = lease.rent_cents + lease.charges_cents
    rows = dict.fromkeys(months_in(unpaid), (monthly, lease.charges_cents))
    first = min(rows)
    rows[first] = (monthly + certified - len(rows) * lease.rent_cents, lease.charges_cents)
    return rows
