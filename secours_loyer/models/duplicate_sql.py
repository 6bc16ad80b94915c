"""The wall of probable duplicates: whoever else claims the same months, somebody answered it.

One home is claimed once, whatever the reference, the household or the spelling of the landlord: an
address alone is only a building, so that it takes the landlord, the day of the lease, the
reference of the tenant or the flat as well. An address may be typed in many ways: the same landlord
with the same day of lease or reference is asked about wherever the home is said to be. A household
that claims the same months twice is asked too.
"""

from __future__ import annotations

from secours_loyer.addresses import BLOCK, FLAT
from secours_loyer.models.guards import refuse

HOUSEHOLD, HOME, BUILDING = "menage", "logement", "immeuble"


def _folded(column: str) -> str:
    return f"regexp_replace(lower(public.f_unaccent({column})), '[^a-z0-9]+', ' ', 'g')"


# Typed again, a landlord has the same SIREN or the same name.
_SAME_LANDLORD = f"""(
    their_l.id = own_l.id
    OR (own_l.siret <> '' AND left(their_l.siret, 9) = left(own_l.siret, 9))
    OR {_folded("their_l.name")} = {_folded("own_l.name")}
    OR {_folded("their_l.legal_name")} = {_folded("own_l.legal_name")}
)"""


def _reference(row: str) -> str:
    """Letters and digits alone, without leading zeros: « L 01 » and « l-1 » are one."""
    unpadded = rf"regexp_replace(upper({row}.reference), '(^|[^0-9])0+(?=[0-9])', '\1', 'g')"
    return f"regexp_replace({unpadded}, '[^A-Z0-9]+', '', 'g')"


def _as_read(column: str) -> str:
    """SQL: the words that `addresses.flat_of` reads, folded as `kit.names.folded` does."""
    ligature = f"replace(replace({column}, 'œ', 'oe'), 'Œ', 'oe')"
    plain = rf"regexp_replace(normalize({ligature}, NFKD), '[\u0300-\u036f]', '', 'g')"
    return f"btrim(regexp_replace(lower({plain}), '[^a-z0-9]+', ' ', 'g'))"


def inside(pattern: str, row: str) -> str:
    """SQL: what `addresses.flat_of` reads with this pattern, "" for what is not said."""
    words = _as_read(f"{row}.address")
    return f"replace(coalesce(substring({words} from '{pattern}'), ''), ' ', '')"


SAME_FLAT = f"""(
    {inside(FLAT, "own_t")} <> '' AND {inside(FLAT, "their_t")} = {inside(FLAT, "own_t")}
    AND ({inside(BLOCK, "own_t")} = {inside(BLOCK, "their_t")}
         OR {inside(BLOCK, "own_t")} = '' OR {inside(BLOCK, "their_t")} = '')
)"""
_SAME_REFERENCE = (
    "own_t.reference <> '' AND their_t.reference <> ''"
    f" AND {_reference('own_t')} <> '' AND {_reference('their_t')} = {_reference('own_t')}"
)


def same_months(own: str) -> str:
    """SQL: columns `own`, `other` and `grade`, a row for each live claim that overlaps the months
    of a request for which the condition `own` (on `own_r`) holds."""
    return f"""
        SELECT own, other, grade FROM (SELECT own_r.id AS own, their_r.id AS other, CASE
            WHEN their_r.household_id = own_r.household_id THEN '{HOUSEHOLD}'
            WHEN (their_t.lease_date = own_t.lease_date OR ({_SAME_REFERENCE}))
                AND {_SAME_LANDLORD} THEN '{HOME}'
            WHEN their_t.building = own_t.building AND (
                their_t.lease_date = own_t.lease_date OR ({_SAME_REFERENCE}) OR {_SAME_LANDLORD}
                OR {SAME_FLAT}
            ) THEN '{HOME}'
            WHEN their_t.building = own_t.building THEN '{BUILDING}'
        END AS grade
        FROM secours_loyer_rentrequest own_r
        JOIN secours_loyer_debt own_d ON own_d.id = own_r.debt_id
        JOIN secours_loyer_tenancy own_t ON own_t.id = own_r.tenancy_id
        JOIN secours_loyer_landlord own_l ON own_l.id = own_t.landlord_id
        JOIN secours_loyer_debt their_d
          ON their_d.months && own_d.months AND their_d.released_at IS NULL
        JOIN secours_loyer_rentrequest their_r
          ON their_r.debt_id = their_d.id AND their_r.id <> own_r.id
        JOIN secours_loyer_tenancy their_t ON their_t.id = their_r.tenancy_id AND (
            their_t.building = own_t.building OR their_t.lease_date = own_t.lease_date
            OR their_t.household_id = own_t.household_id OR ({_SAME_REFERENCE})
        )
        JOIN secours_loyer_landlord their_l ON their_l.id = their_t.landlord_id
        WHERE {own}) alike WHERE grade IS NOT NULL"""  # noqa: S608 - made of constants


def _unanswered(request: str) -> str:
    return f"""EXISTS (
        SELECT 1 FROM ({same_months(f"own_r.id = {request}")}) claim
        WHERE claim.grade IN ('{HOUSEHOLD}', '{HOME}') AND NOT EXISTS (
            SELECT 1 FROM secours_loyer_duplicateanswer a
            WHERE a.request_id = claim.own AND a.other_id = claim.other
        )
    )"""  # noqa: S608 - made of constants


REQUEST_CLAIMED_ONCE = f"""
    IF NEW.state <> OLD.state AND (
        NEW.state IN ('avis_rendu', 'inscrite')
        OR (NEW.state = 'validee_technique' AND OLD.state = 'avis_rendu')
    ) AND {_unanswered("NEW.id")}
    THEN {refuse("request_claimed_once", "a probable duplicate is not answered")}
    END IF;
    RETURN NEW;
"""
DECISION_CLAIMED_ONCE = f"""
    IF NEW.outcome = 'accord' AND {_unanswered("NEW.request_id")}
    THEN {refuse("decision_claimed_once", "a probable duplicate is not answered")}
    END IF;
    RETURN NEW;
"""
ANSWERED_BY_INSTRUCTOR = f"""
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_rentrequest r
        WHERE r.id = NEW.request_id AND r.instructor_id = NEW.by_id
    ) THEN {refuse("duplicate_answered_by_instructor", "only the instructor answers")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
