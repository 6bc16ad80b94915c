"""One computation of the rota: what was asked, how far it is, what it proposes.

Everything stored about people is an id: names are read when a coordinator looks.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

import pgtrigger
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q, Value

from actors.roles import Role
from actors.rules import holds
from epicerie.states import KEPT_RUN, LIVE_RUN, RotaKind, RotaRunState
from reims_solidarite.kit.walls import FSM, ReadOnly, Wall, kept

if TYPE_CHECKING:
    from actors.models import User

ENDED = [value for value in RotaRunState.values if value not in LIVE_RUN]


class RotaRunQuerySet(models.QuerySet["RotaRun"]):
    """Words of the computations."""

    def live(self) -> Self:
        """Waiting or running: one at most."""
        return self.filter(state__in=LIVE_RUN)

    def visible_to(self, user: User) -> Self:
        """The coordinator's."""
        if not user.is_authenticated or not holds(user, {Role.GROCERY}):
            return self.none()
        return self


class RotaRun(models.Model):
    """`ground`: digests of what it stands on; `progress`: the levels reached so far.

    `work_limit` is counted in units of work (`docs/rota.md`), so that a run can be done again.
    """

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("asked_by", "result", "ground"),
        "technical": (
            "id",
            "period",
            "kind",
            "state",
            "asked_at",
            "started_at",
            "ended_at",
            "published_at",
            "seed",
            "work_limit",
            "digest",
            "progress",
            "failure",
        ),
    }

    period = DateRangeField("période")
    kind = models.CharField("calcul", max_length=10, choices=RotaKind.choices)
    state = models.CharField(
        "état", max_length=10, choices=RotaRunState.choices, default=RotaRunState.QUEUED
    )
    asked_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", verbose_name="demandé par"
    )
    asked_at = models.DateTimeField("demandé le")
    started_at = models.DateTimeField("commencé le", null=True)
    ended_at = models.DateTimeField("terminé le", null=True)
    published_at = models.DateTimeField("publié le", null=True)
    seed = models.PositiveIntegerField("graine", default=0)
    work_limit = models.PositiveIntegerField("limite de travail")
    digest = models.CharField("empreinte du problème", max_length=64, blank=True)
    ground = models.JSONField("sur quoi il s’appuie", default=dict)
    progress = models.JSONField("avancement", default=list)
    result = models.JSONField("proposition", null=True)
    failure = models.CharField("pourquoi il s’est interrompu", max_length=300, blank=True)

    objects = RotaRunQuerySet.as_manager()

    class Meta:
        verbose_name = "calcul du planning"
        verbose_name_plural = "calculs du planning"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="rota_run_known",
                condition=Q(state__in=RotaRunState.values, kind__in=RotaKind.values),
                violation_error_message="Ce calcul n’existe pas.",
            ),
            models.CheckConstraint(
                name="rota_run_has_a_period",
                condition=Q(period__startswith__isnull=False, period__endswith__isnull=False)
                & Q(period__isempty=False),
                violation_error_message="Choisissez une période.",
            ),
            models.UniqueConstraint(
                Value(1),
                condition=Q(state__in=LIVE_RUN),
                name="rota_run_one_at_a_time",
                violation_error_message="Un calcul est déjà en cours : attendez-le ou arrêtez-le.",
            ),
            models.CheckConstraint(
                name="rota_run_result_when_done",
                condition=Q(state__in=KEPT_RUN, result__isnull=False)
                | (~Q(state__in=KEPT_RUN) & Q(result__isnull=True)),
                violation_error_message="Une proposition n’existe que quand le calcul est fini.",
            ),
            models.CheckConstraint(
                name="rota_run_says_why_it_failed",
                condition=(Q(state=RotaRunState.FAILED) & ~Q(failure=""))
                | (~Q(state=RotaRunState.FAILED) & Q(failure="")),
                violation_error_message="Dites pourquoi le calcul s’est interrompu.",
            ),
            models.CheckConstraint(
                name="rota_run_times",
                condition=Q(state__in=ENDED, ended_at__isnull=False)
                | (Q(state__in=LIVE_RUN) & Q(ended_at__isnull=True)),
                violation_error_message="Un calcul fini a une heure de fin.",
            ),
            models.CheckConstraint(
                name="rota_run_published_on",
                condition=Q(state=RotaRunState.PUBLISHED, published_at__isnull=False)
                | (~Q(state=RotaRunState.PUBLISHED) & Q(published_at__isnull=True)),
                violation_error_message="Un planning publié a une date de publication.",
            ),
        ]
        triggers = [
            ReadOnly(
                name="rota_run_question_stays",
                fields=["period", "kind", "asked_by", "asked_at", "seed", "work_limit"],
            ),
            Wall(
                name="rota_run_answer_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.result IS NOT NULL"),
                func="""
                    IF NEW.result IS DISTINCT FROM OLD.result
                       OR NEW.ground IS DISTINCT FROM OLD.ground THEN
                        RAISE EXCEPTION 'a proposal never changes'
                            USING ERRCODE = 'check_violation',
                                  CONSTRAINT = 'rota_run_answer_stays';
                    END IF;
                    RETURN NEW;
                """,
            ),
            FSM(
                name="rota_run_states",
                field="state",
                transitions=[
                    ("queued", "running"),
                    ("queued", "failed"),
                    ("queued", "stopped"),
                    ("running", "done"),
                    ("running", "failed"),
                    ("running", "stopped"),
                    ("done", "published"),
                ],
            ),
            *kept("rota_run_stays"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, du {self.since:%d/%m/%Y} au {self.last_day:%d/%m/%Y}"

    @property
    def since(self) -> date:
        first: date = self.period.lower
        return first

    @property
    def until(self) -> date:
        """The day after the last one."""
        after: date = self.period.upper
        return after

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)

    @property
    def answer(self) -> dict[str, Any]:
        """The proposal; empty until there is one."""
        return self.result or {}
