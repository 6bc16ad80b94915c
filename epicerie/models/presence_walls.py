"""What the database refuses about presence, whatever the path: the triggers' own words.

A signature and a line take the same lock of the sheet, one alone and the others together: a line is
either under the signature or refused, never slipped in after it.
"""

SHEET_FITS = """
    SELECT o.state, lower(o.period) AS begins INTO held
    FROM epicerie_openingday o WHERE o.id = NEW.opening_id FOR SHARE;
    IF held.state <> 'planned' THEN
        RAISE EXCEPTION 'the opening is cancelled'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_of_a_planned_day';
    END IF;
    IF NEW.begun_at < held.begins THEN
        RAISE EXCEPTION 'the opening has not begun'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_after_the_beginning';
    END IF;
    IF NEW.signed_at IS NOT NULL THEN
        RAISE EXCEPTION 'a sheet is signed after its lines'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_signed_whole';
    END IF;
    RETURN NEW;
"""
SIGNED_WHOLE = """
    IF OLD.signed_at IS NOT NULL THEN
        RAISE EXCEPTION 'the sheet is signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_signed_once';
    END IF;
    IF NEW.opening_id <> OLD.opening_id OR NEW.begun_at <> OLD.begun_at THEN
        RAISE EXCEPTION 'a sheet stays with its opening'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_signed_once';
    END IF;
    IF NEW.signed_at IS NOT NULL THEN
        PERFORM 1 FROM epicerie_openingneed WHERE opening_id = NEW.opening_id FOR UPDATE;
        IF EXISTS (
            SELECT 1 FROM epicerie_assignment a
            WHERE a.opening_id = NEW.opening_id AND a.state = 'active' AND NOT EXISTS (
                SELECT 1 FROM epicerie_attendance l WHERE l.assignment_id = a.id)
        ) THEN
            RAISE EXCEPTION 'somebody expected is not on the sheet'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_signed_whole';
        END IF;
    END IF;
    RETURN NEW;
"""
LINE_FITS = """
    SELECT s.signed_at, s.opening_id, o.state, lower(o.period) AS begins INTO sheet
    FROM epicerie_presencesheet s JOIN epicerie_openingday o ON o.id = s.opening_id
    WHERE s.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.sheet_id ELSE NEW.sheet_id END
    FOR SHARE OF s;
    IF TG_OP <> 'INSERT' AND sheet.signed_at IS NOT NULL THEN
        -- One thing only changes under a signature: the name of a guest, once they are registered.
        IF TG_OP = 'UPDATE' AND OLD.guest_name <> '' AND (NEW.volunteer_id IS NOT NULL)
           AND (to_jsonb(NEW) - 'volunteer_id' - 'guest_name')
             = (to_jsonb(OLD) - 'volunteer_id' - 'guest_name') THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'the sheet is signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_of_an_open_sheet';
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF OLD.assignment_id IS NOT NULL THEN
            RAISE EXCEPTION 'an expected person stays on the sheet'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_expected_stays';
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.sheet_id <> OLD.sheet_id
       OR NEW.assignment_id IS DISTINCT FROM OLD.assignment_id
       OR NEW.volunteer_id IS DISTINCT FROM OLD.volunteer_id) THEN
        RAISE EXCEPTION 'a line stays with its person'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_stays_put';
    END IF;
    IF NEW.noted_at < sheet.begins THEN
        RAISE EXCEPTION 'the opening has not begun'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_after_the_beginning';
    END IF;
    IF (NEW.corrects_id IS NULL) <> (sheet.signed_at IS NULL) THEN
        RAISE EXCEPTION 'a signed sheet is corrected, an open one is changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_of_an_open_sheet';
    END IF;
    IF NEW.corrects_id IS NOT NULL THEN
        SELECT sheet_id, assignment_id, volunteer_id, guest_name INTO before
        FROM epicerie_attendance WHERE id = NEW.corrects_id;
        IF before.sheet_id <> NEW.sheet_id
           OR before.assignment_id IS DISTINCT FROM NEW.assignment_id
           OR before.volunteer_id IS DISTINCT FROM NEW.volunteer_id THEN
            RAISE EXCEPTION 'a correction is about the same person'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_stays_put';
        END IF;
    END IF;
    IF NEW.assignment_id IS NULL THEN
        IF NEW.corrects_id IS NULL AND EXISTS (
            SELECT 1 FROM epicerie_assignment WHERE opening_id = sheet.opening_id
            AND volunteer_id = NEW.volunteer_id AND state = 'active') THEN
            RAISE EXCEPTION 'this person has a place'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_on_their_place';
        END IF;
        RETURN NEW;
    END IF;
    SELECT opening_id, volunteer_id, state INTO held
    FROM epicerie_assignment WHERE id = NEW.assignment_id FOR SHARE;
    IF held.opening_id <> sheet.opening_id OR held.volunteer_id <> NEW.volunteer_id THEN
        RAISE EXCEPTION 'the place is of another opening or person'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_of_the_opening';
    END IF;
    IF held.state <> 'active' AND NEW.status IN ('present', 'late') THEN
        RAISE EXCEPTION 'the place was given up'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_of_a_held_place';
    END IF;
    RETURN NEW;
"""
# On the places: who was noted present holds theirs; who was noted absent may still say why.
PRESENT_HOLDS = """
    IF EXISTS (SELECT 1 FROM epicerie_attendance WHERE assignment_id = NEW.id
               AND status IN ('present', 'late')) THEN
        RAISE EXCEPTION 'the person was noted present'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_of_a_present_person';
    END IF;
    RETURN NEW;
"""
# On the openings: a day that has a sheet took place.
TOOK_PLACE = """
    IF EXISTS (SELECT 1 FROM epicerie_presencesheet WHERE opening_id = NEW.id) THEN
        RAISE EXCEPTION 'people were noted present that day'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'opening_with_a_sheet';
    END IF;
    RETURN NEW;
"""
