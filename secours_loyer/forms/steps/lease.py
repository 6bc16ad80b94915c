"""What is asked about a lease: what happened to it, and what follows."""

from __future__ import annotations

from typing import Any

from django import forms

from reims_solidarite.kit.form_fields import DayField, PhoneField, choose_among, offer
from secours_loyer.actions.filing import NewLandlord
from secours_loyer.forms.filing.landlord import KINDS
from secours_loyer.forms.mail import mail_fields
from secours_loyer.forms.steps.base import StepForm, to_choose
from secours_loyer.models import Landlord, LeaseAnswer, LeaseEvent, TenancyEvent
from secours_loyer.models.tenancy_event import ANSWERS
from secours_loyer.queries.lease import other_landlords


class LandlordMailForm(StepForm):
    mail_lines, mail_postcode, mail_city = mail_fields(required=True)

    def prepare(self) -> None:
        known = self.target.tenancy.landlord
        for name in self.fields:
            self.initial[name] = getattr(known, name)


class EventForm(StepForm):
    kind = forms.ChoiceField(label="Ce qui est arrivé", choices=to_choose(LeaseEvent.choices))
    happened_on = DayField(label="Le")
    detail = forms.CharField(
        label="Précision (facultatif)",
        max_length=200,
        required=False,
        help_text="D’où vient l’information. Rien sur la santé.",
    )
    new_landlord = forms.ModelChoiceField(
        queryset=Landlord.objects.none(),
        label="Nouveau bailleur, s’il est déjà connu",
        required=False,
        empty_label="Un autre bailleur (ci-dessous), ou sans objet",
    )
    landlord_name = forms.CharField(
        label="Nom exact du nouveau bailleur", max_length=120, required=False
    )
    landlord_kind = forms.ChoiceField(label="Type de bailleur", choices=KINDS, required=False)
    landlord_phone = PhoneField(
        label="Son téléphone, trouvé ailleurs que sur un RIB", required=False
    )

    def prepare(self) -> None:
        choose_among(self, "new_landlord", other_landlords(self.target.tenancy))

    def clean(self) -> dict[str, Any]:
        """`new_landlord` becomes a known landlord, one to add, or none."""
        typed = super().clean() or {}
        name, kind, phone = (
            typed.pop(f"landlord_{part}", "") for part in ("name", "kind", "phone")
        )
        if typed.get("kind") != LeaseEvent.NEW_LANDLORD:
            typed["new_landlord"] = None
        elif typed.get("new_landlord") is None:
            if not name.strip():
                self.add_error("new_landlord", "Dites qui est le nouveau bailleur.")
            elif not kind:
                self.add_error("landlord_kind", "Choisissez le type de bailleur.")
            else:
                typed["new_landlord"] = NewLandlord(name, kind, known_phone=phone)
        return typed


class AnswerForm(StepForm):
    event = forms.ModelChoiceField(
        queryset=TenancyEvent.objects.none(), label="Événement", empty_label=None
    )
    answer = forms.ChoiceField(label="Ce qui suit", choices=LeaseAnswer.choices)
    reason = forms.CharField(label="Pourquoi, et d’après quelle pièce", max_length=300)
    reference = forms.CharField(
        label="Référence du locataire chez le nouveau bailleur (facultatif)",
        max_length=30,
        required=False,
    )

    def prepare(self) -> None:
        waiting = self.target.tenancy.events.open()
        choose_among(self, "event", waiting)
        offered = {answer for event in waiting for answer in ANSWERS[LeaseEvent(event.kind)]}
        answers = [(answer, answer.label) for answer in LeaseAnswer if answer in offered]
        offer(self, "answer", answers)
        if not any(event.kind == LeaseEvent.NEW_LANDLORD for event in waiting):
            del self.fields["reference"]
