"""Who asks: the household, the association that files for it, its situation."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from actors.households.models import Household
from actors.models import Organisation, User
from reims_solidarite.kit.form_fields import choose_among
from secours_loyer.forms.nobody_named import NOBODY_NAMED


class HouseholdPart(forms.Form):
    """An association chooses among the households that it accompanies; the CCAS searches."""

    household = forms.ModelChoiceField(
        queryset=Household.objects.none(), label="Ménage", empty_label="Choisissez un ménage"
    )
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), label="Au nom de", empty_label="Choisissez"
    )
    helped_by = forms.CharField(
        label="Déposée avec l’aide de (facultatif)",
        max_length=120,
        required=False,
        help_text="La personne ou la structure qui aide le ménage à remplir cette demande.",
    )
    agreed = forms.BooleanField(
        label="Le ménage est d’accord pour cette demande et pour ce qui est transmis au CCAS",
        error_messages={"required": "Demandez d’abord son accord au ménage, puis cochez la case."},
    )
    summary = forms.CharField(
        label="La situation en quelques mots",
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Ce qui s’est passé, ce qui est déjà fait. Rien sur la santé. {NOBODY_NAMED}",
    )

    searched = False

    def offer_households(self, user: User) -> None:
        """Those that this person may choose, and the organisations they may file for."""
        households, own = self.fields["household"], self.fields["organisation"]
        choose_among(self, "household", Household.objects.visible_to(user))
        mine = Organisation.objects.filter(
            pk__in=[m.organisation_id for m in user.memberships if m.role != "bailleur"]
        )
        choose_among(self, "organisation", mine)
        if len(mine) == 1:
            own.initial = mine[0].pk
        self.searched = user.is_staff
        if user.is_staff:
            # The CCAS sees every household: one is found by a search, not in a list of them all.
            own.required = False
            own.widget = forms.HiddenInput()
            households.widget = forms.HiddenInput()

    def households_offered(self) -> list[uuid.UUID]:
        """Those whose names the form shows."""
        if self.searched:
            return [known.uid] if (known := self.chosen()) else []
        field: Any = self.fields["household"]
        return list(field.queryset.values_list("uid", flat=True))

    def choose(self, uid: str) -> None:
        """The household whose page one comes from (by `uid` or number), if one may choose it."""
        field: Any = self.fields["household"]
        households = field.queryset
        try:
            wanted = households.filter(uid=uuid.UUID(uid))
        except ValueError:
            wanted = households.filter(number=uid)
        if (known := wanted.first()) is not None:
            self.initial["household"] = known.pk

    def chosen(self) -> Household | None:
        """The household that the form is about so far."""
        field: Any = self.fields["household"]
        value = str(self["household"].value() or "")
        return field.queryset.filter(pk=value).first() if value.isdecimal() else None
