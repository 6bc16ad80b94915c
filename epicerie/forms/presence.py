"""The presence sheet as it is typed: a choice a person, an arrival and a length if need be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms

from epicerie.actions.presence import Note, mark
from epicerie.actions.presence_lines import Noted
from epicerie.forms.widgets import HourField
from epicerie.queries.presence import Line, SheetPage
from epicerie.states import CAME, Presence
from reims_solidarite.kit.dates import PARIS, paris_instant
from reims_solidarite.kit.one_line import OneLineField

LENGTH_HELP = "Heures et minutes ; laissez vide pour la durée prévue."


def as_length(minutes: int) -> time:
    """Minutes as an input of hours and minutes shows them."""
    return time(minutes // 60, minutes % 60)


def as_minutes(length: time | None) -> int | None:
    return None if length is None else length.hour * 60 + length.minute


def on_day(day: date, at: time | None) -> datetime | None:
    return None if at is None else paris_instant(day, at)


@dataclass(frozen=True)
class Row:
    """One person with the fields of their line."""

    line: Line
    choices: tuple[tuple[str, str, bool], ...]
    arrival: Any
    length: Any
    seen: Any


class SheetForm(forms.Form):
    """Every line of one sheet; a line whose fields did not change is left alone."""

    def __init__(self, page: SheetPage, data: Any = None) -> None:
        super().__init__(data)
        self.page = page
        for line in page.lines:
            noted = line.attendance
            usual = noted is None or noted.minutes in (0, line.planned_minutes)
            arrived = noted and noted.arrived_at and noted.arrived_at.astimezone(PARIS).time()
            key = line.key
            self.fields[f"presence-{key}"] = forms.ChoiceField(
                choices=Presence.choices,
                required=False,
                initial=line.status,
                label=f"Présence de {line.name}",
                error_messages={"invalid_choice": "Choisissez une des réponses proposées."},
            )
            self.fields[f"arrivee-{key}"] = HourField(
                label="Arrivée", required=False, initial=arrived
            )
            self.fields[f"duree-{key}"] = HourField(
                label="Durée",
                required=False,
                initial=None if usual or noted is None else as_length(noted.minutes),
            )
            self.fields[f"vu-{key}"] = forms.CharField(
                required=False, initial=mark(noted), widget=forms.HiddenInput
            )

    def rows(self) -> list[Row]:
        """For the page: what was typed, or what is known."""
        found = []
        for line in self.page.lines:
            chosen = self[f"presence-{line.key}"].value()
            found.append(
                Row(
                    line,
                    tuple((code, words, code == chosen) for code, words in Presence.choices),
                    self[f"arrivee-{line.key}"],
                    self[f"duree-{line.key}"],
                    self[f"vu-{line.key}"],
                )
            )
        return found

    def notes(self, *, rest_present: bool = False) -> list[Note]:
        """Lines that the person changed; with `rest_present`, whoever has no answer is present."""
        return [
            note
            for line in self.page.lines
            if (note := self._note(line, rest_present=rest_present)) is not None
        ]

    def _note(self, line: Line, *, rest_present: bool) -> Note | None:
        about = line.assignment or line.attendance
        status = self.cleaned_data[f"presence-{line.key}"]
        if not status and rest_present:
            status = Presence.PRESENT.value
        names = (f"{part}-{line.key}" for part in ("presence", "arrivee", "duree"))
        changed = any(name in self.changed_data for name in names)
        if about is None or not status or not (changed or (rest_present and not line.status)):
            return None
        noted = Noted(
            status,
            on_day(self.page.opening.day, self.cleaned_data[f"arrivee-{line.key}"])
            if status in CAME
            else None,
            as_minutes(self.cleaned_data[f"duree-{line.key}"]) if status in CAME else None,
        )
        return Note(about, noted, self.cleaned_data[f"vu-{line.key}"])


class WalkInForm(forms.Form):
    """Somebody who came without a place."""

    name = OneLineField(
        label="Prénom et nom",
        max_length=80,
        help_text="Un bénévole est reconnu à son nom. Sinon, la coordination inscrira la personne.",
    )
    arrival = HourField(label="Arrivée", required=False)
    length = HourField(label="Durée", required=False, help_text=LENGTH_HELP)

    def noted(self, day: date) -> Noted:
        typed = self.cleaned_data
        return Noted(
            Presence.PRESENT.value, on_day(day, typed["arrival"]), as_minutes(typed["length"])
        )


class CorrectionForm(forms.Form):
    """One line of a signed sheet, as it should have been."""

    status = forms.ChoiceField(label="Présence", choices=Presence.choices)
    arrival = HourField(label="Arrivée", required=False)
    length = HourField(label="Durée", required=False, help_text=LENGTH_HELP)
    reason = OneLineField(
        label="Raison de la correction",
        max_length=200,
        help_text="La feuille signée reste telle quelle ; la correction s’ajoute, avec sa raison.",
    )

    def noted(self, day: date) -> Noted:
        typed = self.cleaned_data
        return Noted(typed["status"], on_day(day, typed["arrival"]), as_minutes(typed["length"]))


class GuestForm(forms.Form):
    """Which volunteer a person noted by name has become."""

    def __init__(self, *args: Any, volunteers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["volunteer"] = forms.ModelChoiceField(
            label="Bénévole", queryset=volunteers, empty_label="Choisir"
        )
