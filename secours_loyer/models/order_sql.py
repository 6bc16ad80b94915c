"""The triggers that guard a payment: what was approved, by whom, is what is paid, once."""

from __future__ import annotations

from actors.roles import Role
from secours_loyer.models.guards import has_role, refuse
from secours_loyer.models.tie_sql import tied
from secours_loyer.states import DEAD_ORDER, FAILED

_TEXT = (
    "{row}.award_id, {row}.account_id, {row}.amount_cents,"
    " {row}.channel, length({row}.payee_name), {row}.payee_name, {row}.label"
)
_PAID_TO = "(SELECT x.{said} FROM secours_loyer_landlordaccount x WHERE x.id = {{row}}.account_id)"
# The same text as `digest_of`: changing one without the other voids every approval.
DIGEST = (
    f"encode(sha256(convert_to(concat_ws('|', 'v2', {_PAID_TO.format(said='iban')},"
    f" {_PAID_TO.format(said='bic')}, {_TEXT}), 'UTF8')), 'hex')"
)
# Approvals and decisions of before the number was part of it; none is given with it any more.
FIRST_DIGEST = f"encode(sha256(convert_to(concat_ws('|', {_TEXT}), 'UTF8')), 'hex')"


def of_this_content(given: str, row: str) -> str:
    """SQL: this digest, given once, is that of what the order says now."""
    return f"{given} IN ({DIGEST.format(row=row)}, {FIRST_DIGEST.format(row=row)})"


# As `actors.rules.APPROVER`.
APPROVERS = (Role.MANAGER, Role.SIGNATORY, Role.FINANCE)
DEAD = ", ".join(f"'{state.value}'" for state in DEAD_ORDER)
ENDED = ", ".join(f"'{state.value}'" for state in FAILED)
# Written once, when it is prepared; then what a draft may change.
IDENTITY = ("uid", "award_id", "tranche", "end_to_end_id", "replaces_id")
CONTENT = ("amount_cents", "account_id", "payee_name", "label", "channel", "budget_year")
ACTOR = """
    SELECT r.id AS request, r.instructor_id AS instructor, r.past_instructors AS past,
           a.entered_by_id AS typist,
           a.verified_by_id AS verifier, a.activated_by_id AS activator,
           o.prepared_by_id AS preparer, o.state AS state, o.round AS round,
           {digest} AS digest
    INTO held FROM secours_loyer_paymentorder o
    JOIN secours_loyer_award w ON w.id = o.award_id
    JOIN secours_loyer_decision d ON d.id = w.decision_id
    JOIN secours_loyer_rentrequest r ON r.id = d.request_id
    JOIN secours_loyer_landlordaccount a ON a.id = o.account_id
    WHERE o.id = NEW.order_id;
""".format(digest=DIGEST.format(row="o"))  # noqa: S608 - made of constants

APPROVE_APART = f"""
    {ACTOR}
    IF NEW.approver_id IN (
        held.instructor, held.typist, held.verifier, held.activator, held.preparer
    ) OR NEW.approver_id = ANY(held.past) THEN
        {refuse("approval_apart", "the approver took part in the file")}
    END IF;
    IF {tied("held.request", "NEW.approver_id")} THEN
        {refuse("approval_tied", "the approver has a tie")}
    END IF;
    IF NOT EXISTS (SELECT 1 FROM actors_user WHERE id = NEW.approver_id AND is_active) THEN
        {refuse("approval_by_open_account", "the approver has no open account")}
    END IF;
    IF NOT {has_role("NEW.approver_id", *APPROVERS)} THEN
        {refuse("approval_by_approver", "the approver does not hold a role that approves")}
    END IF;
    IF NEW.digest <> held.digest OR NEW.round <> held.round THEN
        {refuse("approval_of_this_content", "the order changed since it was read")}
    END IF;
    IF (NEW.rank = 1 AND held.state <> 'controle')
       OR (NEW.rank = 2 AND held.state <> 'approuve_1') THEN
        {refuse("approval_in_turn", "the order does not wait for this approval")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

# Locks the award: two orders prepared at once are counted one after the other.
WITHIN_AWARD = f"""
    IF NEW.state IN ({DEAD}) THEN RETURN NEW; END IF;
    SELECT amount_cents, revoked_at INTO held FROM secours_loyer_award WHERE id = NEW.award_id
    FOR NO KEY UPDATE;
    IF held.revoked_at IS NOT NULL THEN
        {refuse("order_of_live_award", "the award was revoked")}
    END IF;
    SELECT coalesce(sum(amount_cents), 0) INTO others FROM secours_loyer_paymentorder
    WHERE award_id = NEW.award_id AND id IS DISTINCT FROM NEW.id
      AND state NOT IN ({DEAD});
    IF others + NEW.amount_cents > held.amount_cents THEN
        {refuse("order_within_award", "orders exceed the award")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

# Invariant: the decision precedes the order, and says the number under which it is paid.
AFTER_DECISION = f"""
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_award w JOIN secours_loyer_decision d ON d.id = w.decision_id
        WHERE w.id = NEW.award_id AND d.decided_at <= NEW.prepared_at AND d.number <> ''
    ) THEN {refuse("order_after_decision", "the order is older than the decision that it pays")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

BY_ITS_ROLE = f"""
    IF NOT {has_role("NEW.prepared_by_id", Role.FINANCE)}
    THEN {refuse("order_by_its_role", "whoever prepares it may not")}
    END IF;
    IF NEW.reason <> '' THEN {refuse("order_reason_frozen", "nothing came back yet")}
    END IF;
    RETURN NEW;
"""
# Why an order failed or waits comes with the answer that says so.
ANSWERED = f"NEW.state <> OLD.state AND NEW.state IN ('en_instance', 'pris_en_charge', {ENDED})"

# A cheque leaves after the export, when it is written.
PAYEE = f"""
    IF NOT (NEW.state IN ('controle', 'approuve_1', 'approuve_2', 'en_lot', 'emis')
            OR NEW.state = 'transmis' AND NEW.channel = 'cheque')
       OR (TG_OP = 'UPDATE' AND (NEW.state = OLD.state OR OLD.state = 'en_lot'
                                 AND NEW.state = 'approuve_2')) THEN RETURN NEW; END IF;
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_landlordaccount a
        JOIN secours_loyer_award w ON w.id = NEW.award_id
        JOIN secours_loyer_decision d ON d.id = w.decision_id
        JOIN secours_loyer_rentrequest r ON r.id = d.request_id
        JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id
        WHERE a.id = NEW.account_id AND a.landlord_id = t.landlord_id AND a.state = 'actif'
          AND a.holder = NEW.payee_name
    ) THEN {refuse("order_payee_trusted", "the account is not an active one of this landlord")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

# The approvals are those of two people who still have an account and a role that approves; an order
# may always be taken out. A cheque leaves when it is written, after the export.
APPROVED = f"""
    IF NOT (NEW.state IN ('approuve_1', 'approuve_2', 'en_lot', 'emis')
            OR NEW.state = 'transmis' AND NEW.channel = 'cheque')
       OR NEW.state = OLD.state THEN RETURN NEW; END IF;
    SELECT count(DISTINCT p.approver_id),
           count(DISTINCT p.approver_id) FILTER (
               WHERE {has_role("p.approver_id", *APPROVERS)}) INTO valid, here
    FROM secours_loyer_approval p
    WHERE p.order_id = NEW.id AND p.round = NEW.round AND {of_this_content("p.digest", "NEW")};
    IF valid < (CASE NEW.state WHEN 'approuve_1' THEN 1 ELSE 2 END) THEN
        {refuse("order_approved_by_two", "approvals are missing or void")}
    END IF;
    IF here < valid AND NOT (OLD.state = 'en_lot' AND NEW.state = 'approuve_2') THEN
        {refuse("order_approvers_here", "an approver has no open account, or no role, any more")}
    END IF;
    IF NEW.state = 'en_lot' AND OLD.state = 'approuve_2' AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_batch WHERE id = NEW.batch_id AND state = 'ouvert' FOR UPDATE
    ) THEN {refuse("order_in_open_batch", "the batch is closed")}
    END IF;
    IF NEW.state = 'en_lot' AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_batch WHERE id = NEW.batch_id AND channel = NEW.channel
    ) THEN {refuse("order_in_its_channel", "the batch leaves by another channel")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

# What is paid weighs on the year that promised it: at year end the promise is carried over first.
ON_ITS_YEAR = f"""
    IF NEW.state NOT IN ('controle', 'approuve_1', 'approuve_2', 'en_lot', 'emis')
       OR NEW.state = OLD.state OR (OLD.state = 'en_lot' AND NEW.state = 'approuve_2')
    THEN RETURN NEW; END IF;
    IF NEW.amount_cents + (
        SELECT coalesce(sum(o.amount_cents), 0) FROM secours_loyer_paymentorder o
        WHERE o.award_id = NEW.award_id AND o.id <> NEW.id AND o.budget_year = NEW.budget_year
          AND o.state NOT IN ('brouillon', {DEAD})
    ) > (
        SELECT coalesce(sum(e.amount), 0) FROM secours_loyer_paymententry e
        JOIN secours_loyer_budgetline b ON b.id = e.budget_line_id
        WHERE e.award_id = NEW.award_id AND e.kind = 'engage' AND b.year = NEW.budget_year
    ) THEN {refuse("order_on_committed_year", "the award is not promised on that year")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

# The accountant pays somebody else than the beneficiary: each payment has its signed decision.
THIRD_PARTY = f"""
    IF NEW.state <> 'emis' OR NEW.state = OLD.state OR NEW.channel <> 'mandat' THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_paymentdecision p
        WHERE p.order_id = NEW.id AND p.round = NEW.round
          AND {of_this_content("p.digest", "NEW")}
    ) THEN {refuse("order_third_party_decided", "its payment to a third party is not decided")}
    END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_paymentdecision p
        WHERE p.order_id = NEW.id AND p.round = NEW.round
          AND NOT {has_role("p.signed_by_id", Role.SIGNATORY)}
    ) THEN {refuse("order_signatory_here", "who decided its payment may not sign any more")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

# A cheque counts once it is in the register, and pays once the landlord signed for it.
BY_CHEQUE = f"""
    IF NEW.channel <> 'cheque' OR NEW.state = OLD.state THEN RETURN NEW; END IF;
    IF NEW.state = 'transmis' AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_cheque WHERE order_id = NEW.id
    ) THEN {refuse("order_cheque_written", "no cheque is written for it")}
    END IF;
    IF NEW.state = 'paye' AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_cheque WHERE order_id = NEW.id AND received_on IS NOT NULL
    ) THEN {refuse("order_cheque_acquitted", "nobody signed for the cheque")}
    END IF;
    IF NEW.state IN ('pris_en_charge', 'en_instance', 'rejete_visa', 'rejete_apres_pec') THEN
        {refuse("order_cheque_not_taken", "no accountant takes a cheque in charge")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

# What was handed over was so with its batch, but a cheque goes by itself. The accountant answers
# mandates only: a transfer that the bank has is rejected by the bank, or it could be paid twice.
# What is taken in charge is dated: a visa can no longer be refused.
FORWARDED = f"""
    IF NEW.state NOT IN ('transmis', 'en_instance', 'pris_en_charge', 'rejete_visa',
                         'rejete_apres_pec') OR NEW.state = OLD.state
    THEN RETURN NEW; END IF;
    IF NEW.state <> 'transmis' AND NEW.channel <> 'mandat' THEN
        {refuse("order_answer_of_accountant", "the accountant answers mandates only")}
    END IF;
    IF (NEW.state = 'pris_en_charge' AND NEW.taken_at IS NULL)
       OR (NEW.state = 'en_instance' AND NEW.held_at IS NULL) THEN
        {refuse("order_answer_dated", "the answer has no day")}
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_batch
        WHERE id = NEW.batch_id AND (
            state IN ('transmis', 'acquitte')
            OR state = 'exporte' AND (NEW.state <> 'transmis' OR NEW.channel = 'cheque')
        )
    ) THEN {refuse("order_forwarded_after_export", "the batch is not exported, or handed over")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

# Deferred: the action cancels the orders, then their batch. One alone would be paid twice.
UNSENT_WITH_ITS_BATCH = f"""
    IF EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder o JOIN secours_loyer_batch b ON b.id = o.batch_id
        WHERE o.id = NEW.id AND o.state = 'annule_emis' AND b.state <> 'annule'
    ) THEN {refuse("order_cancelled_with_its_batch", "its batch is not cancelled")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
# Only what nobody was handed is cancelled after the export.
UNSENT = f"""
    IF NEW.state <> 'annule_emis' OR NEW.state = OLD.state THEN RETURN NEW; END IF;
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_batch WHERE id = NEW.batch_id AND state = 'exporte'
    ) THEN {refuse("order_cancelled_before_transmission", "its batch was handed over")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

# A *mandat* leaves with the number of its piece. The number goes again only for the same award,
# after a refusal at visa, or when nobody was handed it: the unique constraint holds the rest.
NUMBERED = f"""
    IF NEW.state <> 'emis' OR OLD.state <> 'en_lot' THEN RETURN NEW; END IF;
    IF (NEW.channel = 'mandat') <> (NEW.piece IS NOT NULL) THEN
        {refuse("order_piece_of_mandate", "a mandate has a piece number, nothing else has")}
    END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder o
        WHERE o.budget_year = NEW.budget_year AND o.piece = NEW.piece AND o.id <> NEW.id
          AND o.state <> 'annule_emis'
          AND (o.award_id <> NEW.award_id OR o.tranche <> NEW.tranche)
    ) THEN {refuse("order_piece_of_its_award", "the piece is that of another award")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

# An order stands for one that is dead, of its own award.
REPLACES_DEAD = f"""
    IF NEW.replaces_id IS NULL
       OR (TG_OP = 'UPDATE' AND NEW.replaces_id IS NOT DISTINCT FROM OLD.replaces_id)
    THEN RETURN NEW; END IF;
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder o
        WHERE o.id = NEW.replaces_id AND o.award_id = NEW.award_id AND o.state IN ({DEAD})
    ) THEN {refuse("order_replaces_dead", "it replaces an order that still lives")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

LEAVE_BATCH = f"""
    IF NEW.batch_id IS NOT DISTINCT FROM OLD.batch_id AND NEW.line IS NOT DISTINCT FROM OLD.line
    THEN RETURN NEW; END IF;
    IF OLD.batch_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_batch WHERE id = OLD.batch_id AND state = 'ouvert'
    ) THEN {refuse("order_stays_in_batch", "a closed batch keeps its lines")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
