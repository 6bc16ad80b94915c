"""Forms of the volunteers' records."""

from __future__ import annotations

from django import forms

from actors.models import Organisation
from epicerie.models import Channel, Language, Skill
from reims_solidarite.kit.form_fields import DayField
from reims_solidarite.kit.one_line import OneLineField
from reims_solidarite.kit.seen import SeenForm


def _associations() -> forms.ModelChoiceField:  # type: ignore[type-arg]
    return forms.ModelChoiceField(label="Association", queryset=Organisation.objects.all())


class EnrolForm(forms.Form):
    """A new volunteer."""

    first_name = OneLineField(label="Prénom", max_length=80)
    last_name = OneLineField(label="Nom", max_length=80)
    email = forms.EmailField(
        label="Adresse e-mail",
        required=False,
        help_text="Vide si la personne n’en a pas : elle sera jointe par téléphone.",
    )
    phone = OneLineField(label="Téléphone", max_length=20, required=False)
    organisation = _associations()
    channel = forms.ChoiceField(label="Préfère être joint par", choices=Channel.choices)
    novice = forms.BooleanField(label="Débute à l’épicerie", required=False)


class VolunteerForm(SeenForm):
    """What the coordinator may change."""

    active = forms.BooleanField(label="Disponible pour le planning", required=False)
    novice = forms.BooleanField(label="Débute à l’épicerie", required=False)
    channel = forms.ChoiceField(label="Préfère être joint par", choices=Channel.choices)
    language = forms.ChoiceField(label="Langue", choices=Language.choices)


class ContactForm(SeenForm):
    """Who the person is and how to reach them."""

    first_name = OneLineField(label="Prénom", max_length=80)
    last_name = OneLineField(label="Nom", max_length=80)
    email = forms.EmailField(
        label="Adresse e-mail",
        required=False,
        help_text="Elle sert à se connecter. Les deux adresses sont prévenues.",
    )
    phone = OneLineField(label="Téléphone", max_length=20, required=False)


class SkillForm(forms.Form):
    """A skill granted from one day to another, both included."""

    skill = forms.ChoiceField(label="Compétence", choices=Skill.choices)
    since = DayField(label="Du")
    until = DayField(
        label="Au (inclus)",
        required=False,
        help_text="Obligatoire pour un mandat de caisse.",
    )


class AffiliationForm(forms.Form):
    """One more association."""

    organisation = _associations()
    since = DayField(label="Depuis le")
