"""A new SECRET_KEY: what was sealed with the old one still opens, then no longer needs it."""

from __future__ import annotations

from datetime import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import InvalidToken
from django.core.management import call_command

from actors.actions.messages import write_message
from actors.actions.reseal import sealed_columns
from actors.models import Message
from reims_solidarite.kit.secrets import seal, unseal
from tests.actors.login.journeys import SECRET
from tests.cast import Cast

pytestmark = pytest.mark.django_db
OLD, NEW = "l’ancienne clé", "la nouvelle clé"


@pytest.fixture
def sealed(cast: Cast, at: datetime, settings) -> Message:
    """One e-mail that has not left, one person's second factor and rescue codes, under OLD."""
    settings.SECRET_KEY = OLD
    TOTP.activate(cast.finance, SECRET)
    RecoveryCodes.activate(cast.finance)
    message = write_message(
        "actors.account_opened",
        to=cast.volunteer,
        dedupe_key="t:1",
        context={"first_name": "Camille", "email": cast.volunteer.email, "staff": False},
        secret="un-lien-personnel",
        at=at,
    )
    assert message is not None
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    return message


def test_everything_opens_without_the_old_key_once_resealed(
    cast: Cast, sealed: Message, settings, capsys
) -> None:
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    call_command("reseal_secrets")
    assert "actors_message : 1 secrets" in capsys.readouterr().out
    settings.SECRET_KEY_FALLBACKS = []
    sealed.refresh_from_db()
    assert unseal(sealed.sealed) == "un-lien-personnel"
    kept = {row.type: row for row in Authenticator.objects.filter(user=cast.finance)}
    assert unseal(kept["totp"].data["secret"]) == SECRET
    assert RecoveryCodes(kept["recovery_codes"]).get_unused_codes() == codes


def test_without_it_the_old_key_may_not_go(sealed: Message, settings) -> None:
    """The control: removing the old key first loses the secret."""
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        unseal(sealed.sealed)


def test_what_no_key_opens_is_said_and_left(sealed: Message, settings, capsys) -> None:
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(SystemExit) as stopped:
        call_command("reseal_secrets")
    assert stopped.value.code == 1
    assert "ancienne clé" in capsys.readouterr().err
    before = sealed.sealed
    sealed.refresh_from_db()
    assert sealed.sealed == before
    settings.SECRET_KEY_FALLBACKS = [OLD]
    call_command("reseal_secrets")


def test_every_sealed_column_is_known() -> None:
    found = {(model._meta.label, name) for model, name in sealed_columns()}
    assert {("actors.Message", "sealed"), ("epicerie.Volunteer", "feed_sealed")} <= found


def test_two_seals_of_one_text_differ() -> None:
    assert seal("a") != seal("a")
