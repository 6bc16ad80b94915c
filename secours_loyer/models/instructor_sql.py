"""The database itself keeps who held a file: whoever studied it neither signs nor approves it."""

from __future__ import annotations

# Whatever is written in the column, it is what the changes of instructor made of it.
HELD_BY = """
    IF TG_OP = 'INSERT' THEN
        NEW.past_instructors := '{}';
        RETURN NEW;
    END IF;
    NEW.past_instructors := OLD.past_instructors;
    IF OLD.instructor_id IS DISTINCT FROM NEW.instructor_id AND OLD.instructor_id IS NOT NULL
       AND NOT OLD.instructor_id = ANY(OLD.past_instructors)
    THEN NEW.past_instructors := OLD.past_instructors || OLD.instructor_id::bigint;
    END IF;
    RETURN NEW;
"""
