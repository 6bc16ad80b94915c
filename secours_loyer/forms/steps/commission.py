"""What is asked about a session of the commission, and about each of its files."""

from __future__ import annotations

from typing import Any

from django import forms

from actors.models import User
from reims_solidarite.kit.dates import PARIS
from reims_solidarite.kit.form_fields import DayField, EurosField, choose_among
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.seen import SeenForm, marks
from secours_loyer.forms.steps.above import AboveForm
from secours_loyer.forms.steps.base import StepForm, area
from secours_loyer.models import ItemOutcome, RentRequest, SessionMember
from secours_loyer.queries.agenda import (
    colleagues,
    contested_requests,
    digest_of_session,
    entered,
    outcomes_of,
    ready_requests,
)


class PlanSessionForm(StepForm):
    held_at = forms.DateTimeField(
        label="Jour et heure",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"],
    )
    place = forms.CharField(label="Lieu", max_length=120, help_text="120 caractères au plus.")


class MoveSessionForm(PlanSessionForm):
    """As it is, to be changed."""

    notice = (
        "Les membres qui ont un compte reçoivent un e-mail. Prévenez les autres vous-même, et les "
        "ménages dont le dossier est inscrit."
    )

    def prepare(self) -> None:
        self.fields["held_at"].initial = self.target.held_at.astimezone(PARIS)
        self.fields["place"].initial = self.target.place


class PlanBoardForm(StepForm):
    held_on = DayField(label="Conseil d’administration du")


class MoveBoardForm(PlanBoardForm):
    """As it is, to be changed."""

    def prepare(self) -> None:
        self.fields["held_on"].initial = self.target.held_on


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
        choose_among(self, "user", colleagues())


class PresenceForm(StepForm):
    present = forms.ModelMultipleChoiceField(
        queryset=SessionMember.objects.none(),
        label="Présents maintenant",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        members = self.target.members.all()
        choose_among(self, "present", members)
        self.fields["present"].initial = [row.pk for row in members if row.present]


def _named(request: RentRequest) -> str:
    return f"{request.number}, {request.household.name}"


def _ready_words(request: RentRequest) -> str:
    """Only the secretary is offered the form, who reads households and debts."""
    debt = format_cents(request.debt.certified_cents)
    proposed = format_cents(request.proposed_cents or 0)
    return f"{_named(request)} : dette {debt}, aide proposée {proposed}"


class RegisterForm(StepForm):
    requests = forms.ModelMultipleChoiceField(
        queryset=RentRequest.objects.none(),
        label="Demandes prêtes",
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        choose_among(self, "requests", ready_requests(), said=_ready_words)


class RegisterReviewsForm(StepForm):
    requests = forms.ModelMultipleChoiceField(
        queryset=RentRequest.objects.none(),
        label="Recours à examiner",
        widget=forms.CheckboxSelectMultiple,
        help_text="La commission relit la décision contestée : elle la maintient, ou accorde une "
        "autre aide.",
    )

    def prepare(self) -> None:
        choose_among(self, "requests", contested_requests(), said=_named)


class SignMinutesForm(StepForm):
    """Carries what was read: a session changed meanwhile is not signed."""

    digest = forms.CharField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.fields["digest"].initial = digest_of_session(self.target)


class OutcomeForm(SeenForm, AboveForm):
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
        self.fields["outcome"] = forms.ChoiceField(
            label="Résultat", choices=outcomes_of(item), widget=forms.RadioSelect
        )
        self.fields["outcome"].widget.attrs["autofocus"] = True
        proposed = item.request.proposed_cents
        if proposed:
            # Said, not written in: a refusal must not have to take an amount back.
            self.fields[
                "aid_cents"
            ].help_text = f"Pour un accord seulement. Proposition : {format_cents(proposed)}."
        self.initial = {
            "outcome": item.outcome or None,
            "motive": item.motive,
            "aid_cents": item.aid_cents or None,
            "plan_cents": item.plan_cents,
            "seen": marks(entered(item)),
        }

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("outcome") == ItemOutcome.GRANTED:
            self.confirm_above(self.target.request, typed.get("aid_cents"))
        return typed


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
        choose_among(self, "member", known)


class LiftRecusalForm(StepForm):
    member = forms.ModelChoiceField(
        queryset=SessionMember.objects.none(),
        label="Membre noté par erreur",
        empty_label="Choisissez",
    )

    def prepare(self) -> None:
        aside = self.target.recusals.filter(lifted_at=None).values("member")
        known = self.target.session.members.filter(pk__in=aside)
        choose_among(self, "member", known)
