"""A request for rent aid: who asked, for which debt, and how far it has come."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from actors.roles import MemberRole, Role
from actors.rules import holds
from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models import request_sql
from secours_loyer.models.appeal_sql import CLOSED_ANSWERED, REOPENED_FOR
from secours_loyer.models.debt import Debt
from secours_loyer.models.duplicate_sql import REQUEST_CLAIMED_ONCE
from secours_loyer.models.facts_sql import REQUEST_COMPUTED
from secours_loyer.models.guards import frozen, known_state, refuse, state_machine
from secours_loyer.models.instructor_sql import HELD_BY
from secours_loyer.models.lease_end_sql import REQUEST_LEASE_GOES_ON
from secours_loyer.models.one_person_sql import two_people
from secours_loyer.models.plan_given_up_sql import CLOSED_SETTLED
from secours_loyer.models.statement_sql import REQUEST_ANSWERED
from secours_loyer.models.tenancy import Tenancy
from secours_loyer.models.tie_sql import REQUEST_APART
from secours_loyer.states import DECIDED, REQUEST, RequestState

if TYPE_CHECKING:
    from actors.models import User

SEES_ALL = frozenset(
    {
        *(Role.RECEPTION, Role.CASE_WORKER, Role.MANAGER, Role.SECRETARY),
        *(Role.SIGNATORY, Role.FINANCE, Role.AUDITOR),
    }
)
BEFORE_STUDY = (
    *(RequestState.DRAFT, RequestState.FILED, RequestState.INCOMPLETE),
    *(RequestState.DROPPED, RequestState.WITHDRAWN),
)
AFTER_VALIDATION = (
    *(RequestState.VALIDATED, RequestState.REGISTERED, RequestState.ADJOURNED),
    *DECIDED,
)
CONSISTENT = f"""
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_debt d JOIN secours_loyer_tenancy t ON t.id = d.tenancy_id
        WHERE d.id = NEW.debt_id AND t.id = NEW.tenancy_id AND t.household_id = NEW.household_id
    ) THEN {refuse("request_consistent", "debt, lease and household do not belong together")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# The state says what was decided, and what was sent.
AS_TOLD = f"""
    IF NEW.state = OLD.state THEN RETURN NEW; END IF;
    IF NEW.state IN ('accordee', 'refusee') AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_decision d WHERE d.request_id = NEW.id
          AND d.outcome = CASE NEW.state WHEN 'accordee' THEN 'accord' ELSE 'refus' END
          AND NOT EXISTS (SELECT 1 FROM secours_loyer_decision n WHERE n.replaces_id = d.id)
    ) THEN {refuse("request_decided", "nothing decides this request")}
    END IF;
    IF NEW.state = 'notifiee' AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_letter l WHERE l.request_id = NEW.id AND l.kind = 'decision'
    ) THEN {refuse("request_told", "no letter tells the decision")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
COUNTED = f"""
    SELECT sum(amount_cents) FILTER (WHERE state = 'accordee'), count(*) INTO granted, noted
    FROM secours_loyer_cofunding WHERE request_id = NEW.id;
    IF noted > 0 AND coalesce(granted, 0) <> (
        SELECT cofunding_cents FROM secours_loyer_rentrequest WHERE id = NEW.id
    ) THEN {refuse("cofunding_counted", "the request does not count what other funds granted")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
AFTER_PIECES = f"""
    IF NEW.state = 'avis_rendu' AND OLD.state <> 'avis_rendu' AND EXISTS (
        SELECT 1 FROM secours_loyer_askedpiece
        WHERE request_id = NEW.id AND state NOT IN ('acceptee', 'dispensee')
    ) THEN {refuse("opinion_after_pieces", "papers are awaited")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


# Urgent, a decision asks them too: nobody may take back what was paid twice.
AFTER_FUNDS = f"""
    IF (NEW.state = 'avis_rendu' AND OLD.state <> 'avis_rendu'
        OR NEW.urgent_at IS NOT NULL AND OLD.urgent_at IS NULL) AND (
        (SELECT count(*) FROM secours_loyer_fundcheck WHERE request_id = NEW.id) < 3
        OR EXISTS (
            SELECT 1 FROM secours_loyer_fundcheck k
            WHERE k.request_id = NEW.id AND k.finding IN ('a_deduire', 'rien')
              AND (k.finding = 'rien') = EXISTS (
                SELECT 1 FROM secours_loyer_cofunding c
                WHERE c.request_id = NEW.id AND c.fund = k.fund AND c.state = 'accordee'
            )
        )
    ) THEN {refuse("opinion_after_funds", "another fund may have paid the same months")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class RequestQuerySet(models.QuerySet["RentRequest"]):
    """Words of the requests."""

    def visible_to(self, user: User) -> Self:
        """Staff of the aid see all, agents those of their organisation, landlords' agents theirs.

        Volunteers, the grocery and the network see none. A draft is seen by its organisation only.
        """
        if not user.is_authenticated:
            return self.none()
        if holds(user, SEES_ALL):
            return self
        own = [m.organisation_id for m in user.memberships if m.role != MemberRole.LANDLORD_AGENT]
        let = [m.organisation_id for m in user.memberships if m.role == MemberRole.LANDLORD_AGENT]
        theirs = Q(organisation__in=own) if own else Q(pk=None)
        if let:
            theirs |= Q(tenancy__landlord__organisation__in=let) & ~Q(state=RequestState.DRAFT)
        return self.filter(theirs)

    def with_people(self) -> Self:
        """What a list needs to name a request, in one query."""
        return self.select_related(
            "household", "tenancy__landlord", "debt", "organisation", "instructor"
        )


class RentRequest(models.Model):
    """The household is counted by its lease; `summary` is the shared part, never a social note."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "resources": ("opinion",),
        "debts": (
            "summary",
            "cofunding_cents",
            "down_payment_cents",
            "proposed_cents",
            "missing",
            *("stands_because", "dispute_answer"),
        ),
        "technical": (
            *("id", "uid", "number", "household", "tenancy", "debt", "organisation", "state"),
            *("filed_by", "created_at", "filed_at", "instructor", "validated_by", "closed_at"),
            *("urgent_at", "agreed_at", "answered_statement", "answered_dispute"),
            *("past_instructors", "asked_at", "completed_at", "waited_days"),
        ),
        "identity": ("helped_by",),
    }

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField("numéro", max_length=16, unique=True, editable=False)
    household = models.ForeignKey(
        "households.Household", on_delete=models.PROTECT, related_name="rent_requests"
    )
    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="requests")
    debt = models.OneToOneField(Debt, on_delete=models.PROTECT, related_name="request")
    organisation = models.ForeignKey(
        "actors.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="déposée par l’organisation",
    )
    state = models.CharField(
        "état", max_length=20, choices=RequestState.choices, default=RequestState.DRAFT
    )
    summary = models.TextField("situation en quelques mots", max_length=1500)
    cofunding_cents = models.PositiveIntegerField("autres financements (centimes)", default=0)
    down_payment_cents = models.PositiveIntegerField("apport du ménage (centimes)", default=0)
    proposed_cents = models.PositiveIntegerField("aide proposée (centimes)", null=True)
    opinion = models.TextField("avis motivé", max_length=1500, blank=True)
    missing = models.TextField("pièces demandées", max_length=1000, blank=True)
    filed_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(editable=False)
    filed_at = models.DateTimeField("déposée le", null=True)
    instructor = models.ForeignKey(
        "actors.User",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="instructeur",
    )
    # Accounts that held the file before; written by a trigger alone.
    past_instructors = ArrayField(models.BigIntegerField(), default=list, editable=False)
    validated_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    urgent_at = models.DateTimeField("décidée en urgence le", null=True)
    closed_at = models.DateTimeField(null=True)
    # While papers are awaited the delay to answer stands still: since when, until when the last
    # one came or was waived (none yet: it stands still), and how many days in all that are over
    # (`queries.answer_day`).
    asked_at = models.DateTimeField("pièces demandées le", null=True)
    completed_at = models.DateTimeField("pièces réunies le", null=True)
    waited_days = models.PositiveSmallIntegerField("jours d’attente des pièces", default=0)
    helped_by = models.CharField("déposée avec l’aide de", max_length=120, blank=True, default="")
    agreed_at = models.DateTimeField("accord du ménage noté le", null=True)

    # The landlord's statement of another amount, and why the amount of the request stands.
    answered_statement = models.ForeignKey(
        "secours_loyer.LandlordReport", on_delete=models.PROTECT, null=True, related_name="+"
    )
    stands_because = models.CharField(
        "pourquoi le montant de la demande reste", max_length=500, blank=True, default=""
    )
    # The landlord's word against the debt, and what came of it.
    answered_dispute = models.ForeignKey(
        "secours_loyer.LandlordReport", on_delete=models.PROTECT, null=True, related_name="+"
    )
    dispute_answer = models.CharField(
        "suite donnée à la contestation", max_length=500, blank=True, default=""
    )

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de secours loyer"
        verbose_name_plural = "demandes de secours loyer"
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "filed_at"], name="request_state_filed"),
            models.Index(fields=["-created_at", "-id"], name="request_created"),
        ]
        constraints = [
            known_state("request", RequestState),
            models.CheckConstraint(
                name="request_helped_with_consent",
                condition=Q(helped_by="") | Q(agreed_at__isnull=False),
                violation_error_message=(
                    "Notez l’accord du ménage : quelqu’un d’autre l’aide à déposer sa demande."
                ),
            ),
            models.CheckConstraint(
                name="request_stands_because",
                condition=Q(answered_statement=None, stands_because="")
                | (Q(answered_statement__isnull=False) & ~Q(stands_because="")),
                violation_error_message="Écrivez pourquoi le montant de la demande reste.",
            ),
            models.CheckConstraint(
                name="request_dispute_answered",
                condition=Q(answered_dispute=None, dispute_answer="")
                | (Q(answered_dispute__isnull=False) & ~Q(dispute_answer="")),
                violation_error_message="Écrivez ce qui règle la contestation.",
            ),
            models.CheckConstraint(
                name="request_instructor_set",
                condition=Q(state__in=BEFORE_STUDY) | Q(instructor__isnull=False),
                violation_error_message="Une demande en instruction a un instructeur.",
            ),
            models.CheckConstraint(
                name="request_validator_apart",
                condition=Q(validated_by=None) | ~Q(validated_by=F("instructor")),
                violation_error_message=(
                    "La validation revient à une autre personne que l’instructeur."
                ),
            ),
            models.CheckConstraint(
                name="request_validated_before_decision",
                condition=~Q(state__in=AFTER_VALIDATION)
                | Q(validated_by__isnull=False)
                | Q(urgent_at__isnull=False),
                violation_error_message="La décision demande une validation technique.",
            ),
            models.CheckConstraint(
                name="request_draft_bare",
                condition=~Q(state=RequestState.DRAFT)
                | Q(
                    filed_at=None,
                    instructor=None,
                    validated_by=None,
                    proposed_cents=None,
                    opinion="",
                    urgent_at=None,
                    closed_at=None,
                    asked_at=None,
                    completed_at=None,
                    waited_days=0,
                ),
                violation_error_message="Un brouillon n’a encore ni avis, ni décision.",
            ),
            models.CheckConstraint(
                name="request_urgent_when_granted",
                condition=Q(urgent_at=None) | Q(state__in=DECIDED),
                violation_error_message="Une demande décidée en urgence est accordée.",
            ),
        ]
        triggers = [
            *kept("request_kept"),
            two_people("request", ("validated_by_id", "instructor_id")),
            state_machine("request", REQUEST, start=RequestState.DRAFT.value),
            frozen("request", request_sql.FILED, when=pgtrigger.After),
            *(
                Wall(
                    name=f"request_{name}",
                    when=pgtrigger.After,
                    operation=pgtrigger.Update,
                    func=func,
                )
                for name, func in (
                    ("filing", request_sql.FILING),
                    ("waiting", request_sql.WAITING),
                    ("study", request_sql.STUDIED),
                    ("validation", request_sql.VALIDATED),
                    ("decided_with", request_sql.DECIDED_WITH),
                )
            ),
            Wall(
                name="request_held_by",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=HELD_BY,
            ),
            Wall(
                name="request_wait_journaled",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=request_sql.WAIT_JOURNALED,
            ),
            Wall(
                name="request_counts_cofunding",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                declare=[("granted", "bigint"), ("noted", "bigint")],
                func=COUNTED,
            ),
            *(
                Wall(name=name, when=pgtrigger.Before, operation=pgtrigger.Update, func=func)
                for name, func in (
                    ("opinion_after_pieces", AFTER_PIECES),
                    ("opinion_after_funds", AFTER_FUNDS),
                    ("request_statement_answered", REQUEST_ANSWERED),
                    ("request_claimed_once", REQUEST_CLAIMED_ONCE),
                    ("request_computed_on_facts", REQUEST_COMPUTED),
                    ("request_lease_end_answered", REQUEST_LEASE_GOES_ON),
                )
            ),
            Wall(
                name="request_consistent",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=CONSISTENT,
            ),
            Wall(
                name="request_closed_answered",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=CLOSED_ANSWERED,
            ),
            Wall(
                name="request_closed_settled",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=CLOSED_SETTLED,
            ),
            Wall(
                name="request_reopened_by_appeal",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=REOPENED_FOR,
            ),
            Wall(
                name="request_apart_from_ties",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=REQUEST_APART,
            ),
            Wall(
                name="request_as_told",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=AS_TOLD,
            ),
        ]

    def __str__(self) -> str:
        return self.number
