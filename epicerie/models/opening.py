"""Opening days and the places each needs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Count, F, Q

from epicerie.models.lapsing_walls import CANCELLED
from epicerie.models.paris_period import ParisPeriod
from epicerie.models.pattern import WeeklyPattern
from epicerie.models.post import Post
from epicerie.models.presence_walls import TOOK_PLACE
from epicerie.models.site import Site
from epicerie.states import OpeningState
from reims_solidarite.kit.one_line import holds_one_line
from reims_solidarite.kit.walls import FSM, ReadOnly, Wall, kept


class OpeningDayQuerySet(models.QuerySet["OpeningDay"]):
    """Words of the opening days."""

    def planned(self) -> Self:
        return self.filter(state=OpeningState.PLANNED)

    def between(self, since: date, until: date) -> Self:
        """Days from `since` to `until` excluded."""
        return self.filter(day__gte=since, day__lt=until)

    def to_come(self, at: datetime) -> Self:
        """Not over yet."""
        return self.filter(period__endswith__gt=at)


class OpeningDay(models.Model):
    """One opening. Its hours never change once people hold places: cancel it and open another."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+", verbose_name="site")
    day = models.DateField("jour")
    starts = models.TimeField("de")
    ends = models.TimeField("à")
    period = models.GeneratedField(
        expression=ParisPeriod(F("day"), F("starts"), F("ends")),
        output_field=DateTimeRangeField(),
        db_persist=True,
    )
    pattern = models.ForeignKey(
        WeeklyPattern,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="openings",
        verbose_name="semaine habituelle",
    )
    state = models.CharField(
        "état", max_length=10, choices=OpeningState.choices, default=OpeningState.PLANNED
    )
    cancel_reason = models.CharField("raison de l’annulation", max_length=200, blank=True)
    created_at = models.DateTimeField(editable=False)

    objects = OpeningDayQuerySet.as_manager()

    class Meta:
        verbose_name = "jour d’ouverture"
        verbose_name_plural = "jours d’ouverture"
        ordering = ["day", "starts", "pk"]
        indexes = [models.Index(fields=["state", "day"], name="opening_state_day")]
        constraints = [
            models.CheckConstraint(
                name="opening_state_known",
                condition=Q(state__in=OpeningState.values),
                violation_error_message="Cet état n’existe pas.",
            ),
            holds_one_line("cancel_reason", name="opening_reason_one_line"),
            models.CheckConstraint(
                name="opening_hours_ordered",
                condition=Q(ends__gt=F("starts")),
                violation_error_message="L’heure de fin doit être après l’heure de début.",
            ),
            models.CheckConstraint(
                name="opening_cancelled_says_why",
                condition=Q(state=OpeningState.PLANNED, cancel_reason="")
                | (Q(state=OpeningState.CANCELLED) & ~Q(cancel_reason="")),
                violation_error_message="Dites pourquoi ce jour est annulé.",
            ),
            models.UniqueConstraint(
                fields=["pattern", "day"],
                name="opening_once_a_pattern_day",
                violation_error_message="Ce jour de la semaine habituelle est déjà ouvert.",
            ),
            ExclusionConstraint(
                name="opening_no_overlap",
                expressions=[
                    ("site", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(state=OpeningState.PLANNED),
                violation_error_message="L’épicerie est déjà ouverte à ces heures ce jour-là.",
            ),
        ]
        triggers = [
            ReadOnly(name="opening_hours_stay", fields=["site", "day", "starts", "ends"]),
            *kept("opening_stays"),
            Wall(
                name="opening_of_a_site_in_service",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM 1 FROM epicerie_site WHERE id = NEW.site_id AND active FOR KEY SHARE;
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'the site is out of service'
                            USING ERRCODE = 'check_violation',
                                  CONSTRAINT = 'opening_of_a_site_in_service';
                    END IF;
                    RETURN NEW;
                """,
            ),
            Wall(
                name="opening_cancelled_empty",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="planned", new__state="cancelled"),
                func="""
                    PERFORM 1 FROM epicerie_openingneed WHERE opening_id = NEW.id FOR UPDATE;
                    IF EXISTS (SELECT 1 FROM epicerie_assignment
                               WHERE opening_id = NEW.id AND state = 'active') THEN
                        RAISE EXCEPTION 'people still hold places'
                            USING ERRCODE = 'check_violation',
                                  CONSTRAINT = 'opening_cancelled_empty';
                    END IF;
                    RETURN NEW;
                """,
            ),
            Wall(
                name="opening_with_a_sheet",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="planned", new__state="cancelled"),
                func=TOOK_PLACE,
            ),
            CANCELLED,
            FSM(name="opening_states", field="state", transitions=[("planned", "cancelled")]),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.starts:%H:%M}–{self.ends:%H:%M}"

    @property
    def begins_at(self) -> datetime:
        begins: datetime = self.period.lower
        return begins

    @property
    def finishes_at(self) -> datetime:
        finishes: datetime = self.period.upper
        return finishes


class OpeningNeedQuerySet(models.QuerySet["OpeningNeed"]):
    """Words of the places."""

    def with_filled(self) -> Self:
        """`filled`: places held now."""
        return self.annotate(filled=Count("assignments", filter=Q(assignments__state="active")))


class OpeningNeed(models.Model):
    """How many people a post needs that day; places are numbered from 1 to `places`.

    `skilled`: of these, how many at least should have the skill of the post.
    """

    opening = models.ForeignKey(OpeningDay, on_delete=models.PROTECT, related_name="needs")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", verbose_name="poste")
    places = models.PositiveSmallIntegerField("places")
    skilled = models.PositiveSmallIntegerField("dont personnes formées", default=0)

    objects = OpeningNeedQuerySet.as_manager()

    class Meta:
        verbose_name = "besoin du jour"
        verbose_name_plural = "besoins du jour"
        ordering = ["opening", "post__rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "post"],
                name="need_once_a_post",
                violation_error_message="Ce poste a déjà un nombre de places ce jour-là.",
            ),
            models.CheckConstraint(
                name="need_places_plausible",
                condition=Q(places__lte=40, skilled__lte=F("places")),
                violation_error_message=(
                    "Un poste compte 40 places au plus, et pas plus de personnes formées que de "
                    "places."
                ),
            ),
        ]
        triggers = [
            ReadOnly(name="need_stays_put", fields=["opening", "post"]),
            Wall(
                name="need_covers_held",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__places__lt=pgtrigger.F("old__places")),
                func="""
                    IF EXISTS (SELECT 1 FROM epicerie_assignment WHERE need_id = NEW.id
                               AND state = 'active' AND place_number > NEW.places) THEN
                        RAISE EXCEPTION 'a held place would disappear'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'need_covers_held';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} : {self.places}"
