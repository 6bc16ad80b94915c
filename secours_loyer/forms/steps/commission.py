"""What is asked about a session of the commission, and about each of its files."""

from __future__ import annotations

from django import forms

from actors.models import User
from reims_solidarite.kit.form_fields import DayField, EurosField
from reims_solidarite.kit.seen import SeenForm, marks
from secours_loyer.forms.steps.base import StepForm, area
from secours_loyer.models import ItemOutcome, RentRequest, SessionMember
from secours_loyer.queries.agenda import colleagues, digest_of_session, entered, ready_requests


class PlanSessionForm(StepForm):
    held_at = forms.DateTimeField(
        label="Jour et heure",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"],
    )
    place = forms.CharField(label="Lieu", max_length=120)


class PlanBoardForm(StepForm):
    held_on = DayField(label="Conseil d’administration du")


class SeatForm(StepForm):
    name = forms.CharField(label="Nom du membre", max_length=120)
    title = forms.CharField(label="Qualité (facultatif)", max_length=120, required=False)
    user = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label="Compte de cette personne, si elle en a un",
        required=False,
        empty_label="Aucun compte",
    )

    def prepare(self) -> None:
        self.fields["user"].queryset = colleagues()  # type: ignore[attr-defined]


class PresenceForm(StepForm):
    present = forms.ModelMultipleChoiceField(
        queryset=SessionMember.objects.none(),
        label="Présents maintenant",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        members = self.target.members.all()
        self.fields["present"].queryset = members  # type: ignore[attr-defined]
        self.fields["present"].initial = [row.pk for row in members if row.present]


class RegisterForm(StepForm):
    requests = forms.ModelMultipleChoiceField(
        queryset=RentRequest.objects.none(),
        label="Demandes prêtes",
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        self.fields["requests"].queryset = ready_requests()  # type: ignore[attr-defined]


class SignMinutesForm(StepForm):
    """Carries what was read: a session changed meanwhile is not signed."""

    digest = forms.CharField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.fields["digest"].initial = digest_of_session(self.target)


class OutcomeForm(SeenForm, StepForm):
    outcome = forms.ChoiceField(
        label="Résultat", choices=ItemOutcome.choices, widget=forms.RadioSelect
    )
    aid_cents = EurosField(
        label="Aide accordée (€)", required=False, help_text="Pour un accord seulement."
    )
    plan_cents = EurosField(
        label="Montant à mettre dans un plan d’apurement (€)",
        required=False,
        help_text="Vide : tout ce qui reste de la dette.",
    )
    motive = forms.CharField(
        label="Motif", max_length=1500, widget=area(3), help_text="Il figure sur la lettre."
    )
    field_order = ("outcome", "aid_cents", "plan_cents", "motive", "seen")

    def prepare(self) -> None:
        item = self.target
        self.fields["outcome"].widget.attrs["autofocus"] = True
        self.initial = {
            "outcome": item.outcome or None,
            "motive": item.motive,
            "aid_cents": item.aid_cents or item.request.proposed_cents,
            "plan_cents": item.plan_cents,
            "seen": marks(entered(item)),
        }


class RecuseForm(StepForm):
    member = forms.ModelChoiceField(
        queryset=SessionMember.objects.none(),
        label="Membre qui se déporte",
        empty_label="Choisissez",
    )
    reason = forms.CharField(label="Motif du déport", max_length=200)

    def prepare(self) -> None:
        aside = self.target.recusals.filter(lifted_at=None).values("member")
        known = self.target.session.members.exclude(pk__in=aside)
        self.fields["member"].queryset = known  # type: ignore[attr-defined]


class LiftRecusalForm(StepForm):
    member = forms.ModelChoiceField(
        queryset=SessionMember.objects.none(),
        label="Membre noté par erreur",
        empty_label="Choisissez",
    )

    def prepare(self) -> None:
        aside = self.target.recusals.filter(lifted_at=None).values("member")
        known = self.target.session.members.filter(pk__in=aside)
        self.fields["member"].queryset = known  # type: ignore[attr-defined]
