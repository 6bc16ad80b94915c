"""Which object an address is asked about: the one of a side, or one that does not exist."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from tests.permissions.resolver import Address
from tests.permissions.world import Side, World

NOWHERE: dict[str, Any] = {
    "UUIDConverter": uuid.UUID("00000000-0000-4000-8000-000000000000"),
    "IntConverter": 2_147_480_000,
    "SlugConverter": "rien-de-tel",
    "StringConverter": "rien-de-tel",
    "PathConverter": "2147480000",
}
# By address name: which row of the side (or of the shared world) gives the parameters.
ROWS: dict[str, str] = {
    "one_household": "household",
    "households:end_member": "member",
    "households:welcome_back": "left",
    "households:end_accompaniment": "accompaniment",
    "households:partner_end_accompaniment": "accompaniment",
    "actors:partner_service_edit": "service",
    "actors:partner_service_withdraw": "service",
    "actors:partner_agent_end": "colleague",
    "actors:partner_agent_manager": "colleague",
    "actors:partner_invitation_revoke": "invitation",
    "actors:partner_invitation_resend": "invitation",
    "assises:cancel_colleague": "registration",
    "assises:cancel_registration": "registration",
    "assises:own_action": "action",
    "assises:staff_action": "action",
    "assises:entrust_action": "action",
    "assises:open_action": "proposal",
    "assises:attendance_sheet": "session",
    "assises:meeting_report": "meeting",
    "assises:approve_report": "meeting",
    "assises:cancel_meeting": "meeting",
    "epicerie:take_place": "need",
    "epicerie:rota_run": "rota_run",
    "epicerie:rota_changes": "rota_run",
    "epicerie:rota_shortages": "rota_run",
    "epicerie:publish_rota": "rota_run",
    "epicerie:stop_rota": "rota_run",
    "epicerie:ask_rota_again": "rota_run",
    "epicerie:fill_post": "need",
    "epicerie:day_needs": "opening",
    "epicerie:rename_site": "site",
    "epicerie:retire_site": "site",
    "epicerie:reinstate_site": "site",
    "epicerie:give_up_place": "assignment",
    "epicerie:take_back_place": "assignment",
    "epicerie:confirm_place": "assignment",
    "epicerie:my_day_forget": "day_answer",
    "epicerie:my_absence_change": "absence",
    "epicerie:my_absence_end": "absence",
    "epicerie:offer_exchange": "assignment",
    "epicerie:exchange": "exchange",
    "epicerie:accept_exchange": "exchange",
    "epicerie:decline_exchange": "exchange",
    "epicerie:withdraw_exchange": "exchange",
    "epicerie:join_standby": "opening",
    "epicerie:leave_standby": "opening",
    "epicerie:start_call": "need",
    "epicerie:call": "call",
    "epicerie:stop_call": "call",
    "epicerie:call_more": "call",
    "epicerie:called_answer": "called",
    "epicerie:reached": "phone_call",
    "epicerie:my_till_ticket": "sale",
    "epicerie:till_ticket": "sale",
    "epicerie:opening": "opening",
    "epicerie:cancel_opening": "opening",
    "epicerie:day_sheet": "opening",
    "epicerie:day_sheet_file": "opening",
    "epicerie:volunteer": "volunteer",
    "epicerie:sheet": "past",
    "epicerie:correct_line": "line",
    "epicerie:confirm_minutes": "line",
    "epicerie:register_guest": "line",
    "epicerie:association_pdf": "association",
    "epicerie:association_xlsx": "association",
    "epicerie:volunteer_hours": "volunteer",
    "epicerie:certificate": "volunteer",
    "epicerie:volunteer_sheet": "volunteer",
    "epicerie:withdraw_hours": "hours",
    "epicerie:proposal": "recruit",
    "epicerie:accept_proposal": "recruit",
    "epicerie:substitute_place": "assignment",
    "epicerie:own_association_pdf": "association",
    "epicerie:own_association_xlsx": "association",
    "epicerie:association_certificate": "volunteer",
    "epicerie:stop_skill": "skill",
    "epicerie:stop_affiliation": "affiliation",
    "epicerie:import_trial": "import",
    "epicerie:drop_import": "import",
    "epicerie:end_promise": "promise",
    "epicerie:drop_answer": "answer",
    "epicerie:absence_days": "absence",
    "epicerie:stop_absence": "absence",
    "epicerie:drop_pair": "pair",
    "epicerie:household_access": "household",
    "epicerie:ask_access": "household",
    "epicerie:decide_access": "access",
    "epicerie:change_access": "access",
    "epicerie:lot": "lot",
    "secours_loyer:own_request": "request",
    "secours_loyer:partner_opinion": "opinion",
    "secours_loyer:follow_sheet": "request",
    "secours_loyer:own_follow_sheet": "request",
    "secours_loyer:draft": "draft",
    "secours_loyer:draft_discard": "draft",
    "secours_loyer:staff_draft": "staff_draft",
    "secours_loyer:staff_draft_discard": "staff_draft",
    "secours_loyer:give_up": "waiting",
    "secours_loyer:own_letter": "letter",
    "secours_loyer:own_paper": "own_piece",
    "secours_loyer:letter": "letter",
    "secours_loyer:tenant": "request",
    "secours_loyer:tenant_answer": "request",
    "secours_loyer:file": "request",
    "secours_loyer:statement": "request",
    "secours_loyer:file_step": "request",
    "secours_loyer:lease": "request",
    "secours_loyer:lease_step": "request",
    "secours_loyer:piece": "piece",
    "secours_loyer:appeal_paper": "appeal",
    "secours_loyer:certified_statement": "certified",
    "secours_loyer:proposed_rib": "proposed_rib",
    "secours_loyer:computation": "assessment",
    "secours_loyer:account": "account",
    "secours_loyer:account_rib": "account",
    "secours_loyer:account_step": "account",
    "secours_loyer:order": "order",
    "secours_loyer:order_step": "order",
    "secours_loyer:payment_decision": "mandated",
    "secours_loyer:batch": "batch",
    "secours_loyer:batch_step": "batch",
    "secours_loyer:outgoing_file": "batch",
    "secours_loyer:session": "sitting",
    "secours_loyer:session_step": "sitting",
    "secours_loyer:session_sheets": "sitting",
    "secours_loyer:session_minutes": "sitting",
    "secours_loyer:board_report": "board",
    "secours_loyer:board_meeting": "board",
    "secours_loyer:board_meeting_step": "board",
    "secours_loyer:item": "item",
    "secours_loyer:item_sheet": "item",
    "secours_loyer:item_step": "item",
    "secours_loyer:overpayment": "overpayment",
    "secours_loyer:overpayment_step": "overpayment",
    "secours_loyer:return_file": "return_file",
    "secours_loyer:return_file_step": "return_file",
    "secours_loyer:received_file": "return_file",
    "secours_loyer:return_line": "return_line",
    "secours_loyer:return_line_step": "return_line",
    "secours_loyer:plan": "plan",
    "secours_loyer:plan_sheet": "plan",
    "secours_loyer:signed_sheet": "signed_plan",
    "secours_loyer:plan_step": "plan",
}
# Files that only a batch of another channel has.
BATCH_OF_FILE = {
    **dict.fromkeys(("bordereau-csv", "bordereau-pdf", "pes", "dossier"), "mandate"),
    "ordres-pdf": "cheques",
}
# Rows of the admin, by model.
ADMIN_ROWS = {
    "user": "user",
    "rolegrant": "grant",
    "twopeople": "two_people",
    "body": "body",
    "bodymember": "seat",
    "bodymeeting": "body_meeting",
    "invitation": "invitation",
    "membership": "colleague",
    "message": "message",
    "organisation": "association",
    "parameter": "parameter",
    "service": "service",
    "journalentry": "entry",
    "sensitiveread": "read",
    "edition": "edition",
    "session": "session",
    "proposal": "proposal",
    "action": "action",
    "workinggroup": "group",
    "meeting": "meeting",
    "product": "product",
    "supplier": "supplier",
    "stockmovement": "movement",
    "sale": "sale",
    "landlord": "landlord",
    "decision": "decision",
    "paymententry": "payment_entry",
    "procrastinatejob": "job",
}
TOKENS = {
    "actors:invitation": "invitation",
    "assises:mine": "registration",
    "assises:cancel_mine": "registration",
    "assises:my_calendar": "registration",
    "epicerie:feed": "feed",
    "epicerie:answer": "answer",
    "secours_loyer:landlord_file": "landlord",
}
FIXED: dict[str, dict[str, Any]] = {
    "help_page": {"slug": "benevoles"},
    "secours_loyer:work_list": {"name": "ordres-a-approuver"},
    "actors:parameter": {"name": "actors.invitation_days"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
    "mfa_remove_webauthn": {"pk": NOWHERE["IntConverter"]},
    "mfa_edit_webauthn": {"pk": NOWHERE["IntConverter"]},
    "epicerie:till_day": {"day": "2026-11-23"},
    "admin:app_list": {"app_label": "actors"},
}
HOUSEHOLD_PAGES = "households:"


def row_of(name: str, side: Side, world: World) -> Any:
    if name == "association":
        return side.association
    return side.rows.get(name) or world.shared[name]


def path_of(address: Address, side: Side, world: World, *, link: str = "", **chosen: str) -> str:
    """The address of an object of `side`; a link is known to its holder only."""
    values = _values(address, side, world, link)
    if batch := BATCH_OF_FILE.get(chosen.get("kind", "")):
        values["number"] = world.shared[batch].number
    return _reverse(address, {**values, **chosen})


def path_of_nothing(address: Address, side: Side, world: World, **chosen: str) -> str:
    """The same address for an object that does not exist (its own key, not the one above it)."""
    values = _values(address, side, world, "")
    last = [name for name in address.parameters if name not in chosen][-1]
    values[last] = NOWHERE[address.parameters[last]]
    return _reverse(address, {**values, **chosen})


def _values(address: Address, side: Side, world: World, link: str) -> dict[str, Any]:
    name, wanted = address.name, address.parameters
    if name in FIXED or not wanted:
        return dict(FIXED.get(name, {}))
    if name == "admin:view_on_site":
        kind = ContentType.objects.get_for_model(side.association)
        return {"content_type_id": kind.pk, "object_id": side.association.pk}
    if name in TOKENS:
        known = link == TOKENS[name]
        return {"token": side.tokens[link] if known else "un-jeton-invente"}
    if "object_id" in wanted:
        return {"object_id": row_of(ADMIN_ROWS[address.pattern.split("/")[2]], side, world).pk}
    if not name:
        return {"url": "nulle-part/"}
    row = row_of(ROWS.get(name) or _shared_row(name), side, world)
    return {one: _value(one, row, side) for one in wanted if one not in ("step", "kind")}


def _shared_row(name: str) -> str:
    if name.startswith(HOUSEHOLD_PAGES):
        return "household"
    if name.startswith("actors:"):
        return "association"
    return "group" if "group" in name else "edition"


def _value(name: str, row: Any, side: Side) -> Any:
    """The parameter's own attribute of the row, or of what the row belongs to."""
    above = ("session", "household", "request", "edition")
    for owner in (row, *(getattr(row, up, None) for up in above)):
        if owner is not None and hasattr(owner, name):
            return getattr(owner, name)
    if name == "slug":
        return side.association.slug
    raise LookupError(f"no {name} on {row!r}")


def _reverse(address: Address, values: dict[str, Any]) -> str:
    if address.name:
        return reverse(address.name, kwargs=values)
    path = "/" + address.pattern
    for name in address.parameters:
        path = path.replace(f"<path:{name}>", str(values[name]))
    return path.replace(r"(?P<url>.*)$", str(values.get("url", "")))
