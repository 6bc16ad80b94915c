"""Two people edit one row: the second to save is told what changed meanwhile, and overwrites
nothing.

A form carries marks of the values it showed; the action compares them, under the row's lock, with
the values of now. A mark is a short digest: the page holds nothing that it does not show.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django import forms
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from reims_solidarite.kit.transitions import Refused


def marks(values: Mapping[str, object]) -> str:
    """« name:1f3ac0de phone:… »"""
    return " ".join(f"{name}:{_mark(value)}" for name, value in values.items())


def refuse_if_changed(seen: str, current: Mapping[str, object], labels: Mapping[str, str]) -> None:
    """Raise Refused, naming the fields, when a value is no longer the one that was shown.

    A caller who showed nothing (`seen` empty: imports, buttons) has nothing to compare.
    """
    shown = dict(mark.rpartition(":")[::2] for mark in seen.split())
    changed = [
        labels.get(name, name)
        for name, value in current.items()
        if seen and shown.get(name) != _mark(value)
    ]
    if changed:
        raise Refused(
            _(
                "Pendant que vous remplissiez cette page, quelqu’un d’autre a changé : %(what)s. "
                "Rien n’a été enregistré. Rouvrez la page pour lire sa version, puis refaites "
                "votre changement s’il est encore utile."
            )
            % {"what": ", ".join(gettext(label) for label in changed).lower()}
        )


def labels_of(row: models.Model) -> dict[str, str]:
    """What the fields of a row are called."""
    return {field.name: str(field.verbose_name) for field in row._meta.concrete_fields}


def _mark(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:12]


class SeenForm(forms.Form):
    """Mixed into forms that change a row: it keeps the marks of what it showed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def show_row(self, row: models.Model) -> None:
        """For forms made from a model."""
        names = [field.name for field in row._meta.concrete_fields if field.name in self.fields]
        self.initial["seen"] = marks({name: getattr(row, name) for name in names})
