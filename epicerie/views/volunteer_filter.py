"""What the register may be narrowed to: an association, a skill in date, what is to be done."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django_filters.filters import ChoiceFilter, ModelChoiceFilter
from django_filters.filterset import FilterSet

from actors.models import Organisation
from epicerie.models import Skill, Volunteer
from epicerie.queries.volunteer_list import (
    SITUATIONS,
    in_situation,
    senders,
    sent_by,
    skilled_in,
)
from reims_solidarite.kit.clock import today


class VolunteerFilter(FilterSet):
    """Each choice narrows the one before."""

    association = ModelChoiceFilter(
        label="Association", queryset=senders, method="sent_by", empty_label="Toutes"
    )
    competence = ChoiceFilter(
        label="Compétence en cours", choices=Skill.choices, method="skilled", empty_label="Toutes"
    )
    situation = ChoiceFilter(
        label="À faire",
        choices=[(code, words) for code, (words, _) in SITUATIONS.items()],
        method="in_need",
        empty_label="Tout",
    )

    class Meta:
        model = Volunteer
        fields: ClassVar[list[str]] = []

    def sent_by(self, rows: QuerySet[Any], _name: str, sender: Organisation) -> QuerySet[Any]:
        return sent_by(rows, sender)

    def skilled(self, rows: QuerySet[Any], _name: str, skill: str) -> QuerySet[Any]:
        return skilled_in(rows, skill, on=today())

    def in_need(self, rows: QuerySet[Any], _name: str, situation: str) -> QuerySet[Any]:
        return in_situation(rows, situation, on=today())
