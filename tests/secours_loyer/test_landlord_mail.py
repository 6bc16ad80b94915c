"""The postal address of a landlord: given with the request, noted by the CCAS, on the letters."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from actors.models import JournalEntry
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import filing
from secours_loyer.actions.landlord_mail import Postal, note_landlord_mail
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.posting import post_letters
from secours_loyer.actions.statements import ask_statement
from secours_loyer.letters.payment import landlord_notice
from secours_loyer.models import Landlord, Letter, LetterKind, RentRequest
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_commission_papers import text_of
from tests.secours_loyer.test_posting import listed, shown, stored
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
MAIL = Postal("  Service  comptable \n\n 5 rue de l’Essai ", "51100", " Reims ")
OWN = "UPDATE secours_loyer_landlord SET {} WHERE id = %s"


def asked(path: Path, **more: object) -> tuple[RentRequest, Letter]:
    """A request whose landlord was asked for a statement."""
    request = path.studied(**more)
    ask_statement(request, by=path.cast.case_worker, at=path.cast.at)
    return request, Letter.objects.get(request=request, kind=LetterKind.STATEMENT)


def test_the_address_is_printed_in_the_window_of_every_letter_to_a_landlord(path: Path) -> None:
    cast, landlord = path.cast, path.landlord()
    note_landlord_mail(landlord, MAIL, by=cast.reception, at=cast.at)
    _, letter = asked(path, landlord=Landlord.objects.get(pk=landlord.pk))
    printed = text_of(stored(letter))
    for line in ("Service comptable", "5 rue de l’Essai", "51100 Reims"):
        assert line in printed
    order = path.prepared(last="Suippe", reference="L-2")
    assert landlord_notice(order, at=cast.at)["recipient"] == [
        *("Habitat d’essai", "Service comptable", "5 rue de l’Essai", "51100 Reims")
    ]
    told = listed(path, cast.reception)
    assert "Service comptable, 5 rue de l’Essai, 51100 Reims" in told
    assert "Adresse manquante" not in told


def test_a_letter_without_address_says_so_until_it_left(path: Path) -> None:
    cast = path.cast
    request, letter = asked(path)
    file = reverse("secours_loyer:file", args=[request.uid])
    told = listed(path, cast.reception)
    assert told.count("Adresse manquante") == 1
    assert f"{file}#note_landlord_mail" in told
    assert 'id="note_landlord_mail"' in shown(cast.client(cast.reception).get(file))
    note_landlord_mail(
        request.tenancy.landlord, MAIL, by=cast.manager, at=cast.at + timedelta(hours=1)
    )
    told = listed(path, cast.reception)
    assert "Adresse manquante" not in told
    assert "Adresse notée après cette lettre" in told
    assert "5 rue de l’Essai" in told
    assert "5 rue de l’Essai" not in text_of(stored(letter))
    post_letters([letter], by=cast.reception, at=cast.at)
    assert "Adresse notée après" not in listed(path, cast.reception, etat="toutes")


def test_whoever_may_not_note_it_has_no_link(path: Path) -> None:
    asked(path)
    told = listed(path, path.cast.secretary)
    assert "Adresse manquante" in told
    assert "#note_landlord_mail" not in told


def test_the_file_notes_it_and_half_an_address_comes_back(path: Path) -> None:
    cast = path.cast
    request, _ = asked(path)
    page = reverse("secours_loyer:file", args=[request.uid]) + "note_landlord_mail/"
    client, typed = cast.client(cast.case_worker), "note_landlord_mail-mail_{}"
    half = {typed.format("lines"): "5 rue de l’Essai", typed.format("postcode"): "511"}
    answer = client.post(page, half)
    assert answer.status_code == 422
    assert "5 chiffres" in shown(answer)
    assert "5 rue de l’Essai" in shown(answer)
    whole = {**half, typed.format("postcode"): "51100", typed.format("city"): "Reims"}
    assert client.post(page, whole).status_code == 302
    landlord = Landlord.objects.get(pk=request.tenancy.landlord_id)
    assert landlord.mail_address == ["5 rue de l’Essai", "51100 Reims"]
    assert landlord.mail_by == cast.case_worker
    assert not list(faults())
    kept = JournalEntry.objects.get(verb="note_landlord_mail")
    assert "Essai" not in str(kept.details)
    again = client.post(page, whole)
    assert "déjà notée" in shown(again)


def test_a_partner_gives_it_with_a_new_landlord_and_never_changes_it(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    with pytest.raises(Refused, match="commune") as caught:
        filing.add_landlord(
            filing.NewLandlord("SCI", "societe", mail=Postal("5 rue de l’Essai", "51100")),
            by=cast.agent_a,
            at=at,
        )
    assert caught.value.field == "landlord_mail_city"
    with pytest.raises(Refused, match="4 lignes"):
        note_landlord_mail(
            path.landlord(), Postal("a\nb\nc\nd\ne", "51100", "Reims"), by=cast.manager, at=at
        )
    landlord = filing.add_landlord(
        filing.NewLandlord("SCI", "societe", mail=MAIL), by=cast.agent_a, at=at
    )
    assert landlord.mail_by == cast.agent_a
    with pytest.raises(Refused, match="par le CCAS"):
        note_landlord_mail(landlord, Postal("1 place", "51100", "Reims"), by=cast.agent_a, at=at)


def test_sql_may_not_send_the_letters_elsewhere(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    landlord = filing.add_landlord(
        filing.NewLandlord("SCI", "societe", mail=MAIL), by=cast.manager, at=at
    )
    elsewhere = "mail_lines = 'Chez moi'"
    later = "mail_at = mail_at + interval '1 day'"
    for sql, wall in (
        (elsewhere, "landlord_mail_noted"),
        (f"{elsewhere}, {later}, mail_by_id = {cast.agent_a.pk}", "landlord_mail_noted"),
        (f"{elsewhere}, {later}, mail_by_id = {cast.finance.pk}", "landlord_mail_noted"),
        (f"mail_by_id = {cast.reception.pk}", "landlord_mail_noted"),
        ("mail_lines = '', mail_by_id = NULL, mail_at = NULL", "landlord_mail_noted"),
        (f"mail_city = '', {later}", "landlord_mail_whole"),
        (f"mail_postcode = '511', {later}", "landlord_mail_whole"),
    ):
        refused(OWN.format(sql), landlord.pk, by=wall)
    with connection.cursor() as cursor:
        cursor.execute(OWN.format(f"{elsewhere}, {later}"), [landlord.pk])
    assert any("andlord" in str(fault) for fault in faults())
    with pytest.raises(Refused):
        note_landlord_mail(landlord, Postal("1 place", "51100", "Reims"), by=cast.manager, at=at)
