"""The rent aid of a side: one request granted and paid for, one draft, a plan, a link."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from actors.actions.parameters import decide_parameter
from actors.models import User
from reims_solidarite.demo.made_up_iban import made_up_iban
from reims_solidarite.kit.dates import Period, add_months, paris_day
from secours_loyer.actions import (
    account_proposals,
    accounts,
    agenda,
    batches,
    checklist,
    entries,
    filing,
    fund_checks,
    instruction,
    landlord_links,
    minutes,
    notifying,
    orders,
    plans,
    sessions,
)
from secours_loyer.actions.appeals import note_appeal
from secours_loyer.actions.board import plan_board, report_to_board
from secours_loyer.actions.budget import open_credits
from secours_loyer.actions.drafts import keep_draft
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.overpayments import record_overpayment
from secours_loyer.actions.partner_opinions import ask_partner
from secours_loyer.actions.payment_decisions import sign_payments
from secours_loyer.actions.pieces import add_pieces
from secours_loyer.actions.plan_sheets import join_sheet
from secours_loyer.actions.plausible import Claim, Lease
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.returns import mark_paid
from secours_loyer.models import (
    AgendaItem,
    Batch,
    BoardMeeting,
    Channel,
    Decision,
    Landlord,
    LandlordAccount,
    Letter,
    Outcome,
    Overpayment,
    PaymentOrder,
    RentRequest,
    RepaymentPlan,
    RequestDraft,
    ReturnFile,
    ReturnLine,
    digest_of,
)
from secours_loyer.models.fund_check import CHECKED
from secours_loyer.queries.agenda import digest_of_session
from secours_loyer.queries.landlord_links import new_token
from secours_loyer.queries.payment_decisions import digest_of_lines
from tests.permissions.world.side import Side
from tests.secours_loyer.camt_files import Movement, camt

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"


def payer(side: Side) -> None:
    decide_parameter(
        "secours.payeur",
        {"name": "REGIE D'ESSAI", "iban": made_up_iban(1), "bic": "PSSTFRPPPAR"},
        since=date(2026, 1, 1),
        decision="essai",
        by=None,
        at=side.at,
    )


def open_budget(side: Side, finance: User) -> None:
    """Enough for both sides' aid."""
    open_credits(
        year=paris_day(side.at).year,
        account="65888",
        cents=10_000_000,
        deliberation="essai",
        by=finance,
        at=side.at,
    )


def own_rent(side: Side, staff: dict[str, User]) -> PaymentOrder:
    """An approved order, ready for the batch that both sides share."""
    landlord = filing.add_landlord(
        filing.NewLandlord(
            side.text("bailleur"),
            "particulier",
            known_phone=side.phone,
            email=side.mail("bailleur"),
        ),
        organisation=side.housing,
        by=staff["case_worker"],
        at=side.at,
    )
    # Known to the CCAS alone, a private landlord is not offered to associations.
    request = _request(side, landlord, by=staff["case_worker"])
    account = _account(side, request, staff)
    draft, staff_draft = _drafts(side, staff["case_worker"])
    decision = _granted(side, request, staff)
    waiting = _request(side, landlord, start=date(2026, 2, 1))
    paper = filing.Upload(f"{side.mark}-piece.pdf", PDF)
    order = _approved(side, decision, account, staff)
    plan = plans.prepare_plan(
        decision.request,
        first_due=date(2026, 12, 31),
        count=6,
        by=staff["case_worker"],
        at=side.at,
    )
    link = landlord_links.open_link(request, by=staff["case_worker"], at=side.at)
    side.tokens["landlord"] = new_token(link.uid)
    side.rows["certified"] = landlord_links.certify_statement(
        link, cents=100_000, said_on=paris_day(side.at), file=paper, at=side.at
    )
    side.rows["proposed_rib"] = account_proposals.propose_account(
        link,
        iban=made_up_iban(30 + ord(side.letter)),
        holder=side.text("titulaire"),
        file=paper,
        at=side.at,
    )
    side.rows |= {
        "landlord": landlord,
        "account": account,
        "request": request,
        "waiting": waiting,
        "appeal": note_appeal(
            decision.request,
            received_on=paris_day(side.at),
            reason=side.text("recours"),
            paper=paper,
            by=staff["reception"],
            at=side.at,
        ),
        "piece": add_pieces(waiting, [paper], by=staff["case_worker"], at=side.at)[0],
        "own_piece": add_pieces(waiting, [paper], by=waiting.filed_by, at=side.at)[0],
        "assessment": decision.request.assessments.get(),
        "draft": draft,
        "staff_draft": staff_draft,
        "decision": decision,
        "order": order,
        "plan": plan,
        "letter": Letter.objects.get(request=request, kind="decision"),
    }
    return order


def own_other(side: Side, staff: dict[str, User], channel: str, start: date) -> PaymentOrder:
    """Another approved order of the side, that leaves by another channel."""
    kept = {name: side.rows[name] for name in ("sitting", "item")}
    request = _request(side, side.rows["landlord"], start=start)
    decision = _granted(side, request, staff)
    side.rows |= kept
    order = _approved(side, decision, side.rows["account"], staff, channel=channel)
    side.rows.setdefault("mandated", order)
    if "signed_plan" not in side.rows:
        side.rows["signed_plan"] = _signed_plan(side, decision, staff)
    return order


def _signed_plan(side: Side, decision: Decision, staff: dict[str, User]) -> RepaymentPlan:
    """A plan that runs, with the sheet that both signed."""
    worker, at, day = staff["case_worker"], side.at, paris_day(side.at)
    plan = plans.prepare_plan(
        decision.request, first_due=date(2026, 12, 31), count=6, by=worker, at=at
    )
    plan = plans.approve_plan(plan, by=staff["manager"], at=at)
    plan = plans.sign_plan(plan, tenant_on=day, landlord_on=day, by=worker, at=at)
    return join_sheet(plan, filing.Upload(f"{side.mark}-feuille.pdf", PDF), by=worker, at=at)


def _approved(
    side: Side,
    decision: Decision,
    account: LandlordAccount,
    staff: dict[str, User],
    channel: str = Channel.REGIE,
) -> PaymentOrder:
    order = orders.prepare_order(
        decision.award, account=account, channel=channel, by=staff["finance"], at=side.at
    )
    order = orders.check_order(order, by=staff["finance"], at=side.at)
    for approver in ("manager", "signatory"):
        order = orders.approve_order(order, digest=digest_of(order), by=staff[approver], at=side.at)
    return order


def _account(side: Side, request: RentRequest, staff: dict[str, User]) -> LandlordAccount:
    number = 20 + ord(side.letter)
    typed = accounts.enter_account(
        request.tenancy.landlord,
        paper=filing.Upload(f"{side.mark}-rib.pdf", PDF),
        request=request,
        iban=made_up_iban(number),
        holder=side.text("bailleur"),
        by=staff["reception"],
        at=side.at,
    )
    return accounts.verify_account(
        typed,
        called_on=paris_day(side.at),
        called_person=side.text("comptable"),
        payee_check="concordant",
        by=staff["finance"],
        at=side.at,
    )


def _request(
    side: Side, landlord: Landlord, start: date = date(2026, 7, 1), *, by: User | None = None
) -> RentRequest:
    lease = Lease(
        side.text("adresse"),
        "51100",
        side.text("ville"),
        date(2022, 5, 1),
        45_000,
        reference=side.text("bail"),
        housing_aid_cents=20_000,
    )
    claim = Claim(
        Period(start, add_months(start, 3)),
        100_000,
        paris_day(side.at) - timedelta(days=10),
        side.text("situation"),
    )
    return filing.open_request(
        side.rows["household"],
        landlord=landlord,
        lease=lease,
        claim=claim,
        organisation=side.association,
        statement=filing.Upload(f"{side.mark}.pdf", PDF),
        by=by or side.people[f"agent_{side.letter.lower()}"],
        at=side.at,
    )


def _drafts(side: Side, case_worker: User) -> tuple[RequestDraft, RequestDraft]:
    """A request being written by the association, another one by the CCAS."""
    home, typed = side.rows["household"], {"summary": side.text("brouillon")}
    agent = side.people[f"agent_{side.letter.lower()}"]
    return (
        keep_draft(
            uuid.uuid4(),
            typed=typed,
            by=agent,
            at=side.at,
            household=home,
            organisation=side.association,
        ),
        keep_draft(uuid.uuid4(), typed=typed, by=case_worker, at=side.at, household=home),
    )


def _granted(side: Side, request: RentRequest, staff: dict[str, User]):
    worker, at = staff["case_worker"], side.at
    request = instruction.assign(request, to=worker, by=worker, at=at)
    kept = instruction.compute_assessment(request, by=worker, at=at)
    instruction.add_note(request, text=side.text("note sociale"), by=worker, at=at)
    side.rows["opinion"] = ask_partner(
        request, organisation=side.association, question=side.text("question"), by=worker, at=at
    )
    checklist.waive_rest(request, reason=side.text("motif"), by=worker, at=at)
    findings = {fund.value: ("rien", "") for fund in CHECKED}
    fund_checks.check_funds(request, findings, by=worker, at=at)
    request = instruction.give_opinion(request, proposed_cents=kept.aid_cents, by=worker, at=at)
    request = instruction.validate_technically(request, by=staff["manager"], at=at)
    return _by_the_commission(side, request, staff)


def _by_the_commission(side: Side, request: RentRequest, staff: dict[str, User]) -> Decision:
    """A signed session of one file, its letter written."""
    secretary, at = staff["secretary"], side.at
    session = sessions.plan_session(held_at=at, place=side.text("salle"), by=secretary, at=at)
    if not session.members.exists():
        for number in range(3):
            sessions.seat(session, name=f"Membre {number}", by=secretary, at=at)
    (item,) = agenda.register(session, [request], by=secretary, at=at)
    sessions.mark_presence(session, present=list(session.members.all()), by=secretary, at=at)
    sessions.open_session(session, by=secretary, at=at)
    entries.record_outcome(
        item, outcome=Outcome.GRANTED, motive=side.text("motif"), aid_cents=60_000,
        by=secretary, at=at,
    )  # fmt: skip
    session = sessions.lift_session(session, by=secretary, at=at)
    digest = digest_of_session(session)
    side.rows["sitting"] = minutes.sign_minutes(
        session, digest=digest, by=staff["signatory"], at=at
    )
    side.rows["item"] = AgendaItem.objects.get(session=session)
    notifying.notify_session(session, by=secretary, at=at)
    return Decision.objects.select_related("request").get(item=side.rows["item"])


def board_told(secretary: User, at: datetime) -> BoardMeeting:
    """A meeting of the board with its report, on which nothing was urgent."""
    meeting = plan_board(held_on=paris_day(at), by=secretary, at=at)
    report_to_board(meeting, at=at)
    return meeting


def exported(
    ready: list[PaymentOrder], staff: dict[str, User], side: Side, channel: str = Channel.REGIE
) -> Batch:
    """One batch with an order of each side, sent to the bank or to the accountant."""
    finance, signatory = staff["finance"], staff["signatory"]
    day = paris_day(side.at) + timedelta(days=2)
    batch = batches.open_batch(channel=channel, execute_on=day, by=finance, at=side.at)
    batches.put_in_batch(batch, ready, by=finance, at=side.at)
    batches.close_batch(batch, execute_on=day, by=finance, at=side.at)
    if channel == Channel.MANDAT:
        sign_payments(batch, digest=digest_of_lines(batch), by=signatory, at=side.at)
    export_batch(batch, by=finance, at=side.at)
    return Batch.objects.get(pk=batch.pk)


def overpaid(order: PaymentOrder, staff: dict[str, User], side: Side) -> Overpayment:
    """A part of this side's order, paid, that was not due."""
    finance = staff["finance"]
    paid = mark_paid(order.end_to_end_id, by=finance, at=side.at)
    words = side.text("constat")
    return record_overpayment(
        paid, cents=1_000, cause="autre_fonds", words=words, by=finance, at=side.at
    )


def returned(finance: User, side: Side) -> dict[str, ReturnFile | ReturnLine]:
    """A statement with one movement that no order explains."""
    content = camt(Movement("OP-0"), iban=made_up_iban(1))
    file = import_returns(content, name="releve.xml", by=finance, at=side.at)
    return {"return_file": file, "return_line": file.lines.get()}
