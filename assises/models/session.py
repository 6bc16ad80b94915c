"""A session of an edition: a round table or a workshop, with its speakers."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from actors.themes import Theme
from reims_solidarite.kit.walls import Wall

MOVE_SEATS = """
    UPDATE assises_seat SET slot = tstzrange(NEW.starts_at, NEW.ends_at)
    WHERE session_id = NEW.id;
    RETURN NULL;
"""


class SessionKind(models.TextChoices):
    """Only workshops are chosen one by one; everyone who comes attends the others."""

    ROUND_TABLE = "table_ronde", "Table ronde"
    PLENARY = "pleniere", "Séance plénière"
    WORKSHOP = "atelier", "Atelier"


class SessionQuerySet(models.QuerySet["Session"]):
    """Words of the programme."""

    def workshops(self) -> SessionQuerySet:
        """Sessions that people choose."""
        return self.filter(kind=SessionKind.WORKSHOP)

    def with_places(self) -> SessionQuerySet:
        """Adds `taken` and `queue` (numbers of seats), in the same query.

        Only people who have a place for the day count in a workshop's queue: it is not full
        because of somebody who may never come.
        """
        from assises.models.seat import Seat, SeatState

        def counted(state: str) -> Coalesce:
            seats = Seat.objects.filter(
                session=OuterRef("pk"), state=state, registration__state="confirmee"
            ).order_by()
            number = seats.values("session").annotate(n=Count("pk")).values("n")
            return Coalesce(Subquery(number, output_field=models.IntegerField()), 0)

        return self.annotate(taken=counted(SeatState.HELD), queue=counted(SeatState.WAITING))


class Session(models.Model):
    """`ends_at` is unknown for some past sessions, but a workshop always has one."""

    edition = models.ForeignKey(
        "assises.Edition", on_delete=models.PROTECT, related_name="sessions", verbose_name="édition"
    )
    kind = models.CharField("sorte", max_length=12, choices=SessionKind.choices)
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin", null=True, blank=True)
    theme = models.CharField("thème", max_length=30, choices=Theme.choices, blank=True)
    title = models.CharField("titre", max_length=250)
    room = models.CharField("salle", max_length=120, blank=True)
    capacity = models.PositiveIntegerField("places", null=True, blank=True)
    points = ArrayField(
        models.CharField(max_length=250), verbose_name="points soulignés", default=list, blank=True
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "séance"
        verbose_name_plural = "séances"
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["edition", "starts_at", "id"], name="session_programme")]
        constraints = [
            models.CheckConstraint(
                name="session_kind_known",
                condition=Q(kind__in=SessionKind.values),
                violation_error_message="Cette sorte de séance n’existe pas.",
            ),
            models.CheckConstraint(
                name="session_theme_known",
                condition=Q(theme="") | Q(theme__in=Theme.values),
                violation_error_message="Ce thème n’existe pas.",
            ),
            models.CheckConstraint(
                name="session_ends_after_start",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message="La fin doit être après le début.",
            ),
            models.CheckConstraint(
                name="session_workshop_has_end",
                condition=~Q(kind="atelier") | Q(ends_at__isnull=False),
                violation_error_message="Donnez l’heure de fin de l’atelier.",
            ),
            models.UniqueConstraint(
                fields=["edition", "starts_at", "title"],
                name="session_once",
                violation_error_message="Cette séance est déjà au programme.",
            ),
        ]
        triggers = [
            Wall(
                name="session_moves_its_seats",
                operation=pgtrigger.UpdateOf("starts_at", "ends_at"),  # type: ignore[no-untyped-call]
                when=pgtrigger.After,
                func=MOVE_SEATS,
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Speaker(models.Model):
    """Somebody announced in the public programme."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="speakers")
    position = models.PositiveSmallIntegerField("ordre", default=1)
    name = models.CharField("nom", max_length=120)
    functions = ArrayField(
        models.CharField(max_length=160), verbose_name="fonctions", default=list, blank=True
    )

    class Meta:
        verbose_name = "intervenant"
        verbose_name_plural = "intervenants"
        ordering = ["session", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "name"],
                name="speaker_once",
                violation_error_message="Cette personne intervient déjà dans cette séance.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
