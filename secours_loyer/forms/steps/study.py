"""What is asked of those who study a request."""

from __future__ import annotations

from django import forms

from actors.models import User
from reims_solidarite.kit.form_fields import EurosField, choose_among
from secours_loyer.forms.nobody_named import NOBODY_NAMED
from secours_loyer.forms.steps.base import StepForm, area
from secours_loyer.queries.social_workers import social_workers
from secours_loyer.queries.ties import apart_among
from secours_loyer.states import RequestState


class AssignForm(StepForm):
    to = forms.ModelChoiceField(
        queryset=User.objects.none(), label="Instructeur", empty_label="Choisissez une personne"
    )

    def prepare(self) -> None:
        workers = social_workers()
        apart = apart_among(self.target, workers.values("pk")).values("pk")
        workers = workers.exclude(pk__in=apart)
        choose_among(self, "to", workers)
        if self.target.state == RequestState.FILED:
            self.fields["to"].initial = self.target.instructor_id


class NoteForm(StepForm):
    text = forms.CharField(
        label="Note sociale",
        max_length=4000,
        widget=area(4),
        help_text="Lue par les instructeurs et les cadres seulement.",
    )


class OpinionForm(StepForm):
    proposed_cents = EurosField(label="Aide proposée (€)")
    opinion = forms.CharField(
        label="Avis motivé",
        max_length=1500,
        required=False,
        widget=area(3),
        help_text="Nécessaire si vous proposez un autre montant que le calcul. " + NOBODY_NAMED,
    )

    def prepare(self) -> None:
        latest = self.target.assessments.first()
        self.fields["proposed_cents"].initial = latest.aid_cents if latest else None
        self.fields["opinion"].initial = self.target.opinion


class SendBackForm(StepForm):
    reason = forms.CharField(
        label="Ce qui est à reprendre",
        max_length=1000,
        widget=area(3),
        help_text="L’instructeur le lit en haut du dossier, et dans les notes sociales.",
    )
