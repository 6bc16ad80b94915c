"""The registration form: the person, one workshop per time slot, what to prepare."""

from __future__ import annotations

from typing import Any

from django import forms

from actors.models import Organisation
from assises.actions.registration import Attendee, Wish
from assises.models import Edition, Measure
from assises.queries.programme import Place, Slot, slots_of

NONE, SEAT, WAIT = "", "place", "attente"


def choice_of(place: Place) -> tuple[str, str]:
    """The value says what was asked for: a seat, or the queue of a workshop shown as full."""
    if place.is_full:
        return f"{WAIT}-{place.session.pk}", f"{place.session.title} – liste d’attente"
    return f"{SEAT}-{place.session.pk}", place.session.title


class WorkshopChoices(forms.Form):
    """One radio group per time slot of workshops."""

    def add_workshops(self, slots: list[Slot]) -> None:
        self.places: dict[int, Place] = {}
        for number, slot in enumerate((s for s in slots if s.is_choice), start=1):
            self.places |= {place.session.pk: place for place in slot.places}
            described = [
                (value, f"{label} ({place.words.lower()})")
                for place in slot.places
                for value, label in [choice_of(place)]
            ]
            # A seat asked for on a page read before the workshop filled up is still understood:
            # the action answers that it is full now.
            late = [(f"{SEAT}-{p.session.pk}", "") for p in slot.places if p.is_full]
            early = [(f"{WAIT}-{p.session.pk}", "") for p in slot.places if not p.is_full]
            field = LateChoiceField(
                label=f"Atelier de {_hours(slot)}",
                choices=[*described, (NONE, "Aucun atelier à cette heure")],
                also=[value for value, _ in late + early],
                required=False,
                widget=forms.RadioSelect,
                initial=NONE,
            )
            self.fields[f"slot_{number}"] = field

    def wishes(self) -> list[Wish]:
        """What was chosen, in the order of the day."""
        chosen = []
        for name, value in self.cleaned_data.items():
            if name.startswith("slot_") and value:
                kind, _, pk = value.partition("-")
                chosen.append(Wish(self.places[int(pk)].session, or_wait=kind == WAIT))
        return chosen


class LateChoiceField(forms.ChoiceField):
    """A choice that also accepts what an older copy of the page offered."""

    def __init__(self, *, also: list[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.also = frozenset(also)

    def valid_value(self, value: Any) -> bool:
        return value in self.also or super().valid_value(value)


def _hours(slot: Slot) -> str:
    from reims_solidarite.kit.templatetags.french import french_time

    return f"{french_time(slot.starts_at)} à {french_time(slot.ends_at)}"


class RegistrationForm(WorkshopChoices):
    """For anyone; nothing here asks why a measure is needed."""

    last_name = forms.CharField(
        label="Nom",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    first_name = forms.CharField(
        label="Prénom",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    email = forms.EmailField(
        label="Adresse e-mail",
        help_text="Pour recevoir la confirmation et le lien qui permet de changer d’avis.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organisation = forms.ModelChoiceField(
        label="Organisation du réseau",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Aucune, ou une autre",
        help_text="Ses agents verront votre inscription et pourront l’annuler.",
    )
    organisation_name = forms.CharField(
        label="Autre organisation",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    function = forms.CharField(
        label="Fonction",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    measures = forms.MultipleChoiceField(
        label="À prévoir pour vous",
        choices=Measure.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Seules les personnes qui préparent la salle le voient.",
    )
    measures_agreed = forms.BooleanField(
        label="J’accepte que ces demandes soient gardées jusqu’à une semaine après la journée",
        required=False,
    )
    may_be_listed = forms.BooleanField(
        label="J’accepte d’être sur la liste remise aux participants", required=False
    )
    may_be_contacted = forms.BooleanField(
        label="J’accepte d’être invité à la prochaine édition", required=False
    )

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.published()  # type: ignore[attr-defined]
        self.add_workshops(slots_of(edition))
        details = [name for name in self.fields if not name.startswith("slot_")]
        slots = [name for name in self.fields if name.startswith("slot_")]
        self.order_fields([*details[:6], *slots, *details[6:]])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("measures") and not cleaned.get("measures_agreed"):
            self.add_error(
                "measures_agreed", "Cochez cette case, ou retirez ce que vous demandez de prévoir."
            )
        return cleaned

    def attendee(self) -> Attendee:
        """What was typed, for the action."""
        names = ("email", "first_name", "last_name", "organisation", "organisation_name")
        more = ("function", "measures", "may_be_listed", "may_be_contacted")
        return Attendee(**{name: self.cleaned_data[name] for name in names + more})
