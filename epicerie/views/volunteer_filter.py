"""What the register may be narrowed to: an association, a skill in date, what is to be done."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django_filters.filters import ChoiceFilter, ModelChoiceFilter
from django_filters.filterset import FilterSet

from actors.models import Organisation
from epicerie.models import Affiliation, Skill, Volunteer, VolunteerSkill
from epicerie.queries.volunteer_list import SITUATIONS, in_situation
from reims_solidarite.kit.clock import today


def _senders(_request: object) -> QuerySet[Organisation]:
    sent = Affiliation.objects.live().values("organisation")
    return Organisation.objects.filter(pk__in=sent).order_by("sort_key")


class VolunteerFilter(FilterSet):
    """Each choice narrows the one before."""

    association = ModelChoiceFilter(
        label="Association", queryset=_senders, method="sent_by", empty_label="Toutes"
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
        sent = Affiliation.objects.live().filter(organisation=sender)
        return rows.filter(pk__in=sent.values("volunteer"))

    def skilled(self, rows: QuerySet[Any], _name: str, skill: str) -> QuerySet[Any]:
        held = VolunteerSkill.objects.on(today()).filter(skill=skill)
        return rows.filter(pk__in=held.values("volunteer"))

    def in_need(self, rows: QuerySet[Any], _name: str, situation: str) -> QuerySet[Any]:
        return in_situation(rows, situation, on=today())
