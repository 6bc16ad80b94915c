"""Registering a colleague: who, and which workshops; the rest is theirs to say."""

from __future__ import annotations

from typing import Any

from django import forms

from actors.models import Membership, User
from assises.actions.registration import Attendee
from assises.forms.registration import WorkshopChoices
from assises.models import Edition
from assises.queries.programme import slots_of


class ColleagueForm(WorkshopChoices):
    """Only agents of the person's own organisations can be chosen."""

    colleague = forms.ModelChoiceField(
        label="Collègue",
        queryset=Membership.objects.none(),
        empty_label="Choisissez une personne",
        help_text="La confirmation part à son adresse, avec le lien pour changer d’avis.",
    )

    def __init__(self, edition: Edition, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agents = Membership.objects.active().filter(
            organisation__in=user.organisation_ids, user__is_active=True
        )
        self.fields["colleague"].queryset = agents.select_related(  # type: ignore[attr-defined]
            "user", "organisation"
        ).order_by("organisation__sort_key", "user__sort_key", "pk")
        self.add_workshops(slots_of(edition))

    def attendee(self) -> Attendee:
        """The colleague as the directory knows them."""
        chosen: Membership = self.cleaned_data["colleague"]
        return Attendee(
            email=chosen.user.email,
            first_name=chosen.user.first_name,
            last_name=chosen.user.last_name,
            organisation=chosen.organisation,
            function=chosen.function,
        )
