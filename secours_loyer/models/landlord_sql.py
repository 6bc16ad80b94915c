"""The triggers of a landlord: the number to call, the name trusted, the address written to."""

from __future__ import annotations

from actors.roles import Role
from secours_loyer.models.guards import has_role, refuse
from secours_loyer.states import DEAD_ORDER, SETTLED

DEAD = ", ".join(f"'{state.value}'" for state in DEAD_ORDER)
PAID = ", ".join(f"'{state.value}'" for state in SETTLED)

# Another number is another question: whoever confirmed the old one did not confirm it.
CONFIRMED_ANEW = f"""
    IF NEW.known_phone <> OLD.known_phone AND NEW.phone_confirmed_at IS NOT NULL
       AND NEW.phone_confirmed_at IS NOT DISTINCT FROM OLD.phone_confirmed_at
       AND NEW.phone_confirmed_by_id IS NOT DISTINCT FROM OLD.phone_confirmed_by_id
    THEN {refuse("landlord_phone_confirmed_anew", "the new number is not confirmed")}
    END IF;
    RETURN NEW;
"""


def _luhn(number: str, length: int) -> str:
    """SQL: the key of these digits is right."""
    doubled = f"CASE WHEN ({length} - i) % 2 = 1 THEN d * 2 - CASE WHEN d > 4 THEN 9 ELSE 0 END"
    return f"""(SELECT sum({doubled} ELSE d END) % 10 = 0 FROM (
        SELECT i, substr({number}, i, 1)::int AS d FROM generate_series(1, {length}) i
    ) digit)"""  # noqa: S608 - made of constants


# The key that `stdnum.fr.siret` checks: of the SIREN, then of the whole; La Poste has too many
# establishments for it, theirs add up to a multiple of five.
SIRET_KEY = f"""
    IF NEW.siret !~ '^[0-9]{{14}}$' OR TG_OP = 'UPDATE' AND NEW.siret = OLD.siret THEN RETURN NEW;
    END IF;
    IF NOT {_luhn("NEW.siret", 9)} OR NOT (CASE
        WHEN NEW.siret LIKE '356000000%' AND NEW.siret <> '35600000000048'
        THEN (SELECT sum(d::int) % 5 = 0 FROM regexp_split_to_table(NEW.siret, '') d)
        ELSE {_luhn("NEW.siret", 14)}
    END) THEN {refuse("landlord_siret_key", "the key of this SIRET is wrong")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# Two people compared the holder of each account with these names, and orders were approved to it:
# another holder is another landlord, whose account begins anew. What they are (a person or not, by
# which number) told which proofs and which alerts were asked.
NAMED_AS_TRUSTED = f"""
    IF (NEW.name, NEW.legal_name, NEW.kind, NEW.siret)
       IS DISTINCT FROM (OLD.name, OLD.legal_name, OLD.kind, OLD.siret) AND (
        EXISTS (
            SELECT 1 FROM secours_loyer_landlordaccount a
            WHERE a.landlord_id = NEW.id AND a.state IN ('saisi', 'verifie', 'actif')
        ) OR EXISTS (
            SELECT 1 FROM secours_loyer_paymentorder o
            JOIN secours_loyer_landlordaccount a ON a.id = o.account_id
            WHERE a.landlord_id = NEW.id AND o.state NOT IN ({DEAD}, {PAID})
        )
    ) THEN {refuse("landlord_named_as_trusted", "an account or an order rests on this name")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# Whoever of the CCAS finds a number elsewhere notes and confirms it at once; one that somebody else
# gave is confirmed by another person than the giver. The typist of a waiting account does neither.
CONFIRMED_BY = f"""
    IF NEW.phone_confirmed_by_id IS NULL OR TG_OP = 'UPDATE'
       AND NEW.known_phone = OLD.known_phone
       AND NEW.known_phone_by_id IS NOT DISTINCT FROM OLD.known_phone_by_id
       AND NEW.phone_confirmed_by_id IS NOT DISTINCT FROM OLD.phone_confirmed_by_id
       AND NEW.phone_confirmed_at IS NOT DISTINCT FROM OLD.phone_confirmed_at
    THEN RETURN NEW;
    END IF;
    IF NOT {has_role("NEW.phone_confirmed_by_id", Role.RECEPTION, Role.CASE_WORKER, Role.MANAGER)}
    THEN {refuse("landlord_phone_by_ccas", "only the CCAS confirms a number")}
    END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_landlordaccount a
        WHERE a.landlord_id = NEW.id AND a.state = 'saisi'
          AND a.entered_by_id = NEW.phone_confirmed_by_id
    ) THEN {refuse("landlord_phone_by_typist", "the typist of a waiting account")}
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.known_phone = OLD.known_phone
       AND NEW.known_phone_by_id IS NOT DISTINCT FROM OLD.known_phone_by_id THEN
        IF OLD.phone_confirmed_by_id IS NULL
           AND NEW.phone_confirmed_by_id = NEW.known_phone_by_id
        THEN {refuse("landlord_phone_confirmed_apart", "the giver confirms their own number")}
        END IF;
    ELSIF NEW.phone_confirmed_by_id IS DISTINCT FROM NEW.known_phone_by_id
    THEN {refuse("landlord_phone_confirmed_apart", "a new number, confirmed by another")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# A partner may give the address of a landlord that they add; afterwards the CCAS alone changes it,
# and says who and when: it is where a letter about a tenant goes.
MAIL_NOTED = f"""
    IF NEW.mail_lines = OLD.mail_lines AND NEW.mail_postcode = OLD.mail_postcode
       AND NEW.mail_city = OLD.mail_city AND NEW.mail_by_id IS NOT DISTINCT FROM OLD.mail_by_id
       AND NEW.mail_at IS NOT DISTINCT FROM OLD.mail_at
    THEN RETURN NEW;
    END IF;
    IF NEW.mail_by_id IS NULL OR OLD.mail_at IS NOT NULL AND NEW.mail_at <= OLD.mail_at
       OR NOT {has_role("NEW.mail_by_id", Role.RECEPTION, Role.CASE_WORKER, Role.MANAGER)}
    THEN {refuse("landlord_mail_noted", "only the CCAS notes an address, anew")}
    END IF;
    RETURN NEW;
"""
