"""Forms of what a volunteer said: the usual week, days, absences, wishes, posts, pairs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from epicerie.models import WEEKDAYS, CompanionKind, Half, Liking, Post, Willing
from reims_solidarite.kit.form_fields import DayField
from reims_solidarite.kit.seen import SeenForm

CANNOT = [("", "Ne peut pas")]


class WeekForm(SeenForm):
    """One question for each half-day of the week; the page draws them as a table."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weekday, day in WEEKDAYS:
            for half, words in Half.choices:
                self.fields[f"{weekday}_{half}"] = forms.TypedChoiceField(
                    label=f"{day} {str(words).lower()}",
                    choices=[*CANNOT, *Willing.choices],
                    widget=forms.Select(attrs={"class": "form-select"}),
                    coerce=int,
                    empty_value=None,
                    required=False,
                )

    def week(self) -> dict[tuple[int, str], int | None]:
        """What was answered, by weekday and half-day."""
        return {
            (weekday, half): self.cleaned_data[f"{weekday}_{half}"]
            for weekday, _ in WEEKDAYS
            for half in Half.values
        }

    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The lines of the table."""
        return [
            (day, [self[f"{weekday}_{half}"] for half in Half.values]) for weekday, day in WEEKDAYS
        ]


class AnswerForm(forms.Form):
    """One half-day of one date."""

    day = DayField(label="Jour")
    half = forms.ChoiceField(label="Demi-journée", choices=Half.choices)
    can_come = forms.TypedChoiceField(
        label="Réponse",
        choices=[("oui", "Peut venir"), ("non", "Ne peut pas venir")],
        coerce=lambda typed: typed == "oui",
    )


class AbsenceForm(forms.Form):
    """Days away; nobody is asked why."""

    first = DayField(label="Du")
    last = DayField(label="Au (inclus)")
    give_up = forms.BooleanField(
        label="Rendre ces places",
        required=False,
        help_text="Les places tenues ces jours-là sont libérées et des remplaçants appelés.",
    )


class AbsenceDaysForm(AbsenceForm, SeenForm):
    """Other days for an absence."""


class WishesForm(SeenForm):
    """How often; an empty limit is no limit."""

    wish_per_4_weeks = forms.IntegerField(
        label="Créneaux souhaités en 4 semaines", min_value=0, max_value=28
    )
    max_week = forms.IntegerField(
        label="Au plus par semaine", min_value=1, max_value=7, required=False
    )
    max_14_days = forms.IntegerField(
        label="Au plus en 14 jours", min_value=1, max_value=14, required=False
    )
    max_month = forms.IntegerField(
        label="Au plus par mois", min_value=1, max_value=31, required=False
    )
    min_gap_days = forms.IntegerField(
        label="Jours entre deux créneaux",
        min_value=0,
        max_value=28,
        help_text="1 : jamais deux fois le même jour. Une case vide plus haut : pas de limite.",
    )


class PostsForm(SeenForm):
    """How much each post is liked."""

    def __init__(self, *args: Any, posts: Iterable[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {f"post_{post.pk}": post.pk for post in posts}
        for post in posts:
            self.fields[f"post_{post.pk}"] = forms.TypedChoiceField(
                label=post.label, choices=Liking.choices, coerce=int
            )

    def likings(self) -> dict[int, int]:
        """What was answered, by post; « d’accord » is what an empty answer means."""
        answers = {number: self.cleaned_data[name] for name, number in self.posts.items()}
        return {post: liking for post, liking in answers.items() if liking != Liking.FINE}


class PairForm(forms.Form):
    """Somebody to be with, or not."""

    kind = forms.ChoiceField(label="Choix", choices=CompanionKind.choices)
    other = forms.CharField(
        label="L’autre personne",
        max_length=160,
        help_text="Prénom et nom, ou adresse e-mail.",
    )


class ConventionForm(SeenForm):
    """The day of the signature."""

    convention_signed_on = DayField(
        label="Convention signée le",
        required=False,
        help_text="Laissez vide si elle n’est pas signée.",
    )
