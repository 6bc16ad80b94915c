"""The field of a file: how heavy it may be is said before it is sent, and again beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from reims_solidarite.kit.heavy_files import ONE_FILE, DroppedFile, megabytes


class PaperField(forms.FileField):
    """A file of at most `most` bytes; `static/js/file_sizes.js` checks the same before sending."""

    def __init__(self, *, most: int = ONE_FILE, help_text: str = "", **kwargs: Any) -> None:
        self.most = most
        said = f"{help_text} {self._limit()}".strip()
        super().__init__(help_text=said, **kwargs)

    def _limit(self) -> str:
        return f"{megabytes(self.most)} au plus."

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        whole = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return {**super().widget_attrs(widget), "data-most": self.most, "data-whole": whole}

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return None
        if data.size > self.most:
            raise ValidationError(
                f"« {data.name} » pèse {megabytes(data.size)} : {megabytes(self.most)} au plus. "
                "Numérisez-le en gris, ou photographiez-le avec une qualité plus basse, puis "
                "joignez-le de nouveau."
            )
        if isinstance(data, DroppedFile):
            raise ValidationError(
                f"« {data.name} » n’est pas gardé : l’envoi entier dépassait "
                f"{megabytes(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)}. Joignez-le de nouveau, avec "
                "moins de fichiers à la fois."
            )
        return super().to_python(data)


class _SeveralFiles(forms.ClearableFileInput):
    """Papers chosen together, on a phone too."""

    allow_multiple_selected = True


class SeveralPapersField(PaperField):
    """The cleaned value is a list; each file is recognised by the action that keeps it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=_SeveralFiles(), **kwargs)

    def _limit(self) -> str:
        whole = megabytes(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        return f"{megabytes(self.most)} au plus chacun, {whole} en tout par envoi."

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralPapersField, self).clean(one, initial) for one in given if one]
