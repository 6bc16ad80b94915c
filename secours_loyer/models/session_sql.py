"""The walls of a session: quorum, a whole agenda, minutes kept before it is signed."""

from __future__ import annotations

from secours_loyer.models.guards import refuse

SESSION_WHOLE = f"""
    IF NEW.state = OLD.state THEN RETURN NEW; END IF;
    IF NEW.state IN ('ouverte', 'levee', 'signee') AND (
        coalesce(CASE NEW.state WHEN 'ouverte' THEN NEW.opened_at WHEN 'levee' THEN NEW.lifted_at
        ELSE NEW.signed_at END, NEW.planned_at) AT TIME ZONE 'Europe/Paris'
    )::date < (NEW.held_at AT TIME ZONE 'Europe/Paris')::date
    THEN {refuse("session_on_its_day", "the session is not held yet")}
    END IF;
    IF NEW.state = 'ouverte' AND (
        SELECT count(*) FROM secours_loyer_sessionmember m
        WHERE m.session_id = NEW.id AND m.present
    ) < NEW.quorum THEN {refuse("session_quorum", "too few members are present")}
    END IF;
    IF NEW.state = 'ouverte' AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_agendaitem i
        WHERE i.session_id = NEW.id AND i.left_at IS NULL
    ) THEN {refuse("session_agenda", "the agenda is empty")}
    END IF;
    IF NEW.state = 'levee' AND EXISTS (
        SELECT 1 FROM secours_loyer_agendaitem i
        WHERE i.session_id = NEW.id AND i.left_at IS NULL AND i.outcome = ''
    ) THEN {refuse("session_all_entered", "a file of the agenda has no outcome")}
    END IF;
    IF NEW.state = 'annulee' AND EXISTS (
        SELECT 1 FROM secours_loyer_agendaitem i
        WHERE i.session_id = NEW.id AND i.left_at IS NULL
    ) THEN {refuse("session_emptied", "a file is still on the agenda")}
    END IF;
    IF NEW.state = 'signee' AND (
        NOT EXISTS (
            SELECT 1 FROM secours_loyer_sessionminutes p
            WHERE p.session_id = NEW.id AND p.signed_by_id = NEW.signed_by_id
        ) OR EXISTS (
            SELECT 1 FROM secours_loyer_agendaitem i
            WHERE i.session_id = NEW.id AND i.left_at IS NULL AND i.decided_at IS NULL
        )
    ) THEN {refuse("session_minutes_kept", "the minutes are not whole")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
MEMBER_OF_RUNNING = f"""
    IF (SELECT s.state FROM secours_loyer_commissionsession s WHERE s.id = NEW.session_id)
       NOT IN ('preparee', 'ouverte')
    THEN {refuse("member_of_running", "the session is over")}
    END IF;
    IF TG_OP = 'INSERT' AND NEW.present
    THEN {refuse("member_starts_absent", "presence is noted, not assumed")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
MINUTES_OF_LIFTED = f"""
    IF (SELECT s.state FROM secours_loyer_commissionsession s WHERE s.id = NEW.session_id)
       <> 'levee'
    THEN {refuse("minutes_of_lifted", "the session is not over")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
