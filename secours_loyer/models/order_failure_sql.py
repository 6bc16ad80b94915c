"""The walls of an order that failed: a file says so, or one person noted it and another confirms.

Until then it stays where it was, and nobody outside reads that it failed; what it pays is not
free: it still weighs on its award. Whoever noted it, or brought the line that says so (imported,
proposed, settled), takes no step of the next order, and a line brought by whoever noted it is no
second word.
"""

from __future__ import annotations

from actors.roles import Role
from secours_loyer.models.batch_sql import never_handed_over
from secours_loyer.models.guards import has_role, refuse
from secours_loyer.models.order_sql import APPROVERS
from secours_loyer.models.tie_sql import tied
from secours_loyer.states import NOTED_FAILURE, NOTED_STEPS, SETTLED, UNANSWERED

ENDED = ", ".join(f"'{state.value}'" for state in NOTED_FAILURE)
# Where an order is whose money may have left.
LEFT = ", ".join(f"'{state.value}'" for state in (*UNANSWERED, *SETTLED))
STEPS = ", ".join(f"'{step}:{state}'" for step, state in NOTED_STEPS.items())
# The answers that say that nothing was paid, or that it came back.
SAYS_SO = "x.event IN ('retour', 'rejete_visa', 'rejete')"
# A file of the accountant is typed by anybody: it notes, and confirms nothing.
BY_THE_BANK = "x.source <> 'statut'"

# Who noted it is written by itself: the order stays where it is until another person confirms, or
# says that it is a mistake. A cheque stopped is our own act, and noted as it is done. An order that
# a file ends is named by a line that waits to be matched, or that two people settle.
NOTED = "(NEW.failed_by_id, NEW.failure_step, NEW.failure_words)"
DENIED = "(NEW.failure_denied_by_id, NEW.failure_denied_at, NEW.failure_denial)"
FAILED = f"""
    IF TG_OP = 'INSERT' THEN
        IF NEW.failed_by_id IS NOT NULL OR NEW.failure_seen_by_id IS NOT NULL
           OR NEW.failure_step <> '' OR NEW.failure_denied_by_id IS NOT NULL THEN
            {refuse("order_failure_frozen", "a new order did not fail")}
        END IF;
        RETURN NEW;
    END IF;
    noted := OLD.failed_by_id IS NULL AND NEW.failed_by_id IS NOT NULL AND (
        NEW.state = OLD.state AND NEW.failure_step <> '' AND NEW.state IN ({LEFT})
        OR NEW.state <> OLD.state AND NEW.state = 'cheque_annule' AND NEW.failure_step = ''
    );
    denied := OLD.failure_step <> '' AND NEW.failed_by_id IS NULL AND NEW.state = OLD.state
        AND OLD.state IN ({LEFT}) AND NEW.failure_denied_by_id IS NOT NULL
        AND {DENIED} IS DISTINCT FROM {DENIED.replace("NEW.", "OLD.")};
    IF {NOTED} IS DISTINCT FROM {NOTED.replace("NEW.", "OLD.")} AND NOT (noted OR denied)
       OR {DENIED} IS DISTINCT FROM {DENIED.replace("NEW.", "OLD.")} AND NOT denied
    THEN {refuse("order_failure_frozen", "who noted the failure is written with it")}
    END IF;
    IF noted AND NOT {has_role("NEW.failed_by_id", Role.FINANCE)} THEN
        {refuse("order_failure_by_finance", "whoever notes the failure may not")}
    END IF;
    IF noted AND NEW.failure_step IN ('refuse_visa', 'reject_taken')
       AND NEW.channel <> 'mandat' THEN
        {refuse("order_answer_of_accountant", "the accountant answers mandates only")}
    END IF;
    IF noted AND NEW.channel <> 'cheque' AND {never_handed_over("NEW.batch_id")} AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_returnline x
        WHERE x.state = 'quarantaine' AND x.order_id = NEW.id AND x.proposed_by_id IS NOT NULL
          AND {SAYS_SO}
    ) THEN
        {refuse("order_failure_once_handed_over", "nobody was handed its batch")}
    END IF;
    IF noted AND NEW.failure_step = 'return_order' AND EXISTS (
        SELECT 1 FROM secours_loyer_recovery r
        JOIN secours_loyer_overpayment p ON p.id = r.overpayment_id WHERE p.order_id = NEW.id
    ) THEN {refuse("order_return_after_recovery", "the landlord gave back a part of it")}
    END IF;
    IF NEW.state <> OLD.state AND NEW.state IN ({ENDED}) AND NEW.state <> 'cheque_annule'
       AND NOT (
           NEW.failed_by_id IS NOT NULL AND NEW.failure_seen_by_id IS NOT NULL
           AND NEW.failure_step || ':' || NEW.state IN ({STEPS})
       ) AND NOT EXISTS (
            SELECT 1 FROM secours_loyer_returnline x
            WHERE x.state IN ('lue', 'quarantaine') AND {SAYS_SO} AND {BY_THE_BANK}
              AND (x.reference = NEW.end_to_end_id OR x.order_id = NEW.id)
    ) THEN {refuse("order_failure_said", "no file says so, and nobody noted it")}
    END IF;
    IF NEW.state = 'cheque_annule' AND NEW.failed_by_id IS NULL THEN
        {refuse("order_failure_said", "nobody noted it")}
    END IF;
    IF NEW.state IN ('paye', 'annule_emis', 'en_instance', 'pris_en_charge')
       AND NEW.state <> OLD.state
       AND OLD.failed_by_id IS NOT NULL
    THEN {refuse("order_failure_answered_first", "a failure is noted, and nobody answered")}
    END IF;
    IF NEW.failure_seen_by_id IS DISTINCT FROM OLD.failure_seen_by_id THEN
        IF OLD.failure_seen_by_id IS NOT NULL OR OLD.failed_by_id IS NULL
           OR NEW.failed_by_id IS NULL OR NEW.failure_seen_by_id = OLD.failed_by_id THEN
            {refuse("order_failure_seen_by_another", "another person confirms, once")}
        END IF;
        IF NEW.state NOT IN ({ENDED}) THEN
            {refuse("order_failure_frozen", "what is confirmed ends the order")}
        END IF;
    END IF;
    IF denied AND NEW.failure_denied_by_id = OLD.failed_by_id THEN
        {refuse("order_failure_seen_by_another", "another person says so")}
    END IF;
    IF denied AND f_one_person(NEW.failure_denied_by_id, OLD.failed_by_id) THEN
        {refuse("one_person_two_accounts", "two accounts of one person, as far as it shows")}
    END IF;
    seer := CASE
        WHEN denied THEN NEW.failure_denied_by_id
        WHEN NEW.failure_seen_by_id IS DISTINCT FROM OLD.failure_seen_by_id
        THEN NEW.failure_seen_by_id
    END;
    IF seer IS NOT NULL THEN
        IF NOT {has_role("seer", *APPROVERS)} THEN
            {refuse("order_failure_seen_by_approver", "whoever confirms does not hold the role")}
        END IF;
        IF EXISTS (
            SELECT 1 FROM secours_loyer_award w
            JOIN secours_loyer_decision d ON d.id = w.decision_id
            JOIN secours_loyer_rentrequest r ON r.id = d.request_id
            JOIN secours_loyer_landlordaccount a ON a.id = NEW.account_id
            WHERE w.id = NEW.award_id
              AND (seer IN (r.instructor_id, a.entered_by_id) OR seer = ANY (r.past_instructors))
        ) THEN {refuse("order_failure_seen_apart", "whoever confirms took part in the file")}
        END IF;
        IF EXISTS (
            SELECT 1 FROM secours_loyer_award w
            JOIN secours_loyer_decision d ON d.id = w.decision_id
            WHERE w.id = NEW.award_id AND {tied("d.request_id", "seer")}
        ) THEN {refuse("order_failure_seen_tied", "whoever confirms has a tie")}
        END IF;
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


# Who brought a line `x`: imported its file `rf`, proposed its order, settled it.
HANDS = "unnest(ARRAY[rf.received_by_id, x.proposed_by_id, x.resolved_by_id]::bigint[])"


def unconfirmed(order: str) -> str:
    """SQL: this order failed on the word of one person alone, whatever lines they brought."""
    return f"""({order}.failed_by_id IS NOT NULL AND {order}.failure_seen_by_id IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM secours_loyer_returnline x
            JOIN secours_loyer_returnfile rf ON rf.id = x.file_id
            WHERE x.order_id = {order}.id AND x.state IN ('rapprochee', 'reglee') AND {SAYS_SO}
              AND {BY_THE_BANK} AND NOT EXISTS (
                  SELECT 1 FROM {HANDS} hand WHERE hand = {order}.failed_by_id
                     OR f_one_person(hand, {order}.failed_by_id))
        ))"""  # noqa: S608 - made of constants


def who_noted(award: str) -> str:
    """SQL, rows of one column `person`: who noted that an order of this aid failed, or brought a
    line that says so."""
    return f"""
        SELECT f.failed_by_id AS person FROM secours_loyer_paymentorder f
        WHERE f.award_id = {award} AND f.failed_by_id IS NOT NULL
        UNION SELECT hand FROM secours_loyer_paymentorder f
        JOIN secours_loyer_returnline x ON x.order_id = f.id
         AND x.state IN ('rapprochee', 'reglee') AND {SAYS_SO}
        JOIN secours_loyer_returnfile rf ON rf.id = x.file_id
        CROSS JOIN LATERAL {HANDS} hand
        WHERE f.award_id = {award} AND hand IS NOT NULL"""  # noqa: S608 - made of constants


# After the constraints of the table and what other orders leave (`order_sql.WITHIN_AWARD` holds the
# award): what failed on one word is counted as if it were paid.
NOT_TWICE = f"""
    IF NEW.state IN ('annule', 'annule_emis', {ENDED}) THEN RETURN NULL; END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder f
        WHERE f.award_id = NEW.award_id AND f.id <> NEW.id AND {unconfirmed("f")}
    ) AND (
        SELECT sum(o.amount_cents) FROM secours_loyer_paymentorder o
        WHERE o.award_id = NEW.award_id
          AND (o.state NOT IN ('annule', 'annule_emis', {ENDED}) OR {unconfirmed("o")})
    ) > (SELECT amount_cents FROM secours_loyer_award WHERE id = NEW.award_id) THEN
        {refuse("order_failure_confirmed_first", "an order of the award failed on one word alone")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants


def not_who_noted(person: str, constraint: str) -> str:
    """SQL: whoever said that an order of this aid failed takes no such step on the next one."""
    return f"""
    IF EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder o
        CROSS JOIN LATERAL ({who_noted("o.award_id")}) said
        WHERE o.id = NEW.order_id AND said.person = NEW.{person}
    ) THEN {refuse(constraint, "they noted that an order of this aid failed")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
