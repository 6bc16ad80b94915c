"""What is asked about a landlord’s account."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.file_fields import PaperField
from reims_solidarite.kit.form_fields import DayField, PhoneField, choose_among
from secours_loyer.actions.accounts import SOURCES
from secours_loyer.forms.steps.base import StepForm, area
from secours_loyer.models import PayeeCheck, RentRequest
from secours_loyer.queries.approvers_left import left_after_one_more
from secours_loyer.queries.rib_files import files_of


class AccountForm(StepForm):
    iban = forms.CharField(
        label="IBAN", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    bic = forms.CharField(label="BIC (facultatif)", max_length=14, required=False)
    holder = forms.CharField(
        label="Titulaire, exactement comme sur le RIB",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    file = PaperField(
        label="RIB (PDF ou photo)",
        required=False,
        help_text="Qui vérifie le compte le lit à côté de l’IBAN. Sans fichier, dites-lui où est "
        "le papier.",
    )


class JoinRibForm(StepForm):
    """Once, from a file of the landlord."""

    notice = "Un RIB joint ne se remplace pas : vérifiez que c’est celui de ce compte."
    request = forms.ModelChoiceField(
        queryset=RentRequest.objects.none(), label="Dossier qui apporte le RIB", empty_label=None
    )
    file = PaperField(label="RIB (PDF ou photo)")

    def prepare(self) -> None:
        choose_among(self, "request", files_of(self.target))


class CalledForm(StepForm):
    called_on = DayField(
        label="Bailleur rappelé le",
        help_text="Au numéro connu avant le RIB, jamais à celui du courrier qui l’apporte.",
    )
    called_person = forms.CharField(
        label="Qui a répondu",
        max_length=120,
        help_text="Son nom, ou sa fonction : « service comptable, Mme Durand ».",
    )
    payee_check = forms.ChoiceField(
        label="Réponse de la banque sur le nom du titulaire",
        choices=[("", "Pas demandé : ce compte sera payé par mandat"), *PayeeCheck.choices],
        required=False,
        help_text="La banque qui paie compare le nom et l’IBAN (vérification du bénéficiaire). "
        "Il la faut pour un virement de la régie.",
    )

    def prepare(self) -> None:
        self.notice = left_after_one_more(self.target)


class PayeeCheckForm(StepForm):
    payee_check = forms.ChoiceField(
        label="Réponse de la banque sur le nom du titulaire",
        choices=[("", "Choisissez"), *PayeeCheck.choices],
        help_text="« Le nom ne correspond pas » bloque le compte.",
    )


class LiftForm(StepForm):
    reason = forms.CharField(
        label="Ce qui explique l’alerte",
        max_length=300,
        widget=area(3),
        help_text="Ce que vous avez vérifié, et où. Gardé, et lu par ceux qui approuvent.",
    )

    def prepare(self) -> None:
        self.notice = left_after_one_more(self.target)


class ReasonForm(StepForm):
    reason = forms.CharField(label="Motif", max_length=200)


class PhoneForm(StepForm):
    phone = PhoneField(
        label="Téléphone connu du bailleur",
        help_text="Trouvé ailleurs que sur le RIB : annuaire, bail, courrier ancien.",
    )
    source = forms.ChoiceField(
        label="Où vous l’avez trouvé",
        choices=[("", "Choisissez"), *SOURCES.items()],
        required=False,
        help_text="Nécessaire si un autre numéro est déjà connu : le journal le garde.",
    )


class ConfirmPhoneForm(StepForm):
    source = forms.ChoiceField(
        label="Numéro retrouvé",
        choices=[("", "Choisissez"), *SOURCES.items()],
        help_text="Jamais sur le RIB, ni sur le courrier qui l’apporte.",
    )
