"""The triggers of a landlord's account: who may call, who lifts an alert, nothing said twice.

`f_name_words` is a function of the database (migration `ladder_of_the_account`): the words of a
name in lower case without accents, sorted, without titles and legal forms (« M. », « SCI »…).
"""

from __future__ import annotations

from django.db.models import Func, TextField

from actors.roles import Role
from secours_loyer.bank_files.reasons import BLOCKING
from secours_loyer.models.guards import has_role, refuse
from secours_loyer.models.order_sql import APPROVERS
from secours_loyer.models.tie_sql import asked_since, lets
from secours_loyer.payment_parameters import PAYER


class NameWords(Func):
    """The words by which two names are compared; "" for a name that has none."""

    function = "f_name_words"
    output_field = TextField()


# A call proves nothing when whoever typed the account also says whom to call, before or after.
CALLED_ELSEWHERE = f"""
    IF NEW.verified_by_id IS NOT DISTINCT FROM OLD.verified_by_id THEN RETURN NEW; END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_landlord
        WHERE id = NEW.landlord_id AND known_phone_by_id = NEW.entered_by_id
    ) THEN {refuse("account_phone_apart", "the typist also gave the number to call")}
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_landlord
        WHERE id = NEW.landlord_id AND phone_confirmed_by_id IS NOT NULL
          AND phone_confirmed_by_id <> NEW.entered_by_id
    ) THEN {refuse("account_phone_confirmed", "nobody of the CCAS confirmed the number to call")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

# Brought by a request whose home is let by this very landlord.
OF_REQUEST = f"""
    IF NEW.request_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_rentrequest r
        JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id
        WHERE r.id = NEW.request_id AND t.landlord_id = NEW.landlord_id
    ) THEN {refuse("account_of_request", "the request is about another landlord")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

# The RIB comes with the number, or later: once, from a file of the landlord, and never taken away
# nor changed. Whoever called back or lifted the alert judges it, and does not bring it.
PAPER_ONCE = f"""
    IF (NEW.paper_id, NEW.request_id) IS NOT DISTINCT FROM (OLD.paper_id, OLD.request_id)
    THEN RETURN NEW;
    END IF;
    IF OLD.paper_id IS NOT NULL OR NEW.paper_id IS NULL
    THEN {refuse("account_paper_once", "the RIB is joined already")}
    END IF;
    IF EXISTS (
        SELECT 1 FROM actors_storedfile f WHERE f.id = NEW.paper_id AND (
            f.created_by_id IN (NEW.verified_by_id, NEW.activated_by_id)
            OR NOT {has_role("f.created_by_id", Role.RECEPTION, Role.CASE_WORKER)}
        )
    ) THEN {refuse("account_paper_by_typist", "whoever judges the RIB does not bring it")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
NAMED_OTHERWISE = """(
    SELECT f_name_words({row}.holder) = ''
        OR f_name_words({row}.holder) NOT IN (f_name_words(b.legal_name), f_name_words(b.name))
    FROM secours_loyer_landlord b WHERE b.id = {row}.landlord_id
)"""
# The same alerts as `queries.account_alerts`.
ALERT = f"""(
    {NAMED_OTHERWISE.format(row="NEW")}
    OR NEW.payee_check = 'non_concordant'
    OR left(NEW.iban, 2) <> 'FR'
    OR EXISTS (
        SELECT 1 FROM secours_loyer_landlordaccount o
        WHERE o.iban = NEW.iban AND o.id <> NEW.id
          AND (o.landlord_id <> NEW.landlord_id OR o.blocked_reason <> '')
    )
)"""  # noqa: S608 - made of constants

_MOVED = "substr(NEW.iban, 5) || left(NEW.iban, 4)"
_BBAN = "substr(NEW.iban, 5)"
# ISO 13616: the four first characters go last, a letter counts from 10; 97 divides it all but one.
_NUMBER = f"""(
        SELECT string_agg(
            CASE WHEN c ~ '[A-Z]' THEN (ascii(c) - 55)::text ELSE c END, '' ORDER BY n
        )::numeric FROM regexp_split_to_table({_MOVED}, '') WITH ORDINALITY AS said(c, n)
    )"""  # noqa: S608 - made of constants
# The French key (Monaco's too): a letter counts as its rank of nine, then 97 divides the whole.
_RIB = f"translate({_BBAN}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '12345678912345678923456789')::numeric"
# As `secours_loyer.iban`, which knows more: how many characters a country writes, and its banks.
IBAN_HOLDS = f"""
    IF NEW.iban !~ '^[A-Z]{{2}}[0-9]{{2}}[A-Z0-9]{{11,30}}$' THEN RETURN NEW; END IF;
    IF {_NUMBER} % 97 <> 1 THEN {refuse("account_iban_key", "the key of the IBAN is wrong")}
    END IF;
    IF left(NEW.iban, 2) IN ('FR', 'MC') AND (length(NEW.iban) <> 27 OR {_RIB} % 97 <> 0)
    THEN {refuse("account_rib_key", "the RIB key is wrong")}
    END IF;
    IF EXISTS (
        SELECT 1 FROM actors_parameter p WHERE p.key = '{PAYER.name}'
          AND upper(regexp_replace(p.value ->> 'iban', '\\s', '', 'g')) = NEW.iban
    ) THEN {refuse("account_of_payer", "it is the account that pays")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

_WRITTEN = (
    *("verified_by_id", "verified_at", "called_on", "called_number", "called_person"),
    *("payee_check", "payee_checked_by_id", "activated_by_id", "lifted_reason", "blocked_reason"),
)
_REWRITTEN = " OR ".join(
    f"coalesce(OLD.{name}::text, '') <> '' AND NEW.{name} IS DISTINCT FROM OLD.{name}"
    for name in _WRITTEN
)
_WRITTEN_AT_ENTRY = " || ".join(f"coalesce(NEW.{name}::text, '')" for name in _WRITTEN)


# Live: not closed, dropped, withdrawn or refused.
def _tied_to_landlord(person: str) -> str:
    return f"""(EXISTS (
    SELECT 1 FROM secours_loyer_declaredtie tie
    JOIN secours_loyer_rentrequest r ON r.id = tie.request_id
    JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id
    WHERE tie.lifted_at IS NULL AND t.landlord_id = NEW.landlord_id
      AND r.state NOT IN ('close', 'sans_suite', 'retiree', 'refusee')
      AND f_one_person({person}, tie.user_id)
) OR {lets("NEW.landlord_id", person)} OR EXISTS (
    SELECT 1 FROM secours_loyer_rentrequest r
    JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id
    WHERE t.landlord_id = NEW.landlord_id
      AND r.state NOT IN ('close', 'sans_suite', 'retiree', 'refusee')
      AND {lets("t.landlord_id", person, since=asked_since("r"))}
))"""  # noqa: S608 - made of constants


# The landlord's link proves nothing about the number that came through it to whoever opened it.
def _opened_the_link(person: str) -> str:
    return f"""EXISTS (
    SELECT 1 FROM secours_loyer_accountproposal p
    JOIN secours_loyer_landlordlink l ON l.id = p.link_id
    WHERE p.account_id = NEW.id AND l.created_by_id = {person}
)"""  # noqa: S608 - made of constants


def _by_whoever_may(column: str) -> str:
    return f"""
    IF NEW.{column} IS DISTINCT FROM OLD.{column} THEN
        IF {_opened_the_link(f"NEW.{column}")}
        THEN {refuse("account_verifier_opened_link", "whoever verifies opened the link")}
        END IF;
        IF NOT {has_role(f"NEW.{column}", Role.MANAGER, Role.FINANCE)}
        THEN {refuse("account_by_verifier", "this role verifies no account")}
        END IF;
        IF {_tied_to_landlord(f"NEW.{column}")}
        THEN {refuse("account_verifier_tied", "whoever verifies has a tie with this landlord")}
        END IF;
    END IF;
    """


TRUST = f"""
    IF TG_OP = 'INSERT' THEN
        IF {_WRITTEN_AT_ENTRY} <> ''
        THEN {refuse("account_starts_unverified", "an account is typed first")}
        END IF;
        RETURN NEW;
    END IF;
    IF {_REWRITTEN} THEN {refuse("account_set_once", "what was said is not rewritten")}
    END IF;
    {_by_whoever_may("verified_by_id")}
    {_by_whoever_may("activated_by_id")}
    {_by_whoever_may("payee_checked_by_id")}
    IF NEW.payee_check <> OLD.payee_check AND NEW.payee_checked_by_id IS NULL
    THEN {refuse("account_answer_noted_by", "nobody says who noted the answer of the bank")}
    END IF;
    IF NEW.state <> 'actif' OR OLD.state = 'actif' AND NEW.payee_check = OLD.payee_check
    THEN RETURN NEW;
    END IF;
    IF NEW.activated_by_id IS NULL
    THEN {refuse("account_activated_by_one", "nobody activates it")}
    END IF;
    IF (OLD.state = 'verifie' OR {ALERT})
       AND (NEW.activated_by_id = NEW.verified_by_id OR NEW.lifted_reason = '')
    THEN {refuse("account_alert_lifted", "an alert stands")}
    END IF;
    RETURN NEW;
"""

# The bank itself says that the account is at fault: nobody is named, whoever confirmed its answer.
_SAID_BY_BANK = f"""EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder o
        WHERE o.account_id = NEW.id AND o.state IN ('rejete', 'retourne')
          AND left(o.reason, 4) IN ({", ".join(f"'{code}'" for code in sorted(BLOCKING))})
    )"""  # noqa: S608 - made of constants
# After the constraints of the table, which ask why it is blocked.
STOPPED = f"""
    IF NEW.state = OLD.state OR NEW.state NOT IN ('bloque', 'archive') THEN RETURN NULL; END IF;
    IF NEW.stopped_by_id IS NULL THEN
        IF NEW.state = 'bloque' AND {_SAID_BY_BANK} THEN RETURN NULL; END IF;
        {refuse("account_stopped_by_one", "nobody says who stops it")}
    END IF;
    IF NOT {has_role("NEW.stopped_by_id", *APPROVERS)}
    THEN {refuse("account_stopped_by_role", "this role stops no account")}
    END IF;
    IF {_tied_to_landlord("NEW.stopped_by_id")}
    THEN {refuse("account_stopper_tied", "whoever stops it has a tie with this landlord")}
    END IF;
    RETURN NULL;
"""

# A transfer leaves to a number whose holder the bank was asked about; the accountant asks it.
ORDER_PAYEE_CHECKED = f"""
    IF NEW.state <> 'controle' OR NEW.state = OLD.state THEN RETURN NEW; END IF;
    IF NEW.channel = 'regie' AND EXISTS (
        SELECT 1 FROM secours_loyer_landlordaccount a
        WHERE a.id = NEW.account_id AND a.payee_check = ''
    ) THEN {refuse("order_payee_checked", "the bank was not asked about the holder")}
    END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_landlordaccount a
        WHERE a.id = NEW.account_id AND a.lifted_reason = ''
          AND {NAMED_OTHERWISE.format(row="a")}
    ) THEN {refuse("order_holder_explained", "the holder is not the landlord")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
