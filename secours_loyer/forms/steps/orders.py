"""What is asked about an order to pay."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.form_fields import EurosField, choose_among, offer
from secours_loyer.bank_files.reasons import REASONS
from secours_loyer.forms.steps.base import StepForm, area
from secours_loyer.models import Channel, LandlordAccount, digest_of
from secours_loyer.queries.payable import accounts_of
from secours_loyer.queries.payment_missing import account_missing


class PrepareOrderForm(StepForm):
    account = forms.ModelChoiceField(
        queryset=LandlordAccount.objects.none(),
        label="Compte du bailleur",
        empty_label="Choisissez un compte actif",
    )
    channel = forms.ChoiceField(label="Circuit", choices=Channel.choices)

    def prepare(self) -> None:
        landlord = self.target.tenancy.landlord
        usable = accounts_of(landlord.pk)
        choose_among(self, "account", usable)
        if not usable.exists():
            told = account_missing(list(landlord.accounts.all()))
            self.notice = f"La liste des comptes est vide. {told} Le paiement se prépare ensuite."


class ChangeOrderForm(StepForm):
    account = forms.ModelChoiceField(
        queryset=LandlordAccount.objects.none(), label="Compte du bailleur"
    )
    amount_cents = EurosField(label="Montant (€)", minimum=1)
    channel = forms.ChoiceField(label="Circuit", choices=Channel.choices)

    def prepare(self) -> None:
        landlord = self.target.award.decision.request.tenancy.landlord_id
        choose_among(self, "account", accounts_of(landlord))
        self.fields["account"].initial = self.target.account_id
        self.fields["amount_cents"].initial = self.target.amount_cents
        self.fields["channel"].initial = self.target.channel


class ReplaceForm(StepForm):
    """The account that failed comes first only while it may still be paid."""

    account = forms.ModelChoiceField(
        queryset=LandlordAccount.objects.none(),
        label="Compte du bailleur",
        empty_label="Choisissez un compte actif",
    )

    def prepare(self) -> None:
        landlord = self.target.award.decision.request.tenancy.landlord_id
        choose_among(self, "account", accounts_of(landlord))
        self.fields["account"].initial = self.target.account_id


class WordsForm(StepForm):
    words = forms.CharField(
        label="Ce que dit le comptable",
        max_length=120,
        help_text="Par exemple : pièce 3 manquante. 120 caractères au plus.",
    )


class DenyForm(StepForm):
    words = forms.CharField(
        label="Pourquoi c’est une erreur",
        max_length=300,
        help_text="Par exemple : le retour du relevé était celui d’un autre ordre.",
        widget=area(3),
    )


class ApproveForm(StepForm):
    """Carries what was read: an order changed meanwhile is refused."""

    digest = forms.CharField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.fields["digest"].initial = digest_of(self.target)


class ReturnForm(StepForm):
    code = forms.ChoiceField(label="Motif donné par la banque")

    def prepare(self) -> None:
        choices = [(code, f"{code} – {words}") for code, words in REASONS.items()]
        offer(self, "code", [("", "Choisissez"), *choices])
