"""What the catalogue page shows: every component in its ordinary, empty, long and faulty states."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.paginator import Paginator

from reims_solidarite.kit.dates import Period
from reims_solidarite.kit.file_fields import PaperField

LONG = (
    "Association pour l’accompagnement solidaire des familles des quartiers nord-est et alentours"
)


class SampleForm(forms.Form):
    """One field of each kind that the portal uses."""

    name = forms.CharField(label="Nom de l’organisation", help_text="Comme sur ses statuts.")
    email = forms.EmailField(label="Adresse e-mail", required=False)
    day = forms.DateField(
        label="Jour", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    post = forms.ChoiceField(
        label="Poste", choices=[("accueil", "Accueil"), ("caisse", "Caisse")], required=False
    )
    slot = forms.ChoiceField(
        label="Créneau",
        choices=[("matin", "Le matin"), ("soir", "L’après-midi")],
        widget=forms.RadioSelect,
        required=False,
    )
    agree = forms.BooleanField(label="J’ai lu la charte des bénévoles")
    note = forms.CharField(label="Message", widget=forms.Textarea, required=False)
    proof = PaperField(label="Justificatif", required=False, help_text="PDF ou photo.")


class SearchForm(forms.Form):
    q = forms.CharField(label="Nom ou mot", required=False)
    theme = forms.ChoiceField(
        label="Thème", choices=[("", "Tous"), ("logement", "Logement")], required=False
    )


def catalogue_context() -> dict[str, object]:
    """Everything `components/catalogue.html` needs, and nothing that depends on the database."""
    return {
        "title": "Composants",
        "long": LONG,
        "crumbs": [
            {"label": "Accueil", "url": "/"},
            {"label": "Annuaire", "url": "/acteurs/"},
            {"label": LONG},
        ],
        "actions": [
            {"label": "Modifier", "url": "#modifier", "primary": True},
            {"label": "Imprimer", "url": "#imprimer"},
        ],
        "tones": ["neutral", "info", "success", "warning", "danger"],
        "alert_tones": ["info", "success", "warning", "danger"],
        "sample_form": SampleForm(auto_id="id_sample_%s"),
        "faulty_form": SampleForm({"email": "sans arobase"}, auto_id="id_faulty_%s"),
        "search_form": SearchForm(auto_id="id_search_%s"),
        "page": Paginator(range(1, 200), 10).page(7),
        "amounts": [123_456, 0, -5_000, 99_999_999_999],
        "a_day": date(2026, 11, 23),
        "a_period": Period(date(2026, 1, 1), date(2026, 4, 1)),
        **_lists(),
        **_progressions(),
    }


def _lists() -> dict[str, object]:
    row = {"label": "Samedi 28 novembre : 3 places à pourvoir", "url": "#jour"}
    return {
        "work_lists": [
            {
                "title": "Jours d’ouverture à compléter",
                "help": "Il faut 15 bénévoles par jour.",
                "count": 2,
                "rows": [
                    row | {"detail": "dans 5 jours", "urgent": True},
                    {"label": LONG, "url": "#long", "detail": "dans 12 jours"},
                ],
                "empty_text": "Tous les jours sont complets.",
                "action": {"label": "Ouvrir le planning", "url": "#planning"},
            },
            {"title": "Demandes à instruire", "rows": [], "empty_text": "Rien n’attend."},
        ],
        "columns": [
            {"label": "Organisation", "sort_url": "#nom", "sorted": "asc"},
            {"label": "Thème", "sort_url": "#theme"},
            {"label": "État"},
            {"label": "Aide versée", "numeric": True},
        ],
        "rows": [
            [
                {"text": LONG, "url": "#organisation"},
                {"text": "Logement"},
                {"text": "Convention signée", "tone": "success"},
                {"text": "1 234,56 €", "numeric": True},
            ],
            [
                {"text": "Entraide du centre", "url": "#organisation-2"},
                {"text": ""},
                {"text": "À renouveler", "tone": "warning"},
                {"text": "0,00 €", "numeric": True},
            ],
        ],
        "fields": [
            {"label": "Téléphone", "value": "03 26 00 00 00", "url": "tel:+33326000000"},
            {"label": "Adresse", "value": "1 rue de l’Exemple\n51100 Reims"},
            {"label": "Site", "value": ""},
            {"label": "Convention", "value": "Signée", "tone": "success", "help": "Jusqu’en 2027"},
        ],
    }


def _progressions() -> dict[str, object]:
    return {
        "events": [
            {"date": "2 novembre", "title": "Demande reçue", "by": "Entraide du centre"},
            {"date": "9 novembre", "title": "Pièce manquante", "tone": "warning"},
            {
                "date": "23 novembre",
                "title": "Dossier complet",
                "text": "Prochaine commission le 3 décembre.",
                "current": True,
            },
        ],
        "steps": [
            {"label": "Le ménage", "state": "done", "url": "#menage"},
            {"label": "La dette", "state": "current"},
            {"label": "Le bailleur", "state": "todo"},
        ],
        "chart": [("Croix-Rouge", 42), ("Châtillons", 17), ("Orgeval", 0), ("Clairmarais", None)],
        "no_chart": [],
    }
