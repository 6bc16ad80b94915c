"""The sheet that tenant and landlord signed, joined to its plan."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.files import keep_upload
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.apart import need_untied
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.actions.filing import Upload
from secours_loyer.models import RepaymentPlan


@action
def join_sheet(plan: RepaymentPlan, sheet: Upload, *, by: User, at: datetime) -> RepaymentPlan:
    """Once, to a plan whose signatures are noted: it proves them."""
    need(rules.SOCIAL_WORKER.allows(by), "La feuille signée est jointe par un travailleur social.")
    need_untied(plan.request, by)
    held = locked(plan)
    need(held.tenant_signed_on, "Ce plan n’est pas signé : notez d’abord les signatures.")
    need(held.signed_sheet_id is None, "La feuille signée est déjà jointe. Rechargez la page.")
    try:
        held.signed_sheet = keep_upload(sheet.name, sheet.content, by=by, at=at)
    except Refused as refusal:
        raise Refused(refusal.message, field="sheet") from refusal
    held.save(update_fields=["signed_sheet"])
    seal(held, at=at)
    record("join_sheet", held, by=by, at=at, household=held.request.household.uid)
    return held
