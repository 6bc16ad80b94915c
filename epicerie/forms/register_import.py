"""Forms of a list of volunteers: the file, then the confirmation."""

from __future__ import annotations

from typing import Any

from django import forms

from actors.models import Organisation
from epicerie.models import Affiliation
from reims_solidarite.kit.file_fields import PaperField
from reims_solidarite.kit.heavy_files import MEGA


class ListForm(forms.Form):
    """The file, and whose whole list it is."""

    file = PaperField(
        most=2 * MEGA,
        label="Fichier CSV ou Excel (XLSX)",
        help_text="Une ligne par personne, 1 000 au plus.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    organisation = forms.ModelChoiceField(
        label="C’est la liste entière de",
        queryset=Organisation.objects.all(),
        required=False,
        empty_label="Plusieurs associations (colonne « Association »)",
        help_text="Les personnes de cette association absentes du fichier vous seront montrées.",
    )


class ConfirmForm(forms.Form):
    """What was read, and who leaves: nobody unless ticked."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, missing: list[Affiliation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if missing:
            self.fields["leaving"] = forms.MultipleChoiceField(
                label="Terminer le rattachement de",
                choices=[(str(row.pk), str(row.volunteer)) for row in missing],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
