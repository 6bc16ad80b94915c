"""Forms of the rota board."""

from __future__ import annotations

from typing import Any

from django import forms

from epicerie.forms.widgets import HourField
from epicerie.models import WEEKDAYS, Post
from reims_solidarite.kit.form_fields import DayField


class PeriodForm(forms.Form):
    """From one day to another, both included."""

    since = DayField(label="Du")
    until = DayField(label="Au")


class ReasonForm(forms.Form):
    """Why a day is cancelled."""

    reason = forms.CharField(
        label="Raison", max_length=200, help_text="Les bénévoles attendus la liront."
    )


class PlacesForm(forms.Form):
    """How many people a post needs."""

    places = forms.IntegerField(label="Places", min_value=0, max_value=40)


class _NeedsForm(forms.Form):
    """One number of places for each post."""

    starts = HourField(label="De")
    ends = HourField(label="À")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {f"places_{post.code}": post for post in Post.objects.all()}
        for name, post in self.posts.items():
            self.fields[name] = forms.IntegerField(
                label=f"Places : {post.label}",
                min_value=0,
                max_value=40,
                initial=post.usual_places,
            )

    def needs(self) -> dict[Post, int]:
        """Places by post, for the action."""
        return {post: self.cleaned_data[name] for name, post in self.posts.items()}


class OpenDayForm(_NeedsForm):
    """One more opening."""

    field_order = ["day", "starts", "ends"]
    day = DayField(label="Jour")


class UsualDayForm(_NeedsForm):
    """A weekday of the usual week."""

    field_order = ["weekday", "since", "starts", "ends"]
    weekday = forms.TypedChoiceField(label="Jour", choices=WEEKDAYS, coerce=int)
    since = DayField(label="À partir du")


class ClosureForm(forms.Form):
    """A closing day."""

    day = DayField(label="Jour de fermeture")
    reason = forms.CharField(label="Raison", max_length=120)
