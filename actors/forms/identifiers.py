"""Checking the national numbers of an organisation."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.fr import siret

RNA = re.compile(r"W[0-9A-Z]{9}")


def check_siret(typed: str) -> str:
    """14 digits with their key (La Poste's establishments have their own); "" is allowed."""
    compact = re.sub(r"[\s.\-]", "", typed)
    if not compact:
        return ""
    try:
        return str(siret.validate(compact))
    except InvalidNumber as error:
        raise ValidationError(
            "Ce SIRET n’est pas valable : vérifiez ses 14 chiffres sur annuaire-entreprises.data."
            "gouv.fr."
        ) from error


def check_rna(typed: str) -> str:
    """A W followed by nine digits or letters; "" is allowed (not every association has one)."""
    compact = re.sub(r"[\s.\-]", "", typed).upper()
    if compact and not RNA.fullmatch(compact):
        raise ValidationError("Un numéro RNA est un W suivi de 9 chiffres ou lettres.")
    return compact


class SiretField(forms.CharField):
    """A SIRET, typed with or without spaces."""

    def clean(self, value: object) -> str:
        return check_siret(str(super().clean(value) or ""))


class RnaField(forms.CharField):
    """An RNA number, typed in either case."""

    def clean(self, value: object) -> str:
        return check_rna(str(super().clean(value) or ""))
