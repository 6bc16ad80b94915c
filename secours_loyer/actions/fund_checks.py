"""Noting, fund by fund, whether the months of the debt were already paid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.money import format_cents
from secours_loyer.actions.apart import need_untied
from secours_loyer.actions.doors import action, locked, locked_all, need, seal
from secours_loyer.models import Fund, FundAnswer, FundCheck, FundFinding, RentRequest
from secours_loyer.models.fund_check import CHECKED
from secours_loyer.queries.journal_rows import named
from secours_loyer.states import UNDECIDED


@action
def check_funds(
    request: RentRequest,
    findings: Mapping[str, tuple[str, str]],
    *,
    by: User,
    at: datetime,
) -> list[FundCheck]:
    """Fund → (finding, where it comes from); replaces what was noted before."""
    need(rules.SOCIAL_WORKER.allows(by), "Cette vérification revient à qui instruit.")
    held = locked(request)
    need_untied(held, by)
    need(held.state in UNDECIDED, "La décision est prise : les financements ne changent plus.")
    known = {check.fund: check for check in locked_all(held.fund_checks.all())}
    granted = {
        row.fund: row.amount_cents
        for row in held.cofundings.all()
        if row.state == FundAnswer.GRANTED
    }
    checks = []
    for fund, (finding, detail) in findings.items():
        need(
            finding == FundFinding.NOTHING or detail.strip(),
            "Dites quels mois, et qui a répondu.",
            field=f"{fund}_detail",
        )
        already = format_cents(granted.get(fund, 0))
        need(
            finding != FundFinding.NOTHING or fund not in granted,
            f"Le dossier dit que « {Fund(fund).label} » a accordé {already} "
            "pour ces mois : choisissez « accordé » ou « déjà déduit », ou corrigez d’abord cette "
            "aide dans « Noter un autre financement ».",
            field=fund,
        )
        check = known.get(fund) or FundCheck(request=held, fund=fund)
        check.finding, check.detail = finding, detail.strip()[:200]
        check.by, check.at = by, at
        check.save()
        checks.append(check)
    seal(*checks, at=at)
    record("check_funds", held, by=by, at=at, household=held.household.uid, **named(*checks))
    return checks


def unanswered(request: RentRequest) -> list[str]:
    """What keeps the opinion from being given, in sentences."""
    checks = {check.fund: check for check in request.fund_checks.all()}
    granted = {row.fund for row in request.cofundings.all() if row.state == FundAnswer.GRANTED}
    found = [
        f"« {fund.label} » : ces mois ont-ils déjà été payés ?"
        for fund in CHECKED
        if fund not in checks
    ]
    return (
        found
        + [
            f"« {Fund(fund).label} » : notez ce qui est accordé dans les autres financements."
            for fund, check in checks.items()
            if check.finding == FundFinding.TO_DEDUCT and fund not in granted
        ]
        + [
            f"« {Fund(fund).label} » : « rien payé » est noté, mais une aide accordée est dans les "
            "autres financements. Vérifiez de nouveau."
            for fund, check in checks.items()
            if check.finding == FundFinding.NOTHING and fund in granted
        ]
    )
