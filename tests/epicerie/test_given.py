"""Certificates, valuations and statistics: each figure is counted a second way, row by row."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date, timedelta

import openpyxl
import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from pypdf import PdfReader

from actors.models import Parameter
from epicerie.actions.hours import add_hours, withdraw_hours
from epicerie.actions.places import give_up_place
from epicerie.actions.presence import keep_sheet, sign_sheet
from epicerie.actions.presence_corrections import correct_line
from epicerie.actions.presence_lines import Noted
from epicerie.letters.certificates import association_certificate, volunteer_certificate
from epicerie.models import Assignment, Attendance, HoursEntry, OpeningNeed
from epicerie.parameters import HOUR_VALUE
from epicerie.queries.given import Span, associations_given, given_by, valuation
from epicerie.queries.statistics import statistics
from tests.epicerie import presence_cast as day
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
YEAR = Span(date(2026, 1, 1), date(2027, 1, 1))
AFTER = day.NOON + timedelta(days=5)


@pytest.fixture
def worked(cast):
    """Two openings with presences of every kind, extra hours, a reversal and a correction."""
    ours = day.people(cast, "ana", "bob", "cleo")
    (eve,) = day.people(cast, "eve", organisation=cast.secours)
    for later in (0, 1):
        opened = rota.opening(cast.grocery, day.DAY + timedelta(days=later), accueil=5)
        places = [day.placed(cast, opened, who) for who in (*ours, eve)]
        begins = opened.begins_at
        gone = give_up_place(places[2], by=ours[2].user, at=begins - timedelta(hours=5))
        statuses = ["present", "late", "absent"] if later else ["present", "present", "excused"]
        notes = [
            day.note(place, status, arrived_at=begins + timedelta(minutes=50))
            if status == "late"
            else day.note(place, status)
            for place, status in zip((places[0], places[1], places[3]), statuses, strict=True)
        ]
        keep_sheet(opened, notes, by=cast.grocery, at=AFTER)
        sign_sheet(opened, by=cast.grocery, at=AFTER)
        assert gone.state == "given_up"
    said = {"kind": "meeting", "reason": "Réunion", "by": cast.grocery, "at": AFTER}
    entry = add_hours(ours[2], day=date(2026, 11, 24), minutes=95, **said)
    withdraw_hours(entry, reason="Erreur", by=cast.grocery, at=AFTER)
    add_hours(eve, day=date(2026, 11, 25), minutes=35, **said)
    line = Attendance.objects.in_force().get(status="late")
    correct_line(line, Noted("present", minutes=200), reason="Vu", by=cast.grocery, at=AFTER)
    return [*ours, eve]


def by_hand(organisation=None, volunteer=None) -> int:
    """Minutes, added up in Python over every entry."""
    rows = HoursEntry.objects.select_related("organisation")
    return sum(
        row.amount
        for row in rows
        if (organisation is None or row.organisation == organisation)
        and (volunteer is None or row.volunteer_id == volunteer.pk)
    )


def test_a_person_s_months_add_up(worked):
    for person in worked:
        given = given_by(HoursEntry.objects.filter(volunteer=person), YEAR)
        assert given.minutes == by_hand(volunteer=person)
        lines = Attendance.objects.in_force().filter(volunteer=person, minutes__gt=0)
        assert given.shifts == lines.count()
    assert [given_by(HoursEntry.objects.filter(volunteer=p), YEAR).minutes for p in worked] == [
        360,
        380,
        0,
        35,
    ]


def test_an_association_s_value_is_the_sum_of_its_lines(cast, worked):
    Parameter.objects.create(
        key=HOUR_VALUE.name,
        value=1_337,
        period=DateRange(day.DAY + timedelta(days=1), None),
        set_at=cast.at,
    )
    given = valuation(cast.entraide.pk, YEAR)
    assert given.minutes == by_hand(cast.entraide) == 740
    assert [(line.rate.cents, line.minutes) for line in given.lines] == [(1_202, 360), (1_337, 380)]
    assert given.cents == 7_212 + 8_468, "6 h at 12,02 €, and 6 h 20 at 13,37 €"
    assert [person.name for person in given.people] == ["Ana Bénévole", "Bob Bénévole"]
    assert sum(person.minutes for person in given.people) == given.minutes
    assert sum(person.cents for person in given.people) == given.cents
    found = {row.organisation: row for row in associations_given(YEAR)}
    assert set(found) == {cast.entraide.pk, cast.secours.pk}
    for organisation in (cast.entraide, cast.secours):
        alone = valuation(organisation.pk, YEAR)
        row = found[organisation.pk]
        assert (row.people, row.minutes, row.cents) == (
            len(alone.people),
            alone.minutes,
            alone.cents,
        )
    assert sum(row.minutes for row in found.values()) == by_hand()


def test_a_period_cuts_both_ways(cast, worked):
    first = Span(YEAR.since, day.DAY + timedelta(days=1))
    rest = Span(day.DAY + timedelta(days=1), YEAR.until)
    whole, before, after = (valuation(cast.entraide.pk, span) for span in (YEAR, first, rest))
    assert before.minutes + after.minutes == whole.minutes
    assert valuation(cast.entraide.pk, Span(date(2025, 1, 1), date(2026, 1, 1))).people == ()


def words(reader: PdfReader) -> str:
    """Everything printed, on one line."""
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_certificates_are_tagged_and_titled(cast, worked):
    given = given_by(HoursEntry.objects.filter(volunteer=worked[0]), YEAR)
    person = volunteer_certificate("Ana #[Bénévole]", given, YEAR, at=AFTER)
    association = association_certificate(
        "Entraide " * 12, valuation(cast.entraide.pk, YEAR), YEAR, at=AFTER
    )
    empty = association_certificate("Personne", valuation(0, YEAR), YEAR, at=AFTER)
    readers = [PdfReader(io.BytesIO(content)) for content in (person, association, empty)]
    for reader in readers:
        assert reader.root_object["/MarkInfo"]["/Marked"]
        assert reader.metadata.title
    assert "que Ana #[Bénévole] a donné 6 h" in words(readers[0])
    assert "en 2 ouvertures" in words(readers[0])
    told = words(readers[1])
    assert "148,25 €" in told, "12 h 20 at 12,02 €, rounded once"
    assert "compte 86" in told
    assert "Page 1 sur" in told
    assert "Eve" not in told


def test_the_files_tell_one_association_only(cast, worked, monkeypatch):
    monkeypatch.setenv("PORTAIL_CLOCK", AFTER.isoformat())
    client = cast.client(cast.manager_a)
    answer = client.get(reverse("epicerie:own_association_xlsx", args=[cast.entraide.slug]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "Ana Bénévole" in cells
    assert not [cell for cell in cells if "Eve" in str(cell)]
    total = list(sheet.iter_rows(values_only=True))[-1]
    assert total[0] == "Total"
    assert total[5] == pytest.approx(740 / 60 * 12.02, abs=0.01)
    other = reverse("epicerie:own_association_xlsx", args=[cast.secours.slug])
    assert client.get(other).status_code == 404
    pdf = client.get(reverse("epicerie:own_association_pdf", args=[cast.entraide.slug]))
    assert pdf.content.startswith(b"%PDF")


def figures(span: Span = YEAR) -> dict[str, dict[str, int]]:
    return {chart.title: dict(chart.rows) for chart in statistics(span)}


def test_each_statistic_is_what_rows_say_one_by_one(cast, worked):
    found = figures()
    needs = list(OpeningNeed.objects.select_related("opening", "post"))
    active = list(Assignment.objects.active())
    places = sum(need.places for need in needs)
    assert sum(found["Places tenues par mois"].values()) == len(active) == 6
    assert sum(found["Places manquantes par mois"].values()) == places - len(active)
    assert found["Places tenues par poste"] == {"Accueil": 6}
    assert found["Places manquantes par poste"] == {"Accueil": 4}
    status = Counter(line.status for line in Attendance.objects.in_force())
    assert sum(found["Absences sans prévenir, par mois"].values()) == status["absent"] == 1
    assert sum(found["Absences excusées, par mois"].values()) == status["excused"] == 1
    assert found["Désistements tardifs, par mois"] == {"décembre 2026": 2}
    assert found["Heures par association"] == {
        "Entraide de démonstration": 12,
        "Secours de démonstration": 1,
    }
    assert found["Part de chaque association"] == {
        "Entraide de démonstration": 95,
        "Secours de démonstration": 5,
    }
    assert found["Nouveaux bénévoles, par mois"] == {"novembre 2026": 4}
    held = Counter(Counter(row.volunteer_id for row in active).values())
    assert found["Répartition des créneaux"] == {
        "0 créneau": 1,
        "1 créneau": 0,
        "2 créneaux": held[2],
    }


def test_an_empty_period_has_nothing_but_people(cast, worked):
    found = figures(Span(date(2025, 1, 1), date(2026, 1, 1)))
    assert {title: rows for title, rows in found.items() if rows} == {
        "Répartition des créneaux": {"0 créneau": 4}
    }


def test_as_many_queries_for_a_year_as_for_nothing(cast, worked, django_assert_num_queries):
    with django_assert_num_queries(10):
        statistics(YEAR)
    with django_assert_num_queries(10):
        statistics(Span(date(2025, 1, 1), date(2026, 1, 1)))


@pytest.mark.parametrize(
    "path",
    [
        "/admin/epicerie/heures/",
        "/admin/epicerie/heures/associations/",
        "/admin/epicerie/statistiques/",
    ],
)
def test_the_pages_and_their_periods(cast, worked, monkeypatch, path):
    monkeypatch.setenv("PORTAIL_CLOCK", AFTER.isoformat())
    client = cast.client(cast.grocery)
    assert client.get(path).status_code == 200
    wrong = client.get(path, {"du": "2026-12-31", "au": "2026-01-01"})
    assert "La fin vient après le début" in wrong.content.decode()
    nothing = client.get(path, {"du": "2020-01-01", "au": "2020-12-31"}).content.decode()
    assert "sur cette période" in nothing


def test_exports(cast, worked, monkeypatch):
    monkeypatch.setenv("PORTAIL_CLOCK", AFTER.isoformat())
    client = cast.client(cast.grocery)
    answer = client.get("/admin/epicerie/statistiques/", {"format": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert ("Places tenues par poste", "Accueil", 6) in rows
    hours = client.get("/admin/epicerie/heures/", {"format": "csv"}).content.decode()
    assert "Bénévole;Ana;2;360;6" in hours.replace("\u00a0", " ")
    assert "Cleo" not in hours
    page = reverse("epicerie:volunteer_hours", args=[worked[2].pk])
    assert "Annulée" in client.get(page).content.decode()
    sent = {"day": "2026-12-04", "duration": "01:30", "kind": "other", "reason": "Inventaire"}
    assert client.post(page, sent).status_code == 302
    assert client.post(page, {**sent, "day": "2027-06-01"}).status_code == 422
    assert by_hand(volunteer=worked[2]) == 90
    pdf = client.get(reverse("epicerie:certificate", args=[worked[0].pk]))
    assert pdf.content.startswith(b"%PDF")
