"""The number to call back: a number, noted and confirmed by whoever may."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from actors.models import JournalEntry, User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import accounts, filing
from secours_loyer.actions.doors import seal
from secours_loyer.models import Landlord
from secours_loyer.queries.work_lists import phones, work_lists_for
from tests.secours_loyer.path import IBAN, Path
from tests.secours_loyer.test_journey_by_pages import browser, take
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
OWN = "UPDATE secours_loyer_landlord SET {} WHERE id = %s"


def typed(phone: str = "") -> filing.NewLandlord:
    return filing.NewLandlord("Jean Essai", "particulier", known_phone=phone)


def private(path: Path, phone: str = "", **more: object) -> Landlord:
    new = typed(phone)
    return filing.add_landlord(new, at=path.cast.at, **{"by": path.cast.agent_a, **more})


def test_only_a_number_may_be_called_back(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    with pytest.raises(Refused, match="dix chiffres") as caught:
        private(path, "abc")
    assert caught.value.field == "landlord_phone"
    landlord = private(path)
    with pytest.raises(Refused, match="dix chiffres"):
        accounts.note_known_phone(landlord, phone="abc", by=cast.manager, at=at)
    kept = accounts.note_known_phone(landlord, phone="+33 3 26 00 00 01", by=cast.manager, at=at)
    assert kept.known_phone == "0326000001"
    for number in ("abc", "03 26 00 00 01", "+33326000001", "032600000"):
        refused(
            OWN.format(
                f"known_phone = '{number}', phone_confirmed_by_id = NULL, phone_confirmed_at = NULL"
            ),
            landlord.pk,
            by="landlord_phone_form",
        )


def test_the_page_keeps_what_was_typed_and_says_what_to_write(path: Path) -> None:
    cast = path.cast
    account = accounts.enter_account(
        private(path), iban=IBAN, holder="JEAN ESSAI", by=cast.reception, at=cast.at
    )
    page = reverse("secours_loyer:account", args=[account.uid])
    sent = cast.client(cast.manager).post(
        f"{page}note_known_phone/", {"note_known_phone-phone": "abc"}
    )
    assert sent.status_code == 422
    assert "dix chiffres qui commencent par 0" in sent.text
    assert 'value="abc"' in sent.text


def test_who_notes_and_who_confirms(path: Path) -> None:
    """Whoever of the CCAS finds a number elsewhere notes it alone; a given one takes two people."""
    cast, at = path.cast, path.cast.at
    landlord = private(path, "06 00 00 00 09")
    accounts.enter_account(landlord, iban=IBAN, holder="JEAN", by=cast.reception, at=at)
    with pytest.raises(Refused, match="par le CCAS"):
        accounts.note_known_phone(landlord, phone="0326000002", by=cast.agent_a, at=at)
    confirm = "phone_confirmed_by_id = {}, phone_confirmed_at = now()"
    new = "known_phone = '0326000002', known_phone_by_id = {}, " + confirm
    for by, sql, wall in (
        (cast.agent_a, confirm, "landlord_phone_by_ccas"),
        (cast.finance, confirm, "landlord_phone_by_ccas"),
        (cast.reception, confirm, "landlord_phone_by_typist"),
        (cast.reception, new, "landlord_phone_by_typist"),
    ):
        refused(OWN.format(sql.format(by.pk, by.pk)), landlord.pk, by=wall)
    given = f"known_phone_by_id = {cast.manager.pk}, phone_confirmed_by_id = NULL"
    with connection.cursor() as cursor:
        cursor.execute(OWN.format(given), [landlord.pk])
    seal(Landlord.objects.get(pk=landlord.pk), at=at)
    for by, sql in ((cast.manager, confirm), (cast.case_worker, "known_phone = '04', " + confirm)):
        refused(OWN.format(sql.format(by.pk)), landlord.pk, by="landlord_phone_confirmed_apart")
    kept = accounts.note_known_phone(
        landlord, phone="0326000002", source="bail", by=cast.manager, at=at
    )
    assert (kept.known_phone_by, kept.phone_confirmed_by) == (cast.manager, cast.manager)


def test_a_number_put_over_another_says_where_it_was_found(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    landlord = private(path, "0326000001", by=cast.manager)
    account = accounts.enter_account(landlord, iban=IBAN, holder="JEAN", by=cast.reception, at=at)
    with pytest.raises(Refused, match="dites où vous avez trouvé") as caught:
        accounts.note_known_phone(landlord, phone="0326112233", by=cast.case_worker, at=at)
    assert caught.value.field == "source"
    page = reverse("secours_loyer:account", args=[account.uid])
    assert "Numéro à rappeler changé" not in cast.client(cast.finance).get(page).text
    accounts.note_known_phone(
        landlord, phone="0326112233", source="annuaire", by=cast.case_worker, at=at
    )
    kept = JournalEntry.objects.get(verb="note_known_phone")
    assert kept.details == {"source": "annuaire", "replaced": True}
    shown = cast.client(cast.finance).get(page).text
    assert "Numéro à rappeler changé" in shown
    assert str(cast.case_worker) in shown


def test_the_number_is_asked_for_as_soon_as_the_landlord_is_known(path: Path) -> None:
    """Before any RIB: what is found then comes from no RIB."""
    cast, at = path.cast, path.cast.at
    request = path.filed(landlord=typed(), by=cast.agent_a)
    landlord = request.tenancy.landlord
    path.filed(landlord=landlord, last="Suippe", reference="L-2")

    def listed(user: User) -> list[str]:
        lists = work_lists_for(user, on=at.date())
        (found,) = [one for one in lists if one["title"] == phones.BEFORE]
        return [f"{row['label']} : {row['detail']}" for row in found["rows"]]

    unknown = "aucun numéro connu : cherchez-le ailleurs que sur le RIB."
    assert listed(cast.reception) == [f"Jean Essai – {request.number} : {unknown}"]
    page = reverse("secours_loyer:file", args=[request.uid])
    desk = cast.client(cast.reception)
    assert "Enregistrer le téléphone connu du bailleur" in desk.get(page).text
    assert "Enregistrer le téléphone" not in cast.client(cast.finance).get(page).text
    take(browser(path, cast.reception), page, "note_landlord_phone", phone="03 26 00 00 07")
    landlord.refresh_from_db()
    assert (landlord.known_phone, landlord.phone_confirmed_by) == ("0326000007", cast.reception)
    assert listed(cast.reception) == []
    assert "Enregistrer le téléphone" not in desk.get(page).text


def test_a_number_given_by_the_association_is_confirmed_on_the_file(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed(landlord=typed("06 00 00 00 09"), by=cast.agent_a)
    landlord = request.tenancy.landlord
    page = reverse("secours_loyer:file", args=[request.uid])
    (row,) = next(
        one["rows"]
        for one in work_lists_for(cast.case_worker, on=at.date())
        if one["title"] == phones.BEFORE
    )
    assert row["detail"].startswith("numéro à confirmer")
    take(browser(path, cast.case_worker), page, "confirm_landlord_phone", source="annuaire")
    landlord.refresh_from_db()
    assert landlord.phone_confirmed_by == cast.case_worker


def test_whoever_typed_the_account_is_not_offered_its_number(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed(landlord=typed(), by=cast.agent_a)
    landlord = request.tenancy.landlord
    accounts.enter_account(landlord, iban=IBAN, holder="JEAN", by=cast.reception, at=at)
    page = reverse("secours_loyer:file", args=[request.uid])
    offer = "Enregistrer le téléphone connu du bailleur"
    assert offer not in cast.client(cast.reception).get(page).text
    assert offer in cast.client(cast.manager).get(page).text
    lists = work_lists_for(cast.manager, on=at.date())
    counts = {one["title"]: one["count"] for one in lists}
    assert (counts[phones.TITLE], counts[phones.BEFORE]) == (1, 0)
