"""The answer link of an e-mail, and its twin for people who are reached by telephone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from actors.models import Message
from epicerie.models.assignment import Assignment
from epicerie.models.exchange import Exchange
from epicerie.models.opening import OpeningNeed
from epicerie.models.replacement import CalledPerson
from epicerie.models.volunteer import Volunteer
from reims_solidarite.kit.walls import ReadOnly

if TYPE_CHECKING:
    from actors.models import User


class Occasion(models.TextChoices):
    """What a person is written to, or telephoned, about."""

    TAKEN = "taken", "Place prise"
    ASSIGNED = "assigned", "Mise au planning"
    PUBLISHED = "published", "Planning publié"
    FIRST = "first", "Premier rappel"
    SECOND = "second", "Dernier rappel"
    REMOVED = "removed", "Retrait du planning"
    CANCELLED = "cancelled", "Jour annulé"
    CALL = "call", "Appel à remplacement"
    OFFERED = "offered", "Échange proposé"
    DECLINED = "declined", "Échange refusé"
    EXCHANGED = "exchanged", "Échange fait"
    LAPSED = "lapsed", "Échange terminé"


OF_EXCHANGES = [Occasion.OFFERED, Occasion.DECLINED, Occasion.EXCHANGED, Occasion.LAPSED]
ONE_SUBJECT = Q(assignment__isnull=False, called=None) | Q(
    assignment=None, called__isnull=False, occasion=Occasion.CALL
)
ONE_SUBJECT_OR_EXCHANGE = (Q(exchange=None) & ONE_SUBJECT) | Q(
    exchange__isnull=False, assignment=None, called=None, occasion__in=OF_EXCHANGES
)


class PlaceLinkQuerySet(models.QuerySet["PlaceLink"]):
    """Words of the links."""

    def open(self, at: datetime) -> Self:
        """Those that still answer."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=at)


class PlaceLink(models.Model):
    """What the link of one e-mail answers about: one place held, or one place to take.

    The secret is kept as a digest: reading this table opens nothing. A live link is also the proof
    that its reminder was written: there is one for each place and occasion.
    """

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("assignment", "called"),
        "technical": (
            *("id", "occasion", "digest", "message", "created_at"),
            *("expires_at", "used_at", "revoked_at"),
        ),
    }

    occasion = models.CharField(max_length=10, choices=Occasion.choices)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, null=True, blank=True, related_name="links"
    )
    called = models.ForeignKey(
        CalledPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="links"
    )
    created_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField("valable jusqu’au")
    used_at = models.DateTimeField("utilisé le", null=True)
    revoked_at = models.DateTimeField("sans effet depuis", null=True)

    objects = PlaceLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "lien de réponse"
        verbose_name_plural = "liens de réponse"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="link_one_subject",
                condition=ONE_SUBJECT,
                violation_error_message="Un lien concerne une place, ou un appel.",
            ),
            models.UniqueConstraint(
                fields=["assignment", "occasion"],
                condition=Q(revoked_at=None),
                name="link_once_an_occasion",
                violation_error_message="Ce message a déjà été écrit.",
            ),
            models.UniqueConstraint(fields=["called"], name="link_once_a_call"),
            models.CheckConstraint(
                name="link_has_a_life",
                condition=Q(expires_at__gt=F("created_at")),
                violation_error_message="Ce créneau est terminé.",
            ),
            models.CheckConstraint(
                name="link_one_end",
                condition=Q(used_at=None) | Q(revoked_at=None),
                violation_error_message="Un lien utilisé ne peut plus être retiré.",
            ),
        ]
        triggers = [
            ReadOnly(
                name="link_stays_put",
                fields=["occasion", "digest", "assignment", "called", "expires_at"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_occasion_display()} {self.pk}"

    @property
    def volunteer(self) -> Volunteer:
        """Whom the e-mail was for."""
        if self.called is not None:
            return self.called.volunteer
        if self.assignment is not None:
            return self.assignment.volunteer
        raise ValueError("a link without a subject")

    @property
    def need(self) -> OpeningNeed:
        """Where the place is."""
        if self.called is not None:
            return self.called.call.need
        if self.assignment is not None:
            return self.assignment.need
        raise ValueError("a link without a subject")


class PhoneCallQuerySet(models.QuerySet["PhoneCall"]):
    """Words of the calls to make."""

    def to_make(self) -> Self:
        return self.filter(done_at=None, dropped_at=None)

    def visible_to(self, user: User) -> Self:
        """Those of the volunteers that the user sees."""
        return self.filter(volunteer__in=Volunteer.objects.visible_to(user))


class PhoneCall(models.Model):
    """Somebody to telephone, because they asked for it; `dropped_at`: no longer worth it."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("volunteer", "assignment", "called", "exchange", "occasion"),
        "technical": ("id", "created_at", "done_at", "done_by", "dropped_at"),
    }

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="+", verbose_name="bénévole"
    )
    occasion = models.CharField("au sujet de", max_length=10, choices=Occasion.choices)
    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, null=True, blank=True, related_name="phone_calls"
    )
    called = models.ForeignKey(
        CalledPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="phone_calls"
    )
    exchange = models.ForeignKey(
        Exchange, on_delete=models.PROTECT, null=True, blank=True, related_name="phone_calls"
    )
    created_at = models.DateTimeField("depuis le", editable=False)
    done_at = models.DateTimeField("joint le", null=True, editable=False)
    done_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    dropped_at = models.DateTimeField("sans objet depuis", null=True, editable=False)

    objects = PhoneCallQuerySet.as_manager()

    class Meta:
        verbose_name = "appel téléphonique"
        verbose_name_plural = "appels téléphoniques"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="phone_call_one_subject",
                condition=ONE_SUBJECT_OR_EXCHANGE,
                violation_error_message=(
                    "Un appel concerne une place, un remplacement ou un échange."
                ),
            ),
            models.UniqueConstraint(
                fields=["assignment", "occasion"], name="phone_call_once_an_occasion"
            ),
            models.UniqueConstraint(fields=["called"], name="phone_call_once_a_call"),
            models.UniqueConstraint(
                fields=["exchange", "occasion", "volunteer"], name="phone_call_once_an_exchange"
            ),
            models.CheckConstraint(
                name="phone_call_done_by_somebody",
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False, dropped_at=None),
                violation_error_message="Un appel fait a son auteur.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer} : {self.get_occasion_display().lower()}"
