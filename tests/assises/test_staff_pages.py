"""The coordinators' pages: who may open them, and what their buttons do."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from actors.models import User
from actors.themes import Theme
from assises.actions.retention import erase_measures
from assises.models import Edition, EditionState, Meeting, Registration, WorkingGroup
from tests.assises.builders import DAY, a_workshop, an_edition, registered, someone
from tests.cast import Cast

pytestmark = pytest.mark.django_db

PAGES = (
    "/admin/assises/preparer/2027/",
    "/admin/assises/inscriptions/2027/",
    "/admin/assises/edition/",
    "/admin/assises/session/",
    "/admin/assises/meeting/",
    "/admin/assises/action/",
    "/admin/assises/proposal/",
    "/admin/assises/workinggroup/",
)
TASKS = PAGES[:2]


@pytest.fixture
def client(cast: Cast) -> Client:
    return cast.client(cast.network)


def people(cast: Cast) -> dict[str, User]:
    return {name: getattr(cast, name) for name in ("agent_a", "volunteer", "finance", "auditor")}


@pytest.mark.parametrize("path", PAGES)
def test_the_coordinator_opens_every_page(path: str, at: datetime, client: Client) -> None:
    registered(edition := an_edition(at), 1, a_workshop(edition, "Se loger", at=at), at=at)
    assert client.get(path).status_code == 200


def test_the_others_read_tables_at_most(at: datetime, cast: Cast) -> None:
    an_edition(at)
    for name, user in people(cast).items():
        browser = cast.client(user)
        for path in TASKS:
            assert browser.get(path).status_code == 403, (name, path)
        expected = 200 if user.is_staff else 403
        assert browser.get("/admin/assises/edition/").status_code == expected, name
        assert browser.get("/admin/assises/edition/add/").status_code == 403, name
    assert (
        "Préparer" not in cast.client(cast.finance).get("/admin/assises/edition/").content.decode()
    )


def test_an_edition_is_made_and_published_in_the_admin(client: Client, at: datetime) -> None:
    typed = {"year": 2028, "date": "15/06/2028", "name": "Assises", "place": "Ici", "capacity": ""}
    dates = {f"registration_{x}_at_{n}": "" for x in ("opens", "closes") for n in (0, 1)}
    answer = client.post("/admin/assises/edition/add/", {**typed, **dates})
    assert answer.status_code == 302
    edition = Edition.objects.get(year=2028)
    assert edition.state == EditionState.DRAFT
    client.post("/admin/assises/preparer/2028/publish_edition/")
    edition.refresh_from_db()
    assert edition.state == EditionState.PUBLISHED
    assert client.post("/admin/assises/preparer/2028/nimporte/").status_code == 404
    wrong = client.post("/admin/assises/edition/add/", {**typed, **dates, "year": 2029})
    assert "Le jour doit être dans l’année" in wrong.content.decode()


def test_a_refusal_comes_back_in_the_admin_form(client: Client, at: datetime) -> None:
    edition = an_edition(at)
    workshop = a_workshop(edition, "Se loger", at=at, capacity=2)
    for number in (1, 2):
        registered(edition, number, workshop, at=at)
    typed = {
        "kind": "atelier",
        "title": "Se loger",
        "theme": "logement",
        "starts_at_0": f"{DAY:%d/%m/%Y}",
        "starts_at_1": "11:00",
        "ends_at_0": f"{DAY:%d/%m/%Y}",
        "ends_at_1": "12:00",
        "room": "Salle de Se loger",
        "points": "Un mot, puis un autre\r\nUn second",
        "speakers": "Camille Essai ; Présidente ; Ancienne trésorière",
    }
    path = f"/admin/assises/session/{workshop.pk}/change/"
    refused = client.post(path, {**typed, "capacity": 1})
    assert refused.status_code == 200
    assert "gardez au moins 2 places" in refused.content.decode()
    assert client.post(path, {**typed, "capacity": 5}).status_code == 302
    workshop.refresh_from_db()
    assert (workshop.capacity, workshop.points) == (5, ["Un mot, puis un autre", "Un second"])
    (speaker,) = workshop.speakers.all()
    assert speaker.functions == ["Présidente", "Ancienne trésorière"]
    assert "Camille Essai ; Présidente" in client.get(path).content.decode()
    twice = client.post(path, {**typed, "capacity": 5, "speakers": "Camille\nCamille"})
    assert "Vérifiez la ligne" in twice.content.decode()


def test_moving_a_meeting_in_the_admin_raises_its_sequence(client: Client, at: datetime) -> None:
    group = WorkingGroup.objects.create(theme=Theme.HOUSING, slug="logement", name="Logement")
    typed = {"day": "11/01/2027", "starts": "14:00", "ends": "16:00", "place": "Ici", "agenda": ""}
    added = client.post("/admin/assises/meeting/add/", {**typed, "group": group.pk})
    assert added.status_code == 302
    meeting = Meeting.objects.get()
    path = f"/admin/assises/meeting/{meeting.pk}/change/"
    assert client.post(path, {**typed, "starts": "15:00"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.sequence == 1
    assert client.get(f"/admin/assises/reunions/{meeting.pk}/").status_code == 200
    client.post(f"/admin/assises/reunions/{meeting.pk}/annuler/")
    meeting.refresh_from_db()
    assert meeting.is_cancelled


def test_the_list_is_searched_and_exported_without_formulas(client: Client, at: datetime) -> None:
    edition = an_edition(at)
    workshop = a_workshop(edition, "=1+1", at=at)
    registered(edition, 1, workshop, at=at)
    registered(edition, 2, at=at)
    page = client.get("/admin/assises/inscriptions/2027/?q=essai-1").content.decode()
    assert "Essai-1" in page
    assert "Essai-2" not in page
    text = client.get("/admin/assises/inscriptions/2027/?format=csv").content.decode("utf-8-sig")
    assert "'=1+1" in text
    assert "personne2@essai.example" in text
    excel = client.get("/admin/assises/inscriptions/2027/?format=xlsx")
    assert excel.content.startswith(b"PK")


def test_lists_cost_the_same_for_one_and_many_people(
    client: Client, at: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    edition = an_edition(at)
    workshop = a_workshop(edition, "Se loger", at=at, capacity=50)
    counts = []
    for start, stop in ((0, 1), (1, 9)):
        for number in range(start, stop):
            registered(edition, number, workshop, at=at)
        for path in TASKS:
            client.get(path)
            with django_assert_max_num_queries(25) as seen:
                client.get(path)
            counts.append(len(seen))
    assert counts[:2] == counts[2:]


def test_the_attendance_sheet_is_a_tagged_pdf_with_the_people_of_the_workshop(
    client: Client, at: datetime
) -> None:
    edition = an_edition(at)
    workshop = a_workshop(edition, "Se loger", at=at, capacity=1)
    for number in (1, 2):
        registered(edition, number, workshop, at=at)
    answer = client.get(f"/admin/assises/ateliers/{workshop.pk}/emargement.pdf")
    reader = PdfReader(io.BytesIO(answer.content))
    text = "".join(page.extract_text() for page in reader.pages)
    assert "Essai-1" in text
    assert "Essai-2" not in text, "who waits is not on the sheet"
    assert "/StructTreeRoot" in reader.trailer["/Root"]


def test_measures_are_numbers_on_the_board_and_are_erased(
    client: Client, at: datetime, cast: Cast
) -> None:
    from assises.actions.registration import register

    edition = an_edition(at)
    register(edition, someone(1, measures=["lsf"]), [], by=None, at=at)
    board = client.get("/admin/assises/preparer/2027/").content.decode()
    assert "Interprète en langue des signes : 1" in board
    kept = erase_measures(on=DAY.replace(day=28), at=at)
    erased = erase_measures(on=DAY.replace(day=29), at=at)
    assert (kept, erased) == (0, 1)
    assert Registration.objects.get().measures == []


def test_a_coordinator_cancels_somebody(client: Client, at: datetime, cast: Cast) -> None:
    person = registered(an_edition(at), 1, at=at)
    path = f"/admin/assises/inscriptions/2027/{person.uid}/annuler/"
    assert cast.client(cast.finance).post(path).status_code == 403
    assert client.get(path).status_code == 405
    assert client.post(path).status_code == 302
    person.refresh_from_db()
    assert person.state == "annulee"
