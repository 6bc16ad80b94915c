"""Forms about a household: who they are, where they live, who accompanies them."""

from __future__ import annotations

from typing import Any

from django import forms
from localflavor.fr.forms import FRZipCodeField

from actors.households.actions.composition import NewPerson
from actors.households.actions.housing import NewHousing
from actors.households.models import Contact, HousingKind, PlaceInHousehold
from actors.models import Organisation, OrganisationKind
from reims_solidarite.kit.form_fields import DayField
from reims_solidarite.kit.seen import SeenForm


class IdentityForm(forms.Form):
    """How the household is called and reached."""

    name = forms.CharField(label="Nom du ménage", max_length=120)
    phone = forms.CharField(label="Téléphone", max_length=20, required=False)
    email = forms.EmailField(label="Adresse e-mail", required=False)


class ChangeIdentityForm(SeenForm, IdentityForm):
    """The same, of a file that others may be correcting too."""


class NewHouseholdForm(IdentityForm):
    """The first lines of a new file; the name is taken from the first person when empty."""

    name = forms.CharField(
        label="Nom du ménage",
        max_length=120,
        required=False,
        help_text="Laissez vide pour prendre le nom de la première personne.",
    )


class PersonForm(forms.Form):
    """One person: a name, a birth date, a place."""

    first_name = forms.CharField(label="Prénom", max_length=80)
    last_name = forms.CharField(label="Nom", max_length=80)
    birth_date = DayField(label="Date de naissance")
    place = forms.ChoiceField(label="Place dans le ménage", choices=PlaceInHousehold.choices)

    def person(self) -> NewPerson:
        """What was typed, for the action."""
        return NewPerson(
            self.cleaned_data["first_name"],
            self.cleaned_data["last_name"],
            self.cleaned_data["birth_date"],
            self.cleaned_data["place"],
        )


PeopleFormSet = forms.formset_factory(
    PersonForm, extra=0, min_num=1, validate_min=True, max_num=15, validate_max=True
)


class MemberForm(PersonForm):
    """Somebody who joins the household."""

    since = DayField(label="Vit dans le ménage depuis le")


class LeavingForm(forms.Form):
    """Somebody who leaves."""

    until = DayField(label="Premier jour où la personne n’est plus là")


class ReturnForm(forms.Form):
    """Somebody who comes back."""

    since = DayField(label="Revient dans le ménage le")


class HousingForm(forms.Form):
    """A home; the district is what the observatory counts by."""

    kind = forms.ChoiceField(label="Logement", choices=HousingKind.choices)
    address = forms.CharField(label="Adresse", max_length=250, required=False)
    postcode = FRZipCodeField(  # type: ignore[no-untyped-call]
        label="Code postal", required=False
    )
    city = forms.CharField(label="Commune", max_length=80, initial="Reims")
    district = forms.CharField(
        label="Quartier", max_length=60, required=False, help_text="Par exemple : Croix-Rouge."
    )

    def housing(self) -> NewHousing:
        """What was typed, for the action."""
        names = ("kind", "address", "postcode", "city", "district")
        return NewHousing(**{name: self.cleaned_data[name] or "" for name in names})


class MoveForm(HousingForm):
    """A new home, or the correction of the one entered the same day."""

    since = DayField(label="Habite là depuis le")


class NoDuplicateForm(forms.Form):
    """The explicit choice asked for when households resemble."""

    no_duplicate = forms.BooleanField(
        label="J’ai vérifié : aucun de ces ménages n’est celui que j’ouvre.", required=False
    )


class AccompanimentForm(forms.Form):
    """Which organisation accompanies the household, and why."""

    organisation = forms.ModelChoiceField(
        label="Organisation", queryset=Organisation.objects.none(), empty_label="Choisissez"
    )
    reason = forms.CharField(
        label="Motif de l’accompagnement",
        max_length=200,
        help_text="Une phrase : elle dit pourquoi l’organisation peut lire ce dossier.",
    )

    def __init__(self, *args: Any, own: frozenset[int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        companions = Organisation.objects.exclude(kind=OrganisationKind.LANDLORD)
        chosen = companions if own is None else companions.filter(pk__in=own)
        self.fields["organisation"].queryset = chosen.order_by("name", "pk")  # type: ignore[attr-defined]
        if own is not None and len(own) == 1:
            self.fields["organisation"].initial = next(iter(own))


class ContactForm(forms.Form):
    """A contact, and the social note that only social workers read."""

    on = DayField(label="Date du contact")
    medium = forms.ChoiceField(label="Moyen", choices=Contact.MEDIA)
    summary = forms.CharField(
        label="Note sociale",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Des faits, sans détail médical ni jugement. Le ménage peut demander à la lire.",
    )
