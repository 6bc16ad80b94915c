"""How long personal data lives: one row per model, from which event, and what comes after.

CNIL, délibérations 2021-028 and 2023-095: two years after the last contact in the active base, then
a restricted archive for what accounts require, then nothing. A login, an import or an e-mail is not
a contact. The data-protection officer decides these durations; a test holds the table complete.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.apps import apps
from django.db.models import Model, QuerySet

from reims_solidarite.kit.dates import add_months, paris_instant

After = Literal["archive", "erase"]
ACTIVE, LOGS, ACCOUNTS = 24, 12, 120
LAST_CONTACT = "household__last_contact_on"


@dataclass(frozen=True)
class Policy:
    """`start`: path to the date that the duration counts from; `because`: who asks for it."""

    model: str
    start: str
    months: int
    after: After
    because: str

    def due(self, on: date) -> QuerySet[Model]:
        """Rows whose time in the active base is over on a Paris day."""
        limit = add_months(on, -self.months)
        model = apps.get_model(self.model)
        bound = paris_instant(limit) if _is_instant(model, self.start) else limit
        rows: QuerySet[Model] = model._default_manager.filter(**{f"{self.start}__lt": bound})
        return rows


def _is_instant(model: type[Model], path: str) -> bool:
    """Whether the path ends on an instant (a day otherwise)."""
    *relations, last = path.split("__")
    for name in relations:
        field = model._meta.get_field(name)
        if field.related_model is None:
            return False  # the end of a range of days
        model = field.related_model
    return bool(model._meta.get_field(last).get_internal_type() == "DateTimeField")


def _all(
    models: Iterable[str], start: str, months: int, after: After, because: str
) -> tuple[Policy, ...]:
    return tuple(Policy(model, start, months, after, because) for model in models)


_SOCIAL = "référentiel social de la CNIL : deux ans après le dernier contact"
_MONEY = "pièces comptables : dix ans, en archive restreinte"
_TRACE = "recommandation de la CNIL sur la journalisation : douze mois"
_EVENT = "suites de l’événement ou de l’engagement : deux ans"

POLICIES = (
    Policy("households.Household", "last_contact_on", ACTIVE, "archive", _SOCIAL),
    *_all(
        (
            *("households.HouseholdMember", "households.Housing", "households.Resource"),
            *("households.Charge", "households.Accompaniment"),
        ),
        LAST_CONTACT,
        ACTIVE,
        "archive",
        _SOCIAL,
    ),
    Policy("households.Person", "stays__household__last_contact_on", ACTIVE, "archive", _SOCIAL),
    Policy("households.Contact", LAST_CONTACT, ACTIVE, "erase", _SOCIAL),
    Policy("actors.User", "last_login", ACTIVE, "erase", "compte sans connexion depuis deux ans"),
    Policy("actors.BodyMember", "mandate__endswith", ACTIVE, "erase", _EVENT),
    Policy("actors.Invitation", "expires_at", LOGS, "erase", "invitation sans suite"),
    Policy("actors.Message", "created_at", LOGS, "erase", _TRACE),
    Policy("actors.SensitiveRead", "at", LOGS, "erase", _TRACE),
    Policy(
        "actors.JournalEntry",
        "at",
        36,
        "archive",
        "contrôle interne des aides et des paiements : trois ans",
    ),
    Policy("actors.StoredFile", "created_at", ACCOUNTS, "archive", _MONEY),
    *_all(("assises.Registration",), "edition__date", ACTIVE, "erase", _EVENT),
    *_all(("assises.Seat",), "registration__edition__date", ACTIVE, "erase", _EVENT),
    *_all(("epicerie.Card", "epicerie.Access"), LAST_CONTACT, ACTIVE, "archive", _SOCIAL),
    Policy("epicerie.Sale", "at", ACCOUNTS, "archive", _MONEY),
    Policy("epicerie.TillClosing", "at", ACCOUNTS, "archive", _MONEY),
    Policy("epicerie.SaleLine", "sale__at", ACCOUNTS, "archive", _MONEY),
    Policy("epicerie.Volunteer", "user__last_login", ACTIVE, "erase", _EVENT),
    Policy("epicerie.Affiliation", "ended_on", ACTIVE, "erase", _EVENT),
    Policy("epicerie.VolunteerSkill", "period__endswith", ACTIVE, "erase", _EVENT),
    Policy("epicerie.Assignment", "opening__day", ACTIVE, "erase", _EVENT),
    Policy("epicerie.Exchange", "created_at", LOGS, "erase", _TRACE),
    Policy("epicerie.CalledPerson", "asked_at", ACTIVE, "erase", _EVENT),
    Policy("epicerie.PlaceLink", "created_at", LOGS, "erase", _TRACE),
    Policy("epicerie.PhoneCall", "created_at", LOGS, "erase", _TRACE),
    Policy(
        "epicerie.RotaRun", "asked_at", LOGS, "erase", "une proposition ne sert qu’à sa période"
    ),
    Policy("epicerie.Standby", "opening__day", ACTIVE, "erase", _EVENT),
    Policy("epicerie.DatedAvailability", "day", ACTIVE, "erase", _EVENT),
    Policy("epicerie.Absence", "period__endswith", ACTIVE, "erase", _EVENT),
    *_all(
        ("epicerie.Availability", "epicerie.PostWish"),
        "volunteer__user__last_login",
        ACTIVE,
        "erase",
        _EVENT,
    ),
    Policy("epicerie.Companion", "first__user__last_login", ACTIVE, "erase", _EVENT),
    Policy("epicerie.Attendance", "sheet__opening__day", ACTIVE, "erase", _EVENT),
    Policy("epicerie.HoursEntry", "day", ACCOUNTS, "archive", _MONEY),
    Policy("epicerie.RegisterImport", "asked_at", LOGS, "erase", _TRACE),
    Policy("epicerie.VolunteerProposal", "proposed_at", LOGS, "erase", "proposition sans suite"),
    Policy("secours_loyer.Landlord", "created_at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.LandlordAccount", "entered_at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.Batch", "opened_at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.FileDownload", "at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.OutgoingFile", "created_at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.Cheque", "issued_at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.PaymentDecision", "signed_at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.Tenancy", LAST_CONTACT, ACTIVE, "archive", _SOCIAL),
    *_all(
        (
            *("secours_loyer.Debt", "secours_loyer.TenancyEvent"),
            *("secours_loyer.ProcedureAct", "secours_loyer.CurrentRent"),
            *("secours_loyer.LeaseCorrection", "secours_loyer.LeaseRenewal"),
        ),
        "tenancy__household__last_contact_on",
        ACTIVE,
        "archive",
        _SOCIAL,
    ),
    Policy("secours_loyer.RequestDraft", "changed_at", LOGS, "erase", "brouillon sans suite"),
    Policy("secours_loyer.RentRequest", LAST_CONTACT, ACTIVE, "archive", _SOCIAL),
    *_all(
        (
            *("secours_loyer.LandlordLink", "secours_loyer.Letter", "secours_loyer.Alert"),
            *("secours_loyer.RepaymentPlan", "secours_loyer.RequestPiece"),
            *("secours_loyer.AskedPiece", "secours_loyer.Cofunding", "secours_loyer.AgendaItem"),
            *("secours_loyer.FundCheck", "secours_loyer.DuplicateAnswer"),
            "secours_loyer.DebtContest",
        ),
        "request__household__last_contact_on",
        ACTIVE,
        "archive",
        _SOCIAL,
    ),
    *_all(
        (
            *("secours_loyer.LetterPrint", "secours_loyer.LetterPosting"),
            "secours_loyer.LetterHeldBack",
        ),
        "letter__request__household__last_contact_on",
        ACTIVE,
        "archive",
        _SOCIAL,
    ),
    *_all(
        ("secours_loyer.Appeal", "secours_loyer.PlanGivenUp"),
        "decision__request__household__last_contact_on",
        ACTIVE,
        "archive",
        _SOCIAL,
    ),
    *_all(
        ("secours_loyer.Assessment", "secours_loyer.SocialNote", "secours_loyer.PartnerOpinion"),
        "request__household__last_contact_on",
        ACTIVE,
        "erase",
        _SOCIAL,
    ),
    *_all(
        ("secours_loyer.Instalment", "secours_loyer.PlanPause"),
        "plan__request__household__last_contact_on",
        ACTIVE,
        "archive",
        _SOCIAL,
    ),
    Policy(
        "secours_loyer.InstalmentFact",
        "instalment__plan__request__household__last_contact_on",
        ACTIVE,
        "archive",
        _SOCIAL,
    ),
    Policy(
        "secours_loyer.ArrearsMonth",
        "debt__tenancy__household__last_contact_on",
        ACTIVE,
        "archive",
        _SOCIAL,
    ),
    Policy("secours_loyer.SessionMember", "session__held_at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.SessionMinutes", "at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.Recusal", "at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.DeclaredTie", "at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.BoardReport", "made_at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.BudgetLine", "opened_at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.BudgetCredit", "at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.ReturnFile", "received_at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.ReturnLine", "file__received_at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.Overpayment", "recorded_at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.Recovery", "at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.LandlordReport", "at", ACTIVE, "archive", _SOCIAL),
    Policy("secours_loyer.AccountProposal", "at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.Decision", "decided_at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.Award", "decision__decided_at", ACCOUNTS, "archive", _MONEY),
    Policy("secours_loyer.PaymentOrder", "prepared_at", ACCOUNTS, "archive", _MONEY),
    *_all(
        ("secours_loyer.Approval", "secours_loyer.PaymentEntry", "secours_loyer.MoneySeal"),
        "at",
        ACCOUNTS,
        "archive",
        _MONEY,
    ),
)


def installed_policies() -> list[Policy]:
    """Policies of the models that exist in this version."""
    known = {model._meta.label for model in apps.get_models()}
    return [policy for policy in POLICIES if policy.model in known]
