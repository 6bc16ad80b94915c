"""The walls of a gracious appeal: about the decision in force, dated as it came, answered once."""

from __future__ import annotations

from actors.roles import Role
from secours_loyer.models.guards import has_role, refuse
from secours_loyer.models.tie_sql import tied

# Holds the request: it is not closed, nor its decision replaced, while an appeal comes in. The
# last day is two months after the letter left, or was written while nobody noted that it left
# (CRPA L411-2, CJA R421-1).
NOTED_RIGHT = f"""
    SELECT d.request_id, d.decided_at INTO asked FROM secours_loyer_decision d
    WHERE d.id = NEW.decision_id;
    PERFORM 1 FROM secours_loyer_rentrequest WHERE id = asked.request_id FOR NO KEY UPDATE;
    IF NEW.outcome <> '' THEN {refuse("appeal_starts_open", "an appeal starts open")}
    END IF;
    IF EXISTS (SELECT 1 FROM secours_loyer_decision WHERE replaces_id = NEW.decision_id)
    THEN {refuse("appeal_on_decision_in_force", "another decision replaced it")}
    END IF;
    IF NEW.received_on < (asked.decided_at AT TIME ZONE 'Europe/Paris')::date
    THEN {refuse("appeal_after_decision", "it came before the decision")}
    END IF;
    IF NEW.received_on > (NEW.noted_at AT TIME ZONE 'Europe/Paris')::date
    THEN {refuse("appeal_received_already", "it has not come yet")}
    END IF;
    IF NEW.late IS DISTINCT FROM coalesce((
        SELECT NEW.received_on > (
            coalesce(p.sent_on, (l.at AT TIME ZONE 'Europe/Paris')::date) + interval '2 months'
        )::date
        FROM secours_loyer_letter l JOIN secours_loyer_decision d ON d.number = l.event
        LEFT JOIN secours_loyer_letterposting p ON p.letter_id = l.id
        WHERE d.id = NEW.decision_id AND l.kind = 'decision'
    ), FALSE) THEN {refuse("appeal_late_counted", "the last day is miscounted")}
    END IF;
    IF NOT {has_role("NEW.noted_by_id", Role.RECEPTION, Role.CASE_WORKER, Role.MANAGER)}
    THEN {refuse("appeal_noted_by_role", "whoever notes it does not write files")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
ANSWERED_ONCE = f"""
    IF OLD.outcome <> '' THEN {refuse("appeal_answered_once", "the appeal is answered")}
    END IF;
    IF NEW.outcome = 'remplacee' AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_decision
        WHERE id = NEW.answer_id AND replaces_id = NEW.decision_id
          AND signed_by_id = NEW.answered_by_id
    ) THEN {refuse("appeal_answered_by_new", "no new decision replaces the one contested")}
    END IF;
    IF NEW.outcome = 'maintenue' AND (NOT {has_role("NEW.answered_by_id", Role.SIGNATORY)}
        OR NOT EXISTS (
            SELECT 1 FROM secours_loyer_agendaitem i
            JOIN secours_loyer_commissionsession s ON s.id = i.session_id
            WHERE i.appeal_id = NEW.id AND i.left_at IS NULL AND i.decided_at IS NULL
              AND i.outcome = 'maintien' AND i.motive = NEW.answer_motive AND s.state = 'levee'
              AND NOT EXISTS (
                SELECT 1 FROM secours_loyer_recusal x
                JOIN secours_loyer_sessionmember m ON m.id = x.member_id
                WHERE x.item_id = i.id AND x.lifted_at IS NULL
                  AND m.user_id = NEW.answered_by_id
              )
        )
    ) THEN {refuse("appeal_confirmed_by_session", "no session recorded that the decision stays")}
    END IF;
    IF NEW.outcome = 'retire' AND EXISTS (
        SELECT 1 FROM secours_loyer_agendaitem
        WHERE appeal_id = NEW.id AND left_at IS NULL AND decided_at IS NULL
    ) THEN {refuse("appeal_on_agenda", "the commission is about to examine it")}
    END IF;
    IF NEW.outcome = 'retire' AND NOT {has_role("NEW.answered_by_id", Role.MANAGER)}
    THEN {refuse("appeal_dropped_by_manager", "a manager drops it")}
    END IF;
    IF NEW.outcome = 'retire' AND EXISTS (
        SELECT 1 FROM secours_loyer_decision d
        JOIN secours_loyer_rentrequest r ON r.id = d.request_id
        CROSS JOIN LATERAL unnest(
            ARRAY[NEW.noted_by_id, d.signed_by_id, r.validated_by_id, r.instructor_id]::bigint[]
        ) acted
        WHERE d.id = NEW.decision_id AND f_one_person(NEW.answered_by_id, acted)
    ) THEN {refuse("appeal_dropped_by_another", "whoever drops it took part")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# Deferred: the appeal is dropped, then the letter that tells the household is kept.
DROPPED_TOLD = f"""
    IF NEW.outcome = 'retire' AND OLD.outcome = '' AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_letter l JOIN secours_loyer_decision d ON d.id = NEW.decision_id
        WHERE l.request_id = d.request_id AND l.kind = 'recours_clos'
          AND l.event = d.number || '-' || NEW.id
    ) THEN {refuse("appeal_dropped_is_told", "no letter tells the household")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
APPEAL_APART = f"""
    IF EXISTS (
        SELECT 1 FROM secours_loyer_decision d WHERE d.id = NEW.decision_id AND (
            {tied("d.request_id", "NEW.noted_by_id")} AND TG_OP = 'INSERT'
            OR {tied("d.request_id", "NEW.answered_by_id")}
        )
    ) THEN {refuse("appeal_tied", "whoever notes or answers it has a tie")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# Deferred: the new decision is signed, then the appeal says that it is its answer.
DECISION_ANSWERS = f"""
    IF NEW.replaces_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM secours_loyer_appeal WHERE decision_id = NEW.replaces_id AND outcome = ''
    ) THEN {refuse("decision_answers_appeal", "the appeal stays without answer")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
# A closed file opens again for an appeal, and for nothing else.
REOPENED_FOR = f"""
    IF OLD.state = 'close' AND NEW.state <> 'close' AND (NEW.closed_at IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM secours_loyer_appeal a JOIN secours_loyer_decision d ON d.id = a.decision_id
        WHERE d.request_id = NEW.id AND a.outcome = ''
    )) THEN {refuse("request_reopened_by_appeal", "no appeal waits")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
CLOSED_ANSWERED = f"""
    IF NEW.state = 'close' AND OLD.state <> 'close' AND EXISTS (
        SELECT 1 FROM secours_loyer_appeal a JOIN secours_loyer_decision d ON d.id = a.decision_id
        WHERE d.request_id = NEW.id AND a.outcome = ''
    ) THEN {refuse("request_closed_answered", "an appeal waits for its answer")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
