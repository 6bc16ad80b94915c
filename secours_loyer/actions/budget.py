"""Opening the credits that the board voted, and finding those that a decision uses."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import action, need, seal
from secours_loyer.models import BudgetCredit, BudgetLine
from secours_loyer.queries.journal_rows import named


@action
def open_credits(
    *, year: int, account: str, cents: int, deliberation: str, by: User, at: datetime
) -> BudgetCredit:
    """Add credits to a year (or take some back, below zero); the first ones open its line.

    Refused when what would be left no longer covers what is committed.
    """
    need(rules.FINANCE.allows(by), "Les crédits sont saisis par le gestionnaire des dépenses.")
    need(cents, "Indiquez un montant.", field="cents")
    need(deliberation.strip(), "Indiquez la délibération.", field="deliberation")
    line = BudgetLine.objects.filter(year=year).first()
    if line is None:
        line = BudgetLine.objects.create(
            year=year, account=account.strip(), opened_by=by, opened_at=at
        )
        seal(line, at=at)
    need(
        line.account == account.strip(),
        f"L’exercice {year} est déjà ouvert sur l’imputation {line.account}.",
        field="account",
    )
    credit = BudgetCredit.objects.create(
        line=line, cents=cents, deliberation=deliberation.strip(), by=by, at=at
    )
    seal(credit, at=at)
    record("open_credits", line, by=by, at=at, **named(credit))
    return credit


def line_of(year: int) -> BudgetLine:
    """The line that decisions of this year commit."""
    line = BudgetLine.objects.filter(year=year).first()
    if line is None:
        raise Refused(
            f"Aucun crédit n’est ouvert pour {year}. Demandez au gestionnaire des dépenses de "
            "saisir le budget."
        )
    return line
