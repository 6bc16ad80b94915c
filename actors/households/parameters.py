"""What the CCAS decides about the reste à vivre: no law defines it, so each choice is dated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actors.households.models import ChargeKind, ResourceKind
from actors.households.reste_a_vivre.parameters import MEASURES, RavParameters, Threshold
from actors.parameters import Key, declare
from reims_solidarite.kit.money import format_cents


def _words(labels: Mapping[str, str], codes: list[str]) -> str:
    return ", ".join(_inside(labels.get(code, code)) for code in codes) or "aucune"


def _inside(label: str) -> str:
    """A label in the middle of a sentence; « RSA » stays in capitals."""
    return label if label.isupper() else label[0].lower() + label[1:]


_RESOURCES = dict(ResourceKind.choices)
_CHARGES = dict(ChargeKind.choices)


def _caps(value: dict[str, int | None]) -> str:
    parts = [
        _inside(_CHARGES.get(kind, kind))
        + ("" if cap is None else f" (au plus {format_cents(cap)} par mois)")
        for kind, cap in value.items()
    ]
    return f"Le reste à vivre déduit : {', '.join(parts) or 'aucune charge'}."


def _thresholds(value: list[dict[str, Any]]) -> str:
    parts = [
        f"{format_cents(row['cents'])} "
        + (
            "pour les foyers plus grands"
            if row["up_to"] is None
            else f"jusqu’à {row['up_to']} personne{'s' if row['up_to'] > 1 else ''}"
        )
        for row in value
    ]
    return f"Le seuil du reste à vivre est de {', '.join(parts)}."


def _thresholds_problem(value: object) -> str | None:
    """Whether the computation would accept these thresholds."""
    try:
        rows = tuple(Threshold(row["cents"], row["up_to"]) for row in value)  # type: ignore[attr-defined]
        RavParameters("", frozenset(), {}, rows)
    except (KeyError, TypeError):
        return "Chaque seuil a un montant et une taille de foyer."
    except ValueError as error:
        return str(error)
    return None


COUNTED = declare(
    Key(
        name="rav.ressources_comptees",
        label="Ressources comptées dans le reste à vivre",
        kind="table",
        default=[kind.value for kind in ResourceKind if kind != ResourceKind.SCHOLARSHIP],
        sentence=lambda value: f"Le reste à vivre compte : {_words(_RESOURCES, value)}.",
        columns=tuple(ResourceKind.choices),
    )
)
CAPS = declare(
    Key(
        name="rav.charges_deduites",
        label="Charges déduites du reste à vivre, avec leur plafond",
        kind="table",
        default={
            "loyer": 90_000,
            "charges": None,
            "energie": 25_000,
            "eau": 8_000,
            "assurance": 4_000,
            "mutuelle": 15_000,
            "garde": None,
            "alimentaire": None,
            "impots": None,
        },
        sentence=_caps,
        columns=tuple(ChargeKind.choices),
    )
)
THRESHOLDS = declare(
    Key(
        name="rav.seuils",
        label="Seuils du reste à vivre par taille du foyer",
        kind="table",
        default=[{"cents": 1_000, "up_to": 1}, {"cents": 900, "up_to": None}],
        sentence=_thresholds,
        check=_thresholds_problem,
    )
)
MEASURE = declare(
    Key(
        name="rav.mesure",
        label="Mesure comparée au seuil",
        kind="text",
        default="person_day",
        choices=tuple(MEASURES.items()),
        sentence=lambda value: f"Le seuil se compare au reste à vivre {MEASURES[value]}.",
    )
)
DIVISOR = declare(
    Key(
        name="rav.diviseur",
        label="Diviseur du reste à vivre",
        kind="text",
        default="persons",
        choices=(("persons", "par personne"), ("units", "par part (unités de consommation)")),
        sentence=lambda value: (
            "Chaque personne compte pour une part entière."
            if value == "persons"
            else "Le premier adulte compte pour 1 part, les autres pour 0,5, un enfant de moins de "
            "14 ans pour 0,3."
        ),
    )
)
DAYS = declare(
    Key(
        name="rav.jours_par_mois",
        label="Jours par mois",
        kind="count",
        default=30,
        minimum=28,
        maximum=31,
        sentence=lambda value: f"Un mois compte {value} jours dans le calcul du reste à vivre.",
    )
)
NAMES = tuple(key.name for key in (COUNTED, CAPS, THRESHOLDS, MEASURE, DIVISOR, DAYS))
