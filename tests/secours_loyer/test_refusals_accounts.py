"""Accounts of landlords: one person alone changes none, a doubted number waits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import (
    accounts,
    filing,
)
from secours_loyer.models import (
    LandlordAccount,
)
from secours_loyer.queries.account_alerts import alerts_of
from secours_loyer.states import AccountState
from tests.secours_loyer.path import IBAN, PAYER, Path

pytestmark = pytest.mark.django_db


def test_the_typist_does_not_verify_and_the_call_is_needed(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    stranger = filing.add_landlord(
        filing.NewLandlord("Sans téléphone", "particulier"), by=cast.reception, at=at
    )
    typed = accounts.enter_account(stranger, iban=IBAN, holder="X", by=cast.case_worker, at=at)
    with pytest.raises(Refused, match="téléphone connu"):
        accounts.verify_account(
            typed, called_on=at.date(), called_person="Mme Essai", by=cast.finance, at=at
        )
    with pytest.raises(Refused, match="autre personne"):
        accounts.note_known_phone(stranger, phone="0326000002", by=cast.case_worker, at=at)
    accounts.note_known_phone(stranger, phone="0326000002", by=cast.reception, at=at)
    with pytest.raises(Refused, match="entre la saisie"):
        accounts.verify_account(
            typed,
            called_on=at.date() - timedelta(days=30),
            called_person="Mme Essai",
            by=cast.finance,
            at=at,
        )


def test_the_typist_does_not_choose_the_number_to_call_beforehand(path: Path) -> None:
    """One person alone, a made-up landlord and an accomplice's telephone: an honest call fails."""
    cast, at = path.cast, path.cast.at
    invented = filing.add_landlord(
        filing.NewLandlord("Complice", "particulier", known_phone="0600000000"),
        by=cast.reception, at=at,
    )  # fmt: skip
    typed = accounts.enter_account(invented, iban=IBAN, holder="COMPLICE", by=cast.reception, at=at)
    with pytest.raises(Refused, match="Une autre personne le cherche"):
        accounts.verify_account(
            typed, called_on=at.date(), called_person="Mme Essai", by=cast.finance, at=at
        )
    # Neither does SQL.
    with pytest.raises(IntegrityError, match="gave the number"), transaction.atomic():
        LandlordAccount.objects.filter(pk=typed.pk).update(
            state=AccountState.ACTIVE, verified_by=cast.finance, verified_at=at,
            called_on=at.date(), called_number="0600000000",
        )  # fmt: skip
    accounts.note_known_phone(
        invented, phone="0326000004", source="bail", by=cast.case_worker, at=at
    )
    done = accounts.verify_account(
        typed, called_on=at.date(), called_person="Mme Essai", by=cast.finance, at=at
    )
    assert (done.state, done.called_number) == (AccountState.ACTIVE, "0326000004")


@pytest.mark.parametrize(
    ("iban", "words"),
    [
        ("FR1420041010050500013M02607", "erreur"),
        ("FR0000000", "Recopiez"),
        ("US64SVBKUS6S3300958879", "hors de la zone"),
        ("FR1420041010050500013 M0260", "erreur|Recopiez"),
    ],
)
def test_bad_numbers_are_refused_at_entry(path: Path, iban: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        accounts.enter_account(
            path.landlord(), iban=iban, holder="X", by=path.cast.reception, at=path.cast.at
        )


def test_a_number_shared_by_two_landlords_waits_for_an_explanation(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    path.account()
    other = filing.add_landlord(
        filing.NewLandlord("Autre bailleur", "societe", known_phone="0326000003"),
        by=cast.case_worker, at=at,
    )  # fmt: skip
    shared = path.account(landlord=other)
    assert shared.state == AccountState.VERIFIED
    abroad = path.account("DE89370400440532013000")
    assert abroad.state == AccountState.VERIFIED
    active = accounts.activate_account(
        shared, reason="Même gestionnaire, mandat vu.", by=cast.manager, at=at
    )
    assert active.state == AccountState.ACTIVE


def test_a_number_blocked_before_waits_for_an_explanation(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    doubted = accounts.block_account(path.account(), reason="Faux courrier", by=cast.manager, at=at)
    accounts.archive_account(doubted, by=cast.finance, at=at)
    again = accounts.enter_account(
        path.landlord(), iban=IBAN, holder="HABITAT D'ESSAI", by=cast.reception, at=at
    )
    again = accounts.verify_account(
        again, called_on=at.date(), called_person="Mme Essai", by=cast.finance, at=at
    )
    assert again.state == AccountState.VERIFIED
    assert alerts_of(again) == ["Ce numéro de compte a déjà été bloqué : Faux courrier"]


def test_the_account_that_pays_is_no_landlord_s(path: Path) -> None:
    path.payer()
    with pytest.raises(Refused, match="celui du compte du CCAS"):
        accounts.enter_account(
            path.landlord(), iban=PAYER["iban"], holder="X", by=path.cast.reception, at=path.cast.at
        )
