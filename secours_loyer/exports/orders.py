"""What a frozen batch holds when it is handed to an encoder. Pure Python, everything checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import LIMIT
from reims_solidarite.kit.transitions import Refused
from secours_loyer.exports.sepa_text import is_sepa_text
from secours_loyer.iban import check_bic, check_iban

_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-]{0,34}", re.ASCII)
LONGEST_BATCH_REFERENCE = 33
"""Two characters are left for the suffix of the payment block."""


@dataclass(frozen=True)
class Payer:
    """The account that pays: the *régie*, or the CCAS."""

    name: str
    iban: str
    bic: str

    def __post_init__(self) -> None:
        _text("nom du payeur", self.name, 70)
        _iban(self.iban)
        _bic(self.bic)


@dataclass(frozen=True)
class Transfer:
    """One approved order. `reference` is its EndToEndId: it comes back on the bank statement."""

    reference: str
    payee: str
    iban: str
    cents: int
    label: str
    bic: str = ""

    def __post_init__(self) -> None:
        _reference(self.reference, 35)
        _text("nom du bénéficiaire", self.payee, 70)
        _text("libellé", self.label, 140)
        _iban(self.iban)
        if self.bic:
            _bic(self.bic)
        if type(self.cents) is not int or not 0 < self.cents <= LIMIT:
            raise Refused(f"Le montant de l’ordre {self.reference} n’est pas possible.")


@dataclass(frozen=True)
class TransferBatch:
    """A frozen batch: the same batch always gives the same file."""

    reference: str
    frozen_at: datetime
    execute_on: date
    payer: Payer
    transfers: tuple[Transfer, ...]

    def __post_init__(self) -> None:
        _reference(self.reference, LONGEST_BATCH_REFERENCE)
        if not self.transfers:
            raise Refused("Ce lot est vide. Ajoutez au moins un ordre de paiement.")
        if self.execute_on < paris_day(self.frozen_at):
            raise Refused("La date d’exécution est passée. Choisissez une date à venir.")
        seen: set[str] = set()
        for transfer in self.transfers:
            if transfer.reference in seen:
                raise Refused(f"L’ordre {transfer.reference} est deux fois dans ce lot.")
            seen.add(transfer.reference)
            if transfer.iban == self.payer.iban:
                raise Refused(f"L’ordre {transfer.reference} paie le compte du payeur lui-même.")

    @property
    def total_cents(self) -> int:
        return sum(transfer.cents for transfer in self.transfers)


def _reference(text: str, longest: int) -> None:
    if not _REFERENCE.fullmatch(text) or len(text) > longest:
        raise Refused(
            f"La référence « {text} » doit compter {longest} lettres, chiffres ou tirets au plus."
        )


def _text(what: str, text: str, longest: int) -> None:
    if not text or not is_sepa_text(text):
        raise Refused(f"Le {what} « {text} » contient des caractères que la banque refuse.")
    if len(text) > longest:
        raise Refused(f"Le {what} « {text} » dépasse {longest} caractères. Raccourcissez-le.")


def _iban(iban: str) -> None:
    try:
        checked = check_iban(iban)
    except ValueError as error:
        raise Refused(str(error)) from None
    if checked != iban:
        raise Refused("Un IBAN du lot n’est pas sous sa forme contrôlée. Vérifiez-le de nouveau.")


def _bic(bic: str) -> None:
    try:
        checked = check_bic(bic)
    except ValueError as error:
        raise Refused(str(error)) from None
    if checked != bic:
        raise Refused("Un BIC du lot n’est pas sous sa forme contrôlée. Vérifiez-le de nouveau.")
