"""Who has a declared tie writes nothing that moves money, a plan or the lease of the file."""

from __future__ import annotations

import pgtrigger

from reims_solidarite.kit.walls import Wall, changed
from secours_loyer.models.debit_names_sql import as_much, names
from secours_loyer.models.guards import refuse
from secours_loyer.models.put_aside_sql import LEFT
from secours_loyer.models.tie_sql import asked_since, lets, named_apart, of_lease, of_request, tied

WRITTEN = pgtrigger.Insert | pgtrigger.Update


def apart(prefix: str, func: str, operation: pgtrigger.Operation = WRITTEN) -> Wall:
    """The wall of one table; after the others, which say what is wrong with the row itself."""
    return Wall(
        name=f"{prefix}_apart_from_ties", when=pgtrigger.After, operation=operation, func=func
    )


def _of_award(person: str) -> str:
    """SQL: this person has a tie with the request of the award that the row pays."""
    return (
        "EXISTS (SELECT 1 FROM secours_loyer_award w"  # noqa: S608 - made of constants
        " JOIN secours_loyer_decision d ON d.id = w.decision_id"
        f" WHERE w.id = NEW.award_id AND {tied('d.request_id', person)})"
    )


def _of_order(person: str, order: str = "NEW.order_id") -> str:
    """SQL: this person has a tie with the request that this order pays."""
    return (
        "EXISTS (SELECT 1 FROM secours_loyer_paymentorder o"  # noqa: S608 - made of constants
        " JOIN secours_loyer_award w ON w.id = o.award_id"
        " JOIN secours_loyer_decision d ON d.id = w.decision_id"
        f" WHERE o.id = {order} AND {tied('d.request_id', person)})"
    )


def pays_tied(orders: str, person: str) -> str:
    """SQL: this person stands apart, under this account or another one of theirs, from a request
    that one of these orders `o` pays. Their ties and landlords are read once for all the orders."""
    return (
        "EXISTS (SELECT 1 FROM secours_loyer_paymentorder o"  # noqa: S608 - made of constants
        " JOIN secours_loyer_award w ON w.id = o.award_id"
        " JOIN secours_loyer_decision d ON d.id = w.decision_id"
        " JOIN secours_loyer_rentrequest r ON r.id = d.request_id"
        " JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id"
        f" WHERE {orders} AND (r.id IN (SELECT tie.request_id FROM secours_loyer_declaredtie tie"
        f" WHERE tie.lifted_at IS NULL AND f_one_person({person}, tie.user_id))"
        " OR t.landlord_id IN (SELECT lessor.id FROM secours_loyer_landlord lessor"
        " JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id"
        f" WHERE belongs.ended_at IS NULL AND f_one_person({person}, belongs.user_id))"
        f" OR {lets('t.landlord_id', person, since=asked_since('r'))}))"
    )


def payer_apart(column: str, orders: str) -> str:
    """SQL: whoever this column names from now on pays these orders: they do not stand apart."""
    return f"""
    IF NEW.{column} IS NOT NULL AND NEW.{column} IS DISTINCT FROM OLD.{column}
       AND {pays_tied(orders, f"NEW.{column}")}
    THEN {refuse("payment_tied", "whoever takes this step of the payment stands apart")}
    END IF;"""


def _of_overpayment(person: str) -> str:
    """SQL: this person has a tie with the request of the overpayment that the row is about."""
    return (
        "EXISTS (SELECT 1 FROM secours_loyer_overpayment v"  # noqa: S608 - made of constants
        f" WHERE v.id = NEW.overpayment_id AND {_of_order(person, 'v.order_id')})"
    )


def _of_plan(person: str, plan: str = "NEW.plan_id") -> str:
    """SQL: this person has a tie with the request of this plan."""
    return (
        "EXISTS (SELECT 1 FROM secours_loyer_repaymentplan p"  # noqa: S608 - made of constants
        f" WHERE p.id = {plan} AND {tied('p.request_id', person)})"
    )


def _of_instalment(person: str) -> str:
    """SQL: this person has a tie with the request of the instalment that the row is about."""
    return (
        "EXISTS (SELECT 1 FROM secours_loyer_instalment i"  # noqa: S608 - made of constants
        f" WHERE i.id = NEW.instalment_id AND {_of_plan(person, 'i.plan_id')})"
    )


def _all(*walls: str) -> str:
    return "".join(walls) + "\n    RETURN NEW;\n"


def checked_apart(person: str) -> str:
    """For what the study checks: `person` is the column of who noted it. Nobody who has a tie since
    leaves their name on what changes."""
    return f"""
    IF {of_request(f"NEW.{person}")}
    THEN {refuse("tied_does_not_check", "whoever notes it has a tie")}
    END IF;
    RETURN NEW;
    """


JUDGE_APART = _all(
    named_apart(
        "judged_by_id", of_request, "tied_does_not_check", "whoever judges the paper has a tie"
    )
)
PREPARER_APART = _all(
    named_apart(
        "prepared_by_id", _of_award, "order_preparer_tied", "whoever prepares the order has a tie"
    )
)
# What an order says of its payment. Its year is not among them: a promise carried over to another
# year pays the same sum to the same account.
SAID = ("amount_cents", "account_id", "payee_name", "label", "channel")
# Whoever takes a step of an order, or writes its draft again, is named with it. One takes out of an
# open batch what concerns oneself: the rest of the batch goes on.
STEP_APART = f"""
    IF NOT ({changed("state", "moved_by_id", *SAID)}) THEN RETURN NULL; END IF;
    IF NEW.moved_by_id IS NULL OR NEW.state = OLD.state AND NEW.state <> 'brouillon'
    THEN {refuse("order_step_signed", "a step names who takes it")}
    END IF;
    IF NOT (OLD.state = 'en_lot' AND NEW.state = 'approuve_2') AND {_of_award("NEW.moved_by_id")}
    THEN {refuse("payment_tied", "whoever takes this step of the order stands apart")}
    END IF;
    RETURN NULL;
"""
FAILURE_APART = _all(payer_apart("failed_by_id", "o.id = NEW.id"))
CHEQUE_APART = _all(
    *(
        payer_apart(column, "o.id = NEW.order_id")
        for column in ("issued_by_id", "noted_by_id", "stopped_by_id")
    )
)
# Each step of a batch and who takes it; a batch closed again by the same person is looked at again.
BATCH_APART = _all(
    *(
        f"""
    IF NEW.state = '{state}' AND OLD.state <> '{state}'
       AND {pays_tied("o.batch_id = NEW.id", f"NEW.{column}")}
    THEN {refuse("payment_tied", "whoever takes this step of the batch stands apart")}
    END IF;"""
        for state, column in (
            ("clos", "closed_by_id"),
            ("exporte", "exported_by_id"),
            ("transmis", "forwarded_by_id"),
            ("annule", "cancelled_by_id"),
        )
    )
)
# A plan does not start on the word of somebody who has a tie since.
PLAN_STARTS = f"""
    IF NEW.state = 'actif' AND OLD.state = 'propose' AND (
        {of_request("NEW.prepared_by_id")} OR {of_request("NEW.approved_by_id")}
    ) THEN {refuse("plan_starts_untied", "who prepared or approved it has a tie since")}
    END IF;"""
PLAN_APART = _all(
    named_apart(
        "prepared_by_id", of_request, "plan_preparer_tied", "whoever prepares the plan has a tie"
    ),
    named_apart(
        "approved_by_id", of_request, "plan_approver_tied", "whoever approves the plan has a tie"
    ),
    PLAN_STARTS,
)
# Every step of a plan, whoever its columns name. A report of the landlord raises the alert: nobody
# is signed in then.
PLAN_STEP_APART = f"""
    IF NOT ({changed("state", "moved_by_id")}) THEN RETURN NULL; END IF;
    IF OLD.state = 'actif' AND NEW.state = 'en_alerte' AND NEW.moved_by_id IS NULL
    THEN RETURN NULL;
    END IF;
    IF NEW.moved_by_id IS NULL OR NEW.state = OLD.state
    THEN {refuse("plan_step_signed", "a step names who takes it")}
    END IF;
    IF {of_request("NEW.moved_by_id")}
    THEN {refuse("plan_step_tied", "whoever takes this step of the plan has a tie")}
    END IF;
    RETURN NULL;
"""
PAUSE_APART = _all(
    *(
        named_apart(column, _of_plan, "pause_tied", "whoever asks, answers or ends it has a tie")
        for column in ("asked_by_id", "approved_by_id", "refused_by_id", "ended_by_id")
    )
)
FACT_APART = _all(
    named_apart("by_id", _of_instalment, "plan_fact_tied", "whoever notes it has a tie")
)
RENT_APART = _all(named_apart("by_id", of_lease, "plan_fact_tied", "whoever notes it has a tie"))
EVENT_APART = _all(
    *(
        named_apart(column, of_lease, "lease_event_tied", "whoever notes or answers it has a tie")
        for column in ("noted_by_id", "answered_by_id")
    )
)
CONTEST_APART = _all(
    *(
        named_apart(column, of_request, "contest_tied", "whoever notes or answers it has a tie")
        for column in ("noted_by_id", "answered_by_id")
    )
)
CORRECTION_APART = _all(
    named_apart("by_id", of_lease, "lease_correction_tied", "whoever corrects the lease has a tie")
)
# A line that somebody puts aside: none of the orders that it names, or may pay, is of a file from
# which they stand apart. The orders are those of `queries.put_aside.orders_of`.
_ABOUT = f"""({names("NEW", "o")} OR NEW.event = 'paye' AND o.state IN ({LEFT})
    AND {as_much("NEW", "o")} AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder n WHERE {names("NEW", "n")}))"""  # noqa: S608
_ASIDE_APART = f"""
    IF (NEW.aside_by_id IS NOT NULL AND NEW.aside_by_id IS DISTINCT FROM OLD.aside_by_id
        AND {pays_tied(_ABOUT, "NEW.aside_by_id")})
       OR (NEW.state = 'ecartee' AND OLD.state <> 'ecartee'
        AND {pays_tied(_ABOUT, "NEW.resolved_by_id")})
    THEN {refuse("return_line_aside_tied", "whoever puts it aside stands apart")}
    END IF;"""
# A line of the bank that two people attach to an order by hand; or that acts by itself: then
# whoever imported its file does not stand apart from what it pays.
LINE_APART = _all(
    f"""
    IF NEW.state = 'rapprochee' AND OLD.state <> 'rapprochee' AND EXISTS (
        SELECT 1 FROM secours_loyer_returnfile rf
        WHERE rf.id = NEW.file_id AND {_of_order("rf.received_by_id")}
    ) THEN {refuse("return_line_tied", "whoever imported the file has a tie")}
    END IF;""",  # noqa: S608 - made of constants
    _ASIDE_APART,
    *(
        named_apart(column, _of_order, "return_line_tied", "whoever settles the line has a tie")
        for column in ("proposed_by_id", "aside_by_id", "resolved_by_id")
    ),
)
OVERPAYMENT_APART = _all(
    *(
        named_apart(column, _of_order, "overpayment_tied", "whoever acts on it has a tie")
        for column in ("recorded_by_id", "claimed_by_id", "dropped_by_id")
    )
)
RECOVERY_APART = _all(
    named_apart("by_id", _of_overpayment, "overpayment_tied", "whoever notes it has a tie")
)
