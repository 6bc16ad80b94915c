"""The auditor finds who did and who saw what, by household number or by person; others do not."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.households.queries.journal_names import names_of
from actors.models import JournalEntry
from tests.cast import Cast
from tests.factories.households import household

pytestmark = pytest.mark.django_db
READS = "admin:actors_sensitiveread_changelist"
JOURNAL = "admin:actors_journalentry_changelist"


def test_who_saw_this_file(cast: Cast, at: datetime) -> None:
    seen, other = (household(cast.reception, at, last=last) for last in ("Vesle", "Marne"))
    cast.client(cast.case_worker).get(reverse("households:detail", args=[seen.uid]))
    cast.client(cast.manager).get(reverse("households:detail", args=[other.uid]))
    auditor = cast.client(cast.auditor)
    page = auditor.get(reverse(READS), {"q": seen.number}).content.decode()
    assert "Instructrice" in page
    assert "Cadre" not in page
    assert "notes sociales" in page
    assert "Vesle" not in page
    by_person = auditor.get(reverse(READS), {"q": cast.manager.email}).content.decode()
    assert other.number in by_person
    assert seen.number not in by_person
    export = auditor.get(reverse(READS), {"q": seen.number, "format": "csv"})
    text = export.content.decode("utf-8-sig")
    assert text.count("\r\n") == 2
    assert seen.number in text
    acts = auditor.get(reverse(JOURNAL), {"q": seen.number}).content.decode()
    assert "a ouvert un dossier de ménage" in acts


def test_pages_cost_the_same_for_one_and_many(cast: Cast, at: datetime) -> None:
    auditor = cast.client(cast.auditor)
    household(cast.reception, at)
    auditor.get(reverse(JOURNAL))
    with CaptureQueriesContext(connection) as few:
        auditor.get(reverse(JOURNAL))
    for last in ("Aube", "Doubs", "Eure"):
        household(cast.case_worker, at, last=last)
    with CaptureQueriesContext(connection) as many:
        auditor.get(reverse(JOURNAL))
    assert len(few) == len(many) <= 25


@pytest.mark.parametrize("who", ["administrator", "manager", "case_worker", "reception"])
def test_only_the_auditor(cast: Cast, who: str) -> None:
    client = cast.client(getattr(cast, who))
    for page in (READS, JOURNAL):
        assert client.get(reverse(page)).status_code == 403
        assert client.get(reverse(page), {"format": "csv"}).status_code == 403


def test_the_auditor_changes_nothing(cast: Cast, at: datetime) -> None:
    household(cast.reception, at)
    entry = JournalEntry.objects.first()
    auditor = cast.client(cast.auditor)
    page = reverse("admin:actors_journalentry_change", args=[entry.pk])
    assert auditor.get(page).status_code == 200
    assert auditor.post(page, {"verb": "autre"}).status_code == 403
    assert (
        auditor.get(reverse("admin:actors_journalentry_delete", args=[entry.pk])).status_code == 403
    )
    assert auditor.get("/admin/actors/journalentry/add/").status_code == 403


def test_acts_name_what_people_call_it(cast: Cast, at: datetime) -> None:
    """« M0000012 », as on its page, not the row 12; what has no number keeps its row."""
    home = household(cast.reception, at)
    entry = JournalEntry.objects.filter(object_type="households.household").latest("pk")
    assert entry.object_id == str(home.pk)
    known = JournalEntry(object_type=entry.object_type, object_id=entry.object_id)
    gone = JournalEntry(object_type="nulle.part", object_id="3")
    assert names_of([known, gone]) == {(entry.object_type, entry.object_id): home.number}
    page = cast.client(cast.auditor).get(reverse(JOURNAL)).content.decode()
    assert f'<td class="field-called">{home.number}</td>' in page
