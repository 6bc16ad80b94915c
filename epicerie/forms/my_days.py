"""What a volunteer answers about their days and wishes; labels are in the templates, translated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from epicerie.models import WEEKDAYS, Half, Liking, Willing
from reims_solidarite.kit.form_fields import DayField


def week_answered(ticked: list[str], before: Mapping[tuple[int, str], int]) -> dict[Any, int]:
    """(weekday, half) → how gladly, for the half-days ticked; what was said before is kept."""
    known = {
        f"{weekday}_{half}": (weekday, str(half)) for weekday, _ in WEEKDAYS for half in Half.values
    }
    chosen = [known[key] for key in ticked if key in known]
    return {key: before.get(key, Willing.FINE.value) for key in chosen}


class OwnAnswerForm(forms.Form):
    """One half-day of one date."""

    day = DayField()
    half = forms.ChoiceField(choices=Half.choices)
    can_come = forms.TypedChoiceField(
        choices=[("oui", ""), ("non", "")], coerce=lambda typed: typed == "oui"
    )


class OwnAbsenceForm(forms.Form):
    """From one day to another, both included; never why."""

    first = DayField()
    last = DayField()
    give_up = forms.BooleanField(required=False)


class OwnLimitsForm(forms.Form):
    """How often; an empty limit is no limit."""

    wish_per_4_weeks = forms.IntegerField(min_value=0, max_value=28)
    max_week = forms.IntegerField(min_value=1, max_value=7, required=False)
    max_14_days = forms.IntegerField(min_value=1, max_value=14, required=False)
    max_month = forms.IntegerField(min_value=1, max_value=31, required=False)
    min_gap_days = forms.IntegerField(min_value=0, max_value=28)


class OwnPostsForm(forms.Form):
    """How much each post is liked, by `post_<number>`."""

    def __init__(self, data: Any, *, posts: Iterable[int]) -> None:
        super().__init__(data)
        self.posts = list(posts)
        for post in self.posts:
            self.fields[f"post_{post}"] = forms.TypedChoiceField(choices=Liking.choices, coerce=int)

    def likings(self) -> dict[int, int]:
        """What `set_post_likings` takes; « d’accord » is what an unsaid post means."""
        said = {post: self.cleaned_data[f"post_{post}"] for post in self.posts}
        return {post: liking for post, liking in said.items() if liking != Liking.FINE}
