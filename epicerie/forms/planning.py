"""Forms of the rota board."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from epicerie.actions.calendar import LONGEST_DAYS
from epicerie.forms.widgets import HourField
from epicerie.models import WEEKDAYS, Post, Site
from epicerie.states import NeedReason
from reims_solidarite.kit.form_fields import DayField
from reims_solidarite.kit.one_line import OneLineField
from reims_solidarite.kit.templatetags.french import french_date


class PeriodForm(forms.Form):
    """From one day to another, both included."""

    since = DayField(label="Du")
    until = DayField(label="Au")

    def clean(self) -> dict[str, date]:
        typed: dict[str, date] = super().clean() or {}
        if {"since", "until"} <= set(typed):
            if typed["until"] < typed["since"]:
                self.add_error(
                    "until",
                    "La fin vient avant le début : choisissez un jour à partir du "
                    f"{french_date(typed['since'])}.",
                )
            elif (typed["until"] - typed["since"]).days >= LONGEST_DAYS:
                self.add_error("until", "Choisissez une période de six mois au plus.")
        return typed


class ReasonForm(forms.Form):
    """Why a day is cancelled."""

    reason = OneLineField(
        label="Raison", max_length=200, help_text="Les bénévoles attendus la liront."
    )


class _PostsForm(forms.Form):
    """Places of each post; how many trained people, where the skill is not asked of everyone.

    `posts`: (post, places, trained people) to begin with.
    """

    def __init__(self, *args: Any, posts: Iterable[tuple[Post, int, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts: list[Post] = []
        for post, places, trained in posts:
            self.posts.append(post)
            self.fields[f"places_{post.code}"] = _count(f"Places : {post.label}", places)
            if post.skill and not post.needed_skill:
                field = _count(f"{post.label}, dont personnes formées", trained)
                field.help_text = post.get_skill_display()
                self.fields[f"skilled_{post.code}"] = field

    def clean(self) -> dict[str, Any]:
        """No more trained people than places."""
        typed = super().clean() or self.cleaned_data
        for post in self.posts:
            places, trained = typed.get(f"places_{post.code}"), typed.get(f"skilled_{post.code}")
            if places is not None and trained is not None and trained > places:
                self.add_error(
                    f"skilled_{post.code}", "Pas plus de personnes formées que de places."
                )
        return typed

    def needs(self) -> dict[Post, int]:
        """Places by post, for the action."""
        return {post: self.cleaned_data[f"places_{post.code}"] for post in self.posts}

    def skilled(self) -> dict[Post, int]:
        """Trained people by post, where they are asked."""
        asked = {post: self.cleaned_data.get(f"skilled_{post.code}") for post in self.posts}
        return {post: trained for post, trained in asked.items() if trained is not None}


class NeedsForm(_PostsForm):
    """How many people each post of one day needs, and why it changes."""

    reason = forms.ChoiceField(
        label="Raison",
        choices=[(value, label) for value, label in NeedReason.choices if value != "usual_day"],
        help_text="Elle est gardée au journal.",
    )


class _OpeningForm(_PostsForm):
    """Hours and needs; the site where there are several."""

    site = forms.ModelChoiceField(label="Site", queryset=Site.objects.open_now(), empty_label=None)
    starts = HourField(label="De")
    ends = HourField(label="À")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        posts = [
            (post, post.usual_places, post.skilled_of(post.usual_places))
            for post in Post.objects.all()
        ]
        super().__init__(*args, posts=posts, **kwargs)
        if Site.objects.open_now().count() < 2:
            del self.fields["site"]

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning, and somebody is needed."""
        typed = super().clean()
        starts, ends = typed.get("starts"), typed.get("ends")
        if starts and ends and starts >= ends:
            self.add_error("ends", "L’heure de fin doit être après l’heure de début.")
        return typed


class OpenDayForm(_OpeningForm):
    """One more opening."""

    field_order = ["day", "site", "starts", "ends"]
    day = DayField(label="Jour")


class UsualDayForm(_OpeningForm):
    """A weekday of the usual week."""

    field_order = ["weekday", "site", "since", "starts", "ends"]
    weekday = forms.TypedChoiceField(label="Jour", choices=WEEKDAYS, coerce=int)
    since = DayField(label="À partir du")


class SiteForm(forms.Form):
    """A place of opening."""

    label = forms.CharField(label="Nom du site", max_length=80)
    location = forms.CharField(label="Adresse", max_length=160, required=False)


class ClosureForm(forms.Form):
    """A closing day."""

    day = DayField(label="Jour de fermeture")
    reason = forms.CharField(label="Raison", max_length=120)


def _count(label: str, initial: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=40, initial=initial)
