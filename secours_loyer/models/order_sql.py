"""The triggers that guard a payment: what was approved, by whom, is what is paid, once."""

from __future__ import annotations

from secours_loyer.models.guards import refuse
from secours_loyer.models.tie_sql import tied
from secours_loyer.states import DEAD_ORDER

# The same text as `digest_of`: changing one without the other voids every approval.
DIGEST = (
    "encode(sha256(convert_to(concat_ws('|', {row}.award_id, {row}.account_id, {row}.amount_cents,"
    " {row}.channel, length({row}.payee_name), {row}.payee_name, {row}.label), 'UTF8')), 'hex')"
)
DEAD = ", ".join(f"'{state.value}'" for state in DEAD_ORDER)
CONTENT = (
    *("uid", "award_id", "tranche", "amount_cents", "account_id", "payee_name", "label"),
    *("channel", "budget_year", "end_to_end_id", "prepared_by_id", "replaces_id"),
)
ACTOR = """
    SELECT r.id AS request, r.instructor_id AS instructor, a.entered_by_id AS typist,
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
    ) THEN
        {refuse("approval_apart", "the approver took part in the file")}
    END IF;
    IF {tied("held.request", "NEW.approver_id")} THEN
        {refuse("approval_tied", "the approver has a tie")}
    END IF;
    IF NOT EXISTS (SELECT 1 FROM actors_user WHERE id = NEW.approver_id AND is_active) THEN
        {refuse("approval_by_open_account", "the approver has no open account")}
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

APPROVED = f"""
    IF NEW.state NOT IN ('approuve_1', 'approuve_2', 'en_lot', 'emis')
       OR NEW.state = OLD.state THEN RETURN NEW; END IF;
    SELECT count(DISTINCT approver_id) INTO valid FROM secours_loyer_approval p
    WHERE p.order_id = NEW.id AND p.round = NEW.round AND p.digest = {DIGEST.format(row="NEW")};
    IF valid < (CASE NEW.state WHEN 'approuve_1' THEN 1 ELSE 2 END) THEN
        {refuse("order_approved_by_two", "approvals are missing or void")}
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
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_paymententry e
        JOIN secours_loyer_budgetline b ON b.id = e.budget_line_id
        WHERE e.award_id = NEW.award_id AND e.kind = 'engage' AND e.amount > 0
          AND b.year = NEW.budget_year
          AND NOT EXISTS (SELECT 1 FROM secours_loyer_paymententry c WHERE c.corrects_id = e.id)
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
        WHERE p.order_id = NEW.id AND p.round = NEW.round AND p.digest = {DIGEST.format(row="NEW")}
    ) THEN {refuse("order_third_party_decided", "its payment to a third party is not decided")}
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

# What was handed over had left the portal first: its batch is exported. The accountant answers
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
        WHERE id = NEW.batch_id AND state IN ('exporte', 'transmis', 'acquitte')
    ) THEN {refuse("order_forwarded_after_export", "the batch is not exported")}
    END IF;
    RETURN NEW;
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
