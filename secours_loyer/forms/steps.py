"""The small forms of the staff's pages: each asks what its action needs, nothing more."""

from __future__ import annotations

from typing import Any

from django import forms

from actors.models import User
from reims_solidarite.kit.form_fields import DayField, EurosField
from secours_loyer.actions.returns import REASONS
from secours_loyer.forms.completing import SeveralFilesField, complete_form
from secours_loyer.models import (
    Channel,
    LandlordAccount,
    Outcome,
    PaymentOrder,
    digest_of,
)
from secours_loyer.queries.payable import accounts_of, approved_orders
from secours_loyer.queries.social_workers import social_workers


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StepForm(forms.Form):
    """`target` is the row that the page is about; a form without field is one button."""

    def __init__(self, *args: Any, target: Any, **kwargs: Any) -> None:
        self.target = target
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Narrow choices and initial values to the target."""


class MissingForm(StepForm):
    missing = forms.CharField(label="Ce qui manque", max_length=1000, widget=_area(3))


class PiecesForm(StepForm):
    pieces = SeveralFilesField(
        label="Pièces (PDF ou photos)", help_text="Plusieurs fichiers possibles."
    )


class ResendForm(StepForm):
    summary = forms.CharField(label="La situation en quelques mots", max_length=1500,
                              widget=_area(4))  # fmt: skip
    certified = EurosField(label="Dette certifiée par le bailleur (€)", minimum=1)
    statement_on = DayField(label="Décompte daté du")
    statement = forms.FileField(label="Nouveau décompte, s’il y en a un", required=False)

    def prepare(self) -> None:
        self.initial.update(complete_form(self.target))


class AssignForm(StepForm):
    to = forms.ModelChoiceField(
        queryset=User.objects.none(), label="Instructeur", empty_label="Choisissez une personne"
    )

    def prepare(self) -> None:
        self.fields["to"].queryset = social_workers()  # type: ignore[attr-defined]


class NoteForm(StepForm):
    text = forms.CharField(
        label="Note sociale",
        max_length=4000,
        widget=_area(4),
        help_text="Lue par les instructeurs et les cadres seulement.",
    )


class OpinionForm(StepForm):
    proposed_cents = EurosField(label="Aide proposée (€)")
    opinion = forms.CharField(
        label="Avis motivé",
        max_length=1500,
        required=False,
        widget=_area(3),
        help_text="Nécessaire si vous proposez un autre montant que le calcul.",
    )

    def prepare(self) -> None:
        latest = self.target.assessments.first()
        self.fields["proposed_cents"].initial = latest.aid_cents if latest else None
        self.fields["opinion"].initial = self.target.opinion


class DecisionForm(StepForm):
    outcome = forms.ChoiceField(label="Décision", choices=Outcome.choices, widget=forms.RadioSelect)
    aid_cents = EurosField(label="Aide accordée (€)", required=False)
    plan_cents = EurosField(
        label="Montant à mettre dans un plan d’apurement (€)",
        required=False,
        help_text="Vide : tout ce qui reste de la dette.",
    )
    motive = forms.CharField(
        label="Motif", max_length=1500, widget=_area(3), help_text="Il figure sur la lettre."
    )

    def prepare(self) -> None:
        self.fields["aid_cents"].initial = self.target.proposed_cents


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


class CalledForm(StepForm):
    called_on = DayField(
        label="Bailleur rappelé le",
        help_text="Au numéro connu avant le RIB, jamais à celui du courrier qui l’apporte.",
    )


class ReasonForm(StepForm):
    reason = forms.CharField(label="Motif", max_length=200)


class PhoneForm(StepForm):
    phone = forms.CharField(
        label="Téléphone connu du bailleur",
        max_length=20,
        help_text="Trouvé ailleurs que sur le RIB : annuaire, bail, courrier ancien.",
    )


class PrepareOrderForm(StepForm):
    account = forms.ModelChoiceField(
        queryset=LandlordAccount.objects.none(),
        label="Compte du bailleur",
        empty_label="Choisissez un compte actif",
    )

    def prepare(self) -> None:
        self.fields["account"].queryset = accounts_of(self.target.tenancy.landlord_id)  # type: ignore[attr-defined]


class ChangeOrderForm(StepForm):
    account = forms.ModelChoiceField(
        queryset=LandlordAccount.objects.none(), label="Compte du bailleur"
    )
    amount_cents = EurosField(label="Montant (€)", minimum=1)

    def prepare(self) -> None:
        self.fields["account"].queryset = accounts_of(self.target.account.landlord_id)  # type: ignore[attr-defined]
        self.fields["account"].initial = self.target.account_id
        self.fields["amount_cents"].initial = self.target.amount_cents


class ApproveForm(StepForm):
    """Carries what was read: an order changed meanwhile is refused."""

    digest = forms.CharField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.fields["digest"].initial = digest_of(self.target)


class ReturnForm(StepForm):
    code = forms.ChoiceField(label="Motif donné par la banque")

    def prepare(self) -> None:
        choices = [(code, f"{code} – {words}") for code, words in REASONS.items()]
        self.fields["code"].choices = [("", "Choisissez"), *choices]  # type: ignore[attr-defined]


class PlanForm(StepForm):
    first_due = DayField(label="Première échéance")
    count = forms.IntegerField(label="Nombre de mois", min_value=1, max_value=120, required=False)
    monthly_cents = EurosField(
        label="Ou montant par mois (€)", required=False, help_text="L’un ou l’autre."
    )
    derogation = forms.CharField(
        label="Motif de dérogation", max_length=300, required=False,
        help_text="Si le plan dépasse la durée maximale ou la fin du bail.",
    )  # fmt: skip


class SignedForm(StepForm):
    tenant_on = DayField(label="Signé par le locataire le")
    landlord_on = DayField(label="Signé par le bailleur le")


class LinesForm(StepForm):
    orders = forms.ModelMultipleChoiceField(
        queryset=PaymentOrder.objects.none(),
        label="Ordres approuvés",
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        self.fields["orders"].queryset = approved_orders()  # type: ignore[attr-defined]


class DateForm(StepForm):
    execute_on = DayField(label="À payer le")

    def prepare(self) -> None:
        self.fields["execute_on"].initial = getattr(self.target, "execute_on", None)


class OpenBatchForm(DateForm):
    channel = forms.ChoiceField(label="Circuit", choices=Channel.choices)


class TakeOutForm(StepForm):
    order = forms.ModelChoiceField(
        queryset=PaymentOrder.objects.none(), label="Ordre à retirer", empty_label="Choisissez"
    )

    def prepare(self) -> None:
        self.fields["order"].queryset = self.target.orders.all()  # type: ignore[attr-defined]
