"""What is asked about an act of the eviction procedure."""

from __future__ import annotations

from typing import Any

from django import forms

from reims_solidarite.kit.form_fields import DayField, choose_among
from secours_loyer.forms.steps.base import StepForm, to_choose
from secours_loyer.letters.referral import ReferredTo
from secours_loyer.models import ActDelay, ActKind, ProcedureAct, Signaller
from secours_loyer.models.procedure_act import DELAYED


class ActForm(StepForm):
    kind = forms.ChoiceField(label="Acte", choices=to_choose(ActKind.choices))
    served_on = DayField(label="Remis le", help_text="Pour une audience : le jour de l’audience.")
    delay = forms.ChoiceField(
        label="Délai écrit sur l’acte",
        choices=[("", "Aucun, ou sans objet"), *ActDelay.choices],
        required=False,
        help_text="Commandement de payer ou de quitter les lieux, jugement : recopiez l’acte.",
    )
    printed_until = DayField(label="Date écrite sur l’acte, s’il en donne une", required=False)
    signaller = forms.ChoiceField(
        label="Pour la CCAPEX : signalé par",
        choices=[("", "Sans objet"), *Signaller.choices],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        kind, delay = typed.get("kind"), typed.get("delay")
        if kind in DELAYED and not delay:
            self.add_error("delay", "Recopiez le délai de l’acte, ou « Pas encore lu ».")
        if delay == ActDelay.UNTIL and not typed.get("printed_until"):
            self.add_error("printed_until", "Recopiez la date écrite sur l’acte.")
        if kind == ActKind.SIGNAL and not typed.get("signaller"):
            self.add_error("signaller", "Dites qui a signalé à la CCAPEX.")
        return typed


class DelayForm(StepForm):
    act = forms.ModelChoiceField(
        queryset=ProcedureAct.objects.none(), label="Acte", empty_label=None
    )
    delay = forms.ChoiceField(
        label="Délai écrit sur l’acte",
        choices=[one for one in ActDelay.choices if one[0] != ActDelay.UNKNOWN],
    )
    printed_until = DayField(label="Date écrite sur l’acte, s’il en donne une", required=False)

    def prepare(self) -> None:
        unread = self.target.tenancy.acts.standing().filter(delay=ActDelay.UNKNOWN)
        choose_among(self, "act", unread)


class CrossOutForm(StepForm):
    act = forms.ModelChoiceField(
        queryset=ProcedureAct.objects.none(), label="Acte", empty_label=None
    )
    reason = forms.CharField(label="Pourquoi", max_length=200)

    def prepare(self) -> None:
        choose_among(self, "act", self.target.tenancy.acts.standing())


class ReferralForm(StepForm):
    to = forms.ChoiceField(label="À qui", choices=ReferredTo.choices)
    informed = forms.BooleanField(
        label="Le ménage est informé que sa situation est transmise",
        help_text="La fiche dit l’identité, le logement, la dette et la procédure. Ni ressources, "
        "ni notes.",
    )
