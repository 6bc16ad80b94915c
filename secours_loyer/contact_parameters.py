"""How households reach the CCAS: what every letter that says to call gives."""

from __future__ import annotations

from collections.abc import Callable

from actors.parameters import Key, declare


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
