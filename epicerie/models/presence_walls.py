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
    IF NEW.opening_id <> OLD.opening_id OR NEW.begun_at <> OLD.begun_at
       OR NEW.margin_minutes <> OLD.margin_minutes THEN
        RAISE EXCEPTION 'a sheet stays with its opening'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_signed_once';
    END IF;
    IF NEW.signed_at IS NOT NULL THEN
        PERFORM 1 FROM epicerie_openingneed WHERE opening_id = NEW.opening_id FOR UPDATE;
        IF NEW.signed_at < (
            SELECT upper(period) FROM epicerie_openingday WHERE id = NEW.opening_id) THEN
            RAISE EXCEPTION 'the opening is not over'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_signed_after_the_end';
        END IF;
        IF NOT EXISTS (SELECT 1 FROM epicerie_attendance WHERE sheet_id = NEW.id) OR EXISTS (
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
# A sheet goes with its last line; one that was signed stays.
SHEET_GOES_EMPTY = """
    IF OLD.signed_at IS NOT NULL
       OR EXISTS (SELECT 1 FROM epicerie_attendance WHERE sheet_id = OLD.id) THEN
        RAISE EXCEPTION 'the sheet has lines'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_stays';
    END IF;
    RETURN OLD;
"""
# At commit, after a sheet begun or a line taken off.
SHEET_HAS_A_LINE = """
    IF EXISTS (SELECT 1 FROM epicerie_presencesheet WHERE id = {sheet})
       AND NOT EXISTS (SELECT 1 FROM epicerie_attendance WHERE sheet_id = {sheet}) THEN
        RAISE EXCEPTION 'a sheet has a line'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_has_a_line';
    END IF;
    RETURN NULL;
"""
LINE_FITS = """
    IF TG_OP = 'DELETE' THEN
        -- Alone, as a signature: two hands taking off the two last lines see each other.
        PERFORM 1 FROM epicerie_presencesheet WHERE id = OLD.sheet_id FOR UPDATE;
    END IF;
    SELECT s.signed_at, s.opening_id, o.state, lower(o.period) AS begins INTO sheet
    FROM epicerie_presencesheet s JOIN epicerie_openingday o ON o.id = s.opening_id
    WHERE s.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.sheet_id ELSE NEW.sheet_id END
    FOR SHARE OF s;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the sheet is gone'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_of_a_kept_sheet';
    END IF;
    IF TG_OP <> 'INSERT' AND sheet.signed_at IS NOT NULL THEN
        -- One thing only changes under a signature: the name of a guest, once they are registered.
        IF TG_OP = 'UPDATE' AND OLD.guest_name <> '' AND (NEW.volunteer_id IS NOT NULL)
           AND (to_jsonb(NEW) - 'volunteer_id' - 'guest_name')
             = (to_jsonb(OLD) - 'volunteer_id' - 'guest_name') THEN
            IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM epicerie_attendance
                WHERE id = NEW.corrects_id AND volunteer_id = NEW.volunteer_id) THEN
                RAISE EXCEPTION 'a guest is registered on the line that was signed'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_registered_whole';
            END IF;
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'the sheet is signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_of_an_open_sheet';
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT 1 FROM epicerie_assignment
                   WHERE id = OLD.assignment_id AND state = 'active') THEN
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
           OR before.volunteer_id IS DISTINCT FROM NEW.volunteer_id
           OR before.guest_name <> NEW.guest_name THEN
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
# Another line of the same person counts: they came, or hold the place that it is about. An absence
# noted on a place that they have left since does not.
ONCE_A_PERSON = """
    IF NEW.corrects_id IS NULL AND EXISTS (
        SELECT 1 FROM epicerie_attendance l
        LEFT JOIN epicerie_assignment a ON a.id = l.assignment_id
        WHERE l.sheet_id = NEW.sheet_id AND l.volunteer_id = NEW.volunteer_id
        AND l.corrects_id IS NULL AND l.id <> NEW.id
        AND (l.status IN ('present', 'late') OR a.state = 'active')) THEN
        RAISE EXCEPTION 'this person has a line'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_once_a_volunteer';
    END IF;
    RETURN NEW;
"""
# The corrections of a guest's line follow it: no name is left behind, and nobody counts twice.
REGISTERED_WHOLE = """
    UPDATE epicerie_attendance SET volunteer_id = NEW.volunteer_id, guest_name = ''
    WHERE corrects_id = NEW.id;
    RETURN NULL;
"""
# Somebody of the coordination noted the line, and it is not their own. The name of a guest comes
# later: whatever their line says, the ledger does not believe them about themselves.
CONFIRMED_BY_ANOTHER = """
    IF TG_OP = 'UPDATE' AND NEW.volunteer_id IS DISTINCT FROM OLD.volunteer_id THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT 1 FROM epicerie_volunteer
               WHERE id = NEW.volunteer_id AND user_id = NEW.noted_by_id) THEN
        RAISE EXCEPTION 'nobody confirms their own line'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_confirmed_by_another';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM actors_rolegrant WHERE user_id = NEW.noted_by_id
                   AND role = 'epicerie' AND revoked_at IS NULL) THEN
        RAISE EXCEPTION 'only the coordination confirms'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_confirmed_by_right';
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
# On the places: nobody is placed under a signature, nor beside their own line of a walk-in.
PLACED_BEFORE_THE_SHEET = """
    IF TG_OP = 'UPDATE' AND NEW.need_id = OLD.need_id AND NEW.volunteer_id = OLD.volunteer_id THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM epicerie_openingneed WHERE id = NEW.need_id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM epicerie_presencesheet
               WHERE opening_id = NEW.opening_id AND signed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the sheet of that day is signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_of_an_unsigned_day';
    END IF;
    IF EXISTS (SELECT 1 FROM epicerie_attendance l
               JOIN epicerie_presencesheet s ON s.id = l.sheet_id
               WHERE s.opening_id = NEW.opening_id AND l.volunteer_id = NEW.volunteer_id
               AND l.status IN ('present', 'late')) THEN
        RAISE EXCEPTION 'the person came without a place'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_of_a_walk_in';
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
