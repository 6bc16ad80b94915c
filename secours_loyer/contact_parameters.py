"""What letters say of the CCAS: how to reach it, and in what quality its signatories sign."""

from __future__ import annotations

from collections.abc import Callable

from actors.parameters import Key, declare
from reims_solidarite.kit.names import folded


def _contact(what: str) -> Callable[[str], str]:
    return lambda text: (
        f"Les lettres aux ménages donnent {what} : {text}."
        if text.strip()
        else f"Les lettres aux ménages ne donnent pas {what} : à remplir."
    )


CCAS_PHONE = declare(
    Key(
        name="secours.telephone",
        label="Téléphone du CCAS dans les lettres",
        kind="text",
        default="",
        sentence=_contact("le téléphone du CCAS"),
    )
)
CCAS_ADDRESS = declare(
    Key(
        name="secours.adresse",
        label="Adresse du CCAS dans les lettres",
        kind="text",
        default="",
        sentence=_contact("l’adresse du CCAS"),
    )
)


def offices_of(text: str) -> dict[str, str]:
    """« Anne Marne, présidente ; Paul Vesle, vice-président » by folded name."""
    parts = [part.partition(",") for part in text.split(";") if part.strip()]
    return {folded(name): office.strip() for name, _, office in parts}


def _unnamed(text: str) -> str | None:
    if all(offices_of(text).values()):
        return None
    return (
        "Écrivez « Prénom Nom, qualité », et un point-virgule entre deux signataires : "
        "« Anne Marne, présidente ; Paul Vesle, vice-président par délégation »."
    )


SIGNATORY_OFFICES = declare(
    Key(
        name="secours.qualites",
        label="Qualité de chaque signataire, dans les lettres",
        kind="text",
        default="",
        sentence=lambda text: (
            f"Les décisions sont signées par : {text}."
            if text.strip()
            else "La qualité des signataires n’est pas écrite : à remplir (« Anne Marne, "
            "présidente ; Paul Vesle, vice-président par délégation »)."
        ),
        check=_unnamed,
    )
)
