"""What outside people write on one line has no line break nor other invisible character."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from actors.models import Organisation
from epicerie.forms.planning import ReasonForm
from epicerie.forms.presence import CorrectionForm, WalkInForm
from epicerie.forms.proposals import ProposalForm, RefusalForm
from epicerie.forms.volunteers import ContactForm, EnrolForm
from epicerie.models import VolunteerProposal
from reims_solidarite.kit.one_line import SENTENCE
from tests.epicerie import presence_cast as day
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
HOSTILE = ["\r", "\n", "\r\n", "\t", "\x01", "\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\u2029"]
PERSON = {"first_name": "Gaëlle", "last_name": "D’Été-Lô", "email": "gaelle@cast.example"}


@pytest.mark.parametrize("sign", HOSTILE)
def test_the_forms_refuse_them(sign):
    forms = [
        (lambda data: ProposalForm(data, organisations=Organisation.objects.none()), field)
        for field in ("first_name", "last_name", "phone")
    ]
    for form in (EnrolForm, ContactForm):
        forms += [(form, field) for field in ("first_name", "last_name", "phone")]
    forms += [(RefusalForm, "reason"), (ReasonForm, "reason"), (CorrectionForm, "reason")]
    forms += [(WalkInForm, "name")]
    for form, field in forms:
        assert form({field: f"A{sign}b"}).errors[field] == [SENTENCE], field
        assert field not in form({field: "Zoé d’Ô-Nîmes"}).errors


def test_the_page_of_an_association_says_it(cast):
    client = cast.client(cast.manager_a)
    here = reverse("epicerie:propose_volunteer")
    answer = client.post(here, {**PERSON, "last_name": "Noir\r\nBcc: x@y.example"})
    assert answer.status_code in (409, 422)
    assert SENTENCE in answer.content.decode()
    assert not VolunteerProposal.objects.exists()
    assert client.post(here, PERSON).status_code == 302


def refused(sql: str, wall: str, *params: object) -> None:
    with (
        pytest.raises(IntegrityError, match=wall),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, params)


@pytest.mark.parametrize("sign", HOSTILE)
def test_the_tables_refuse_them_whatever_the_path(cast, at, sign):
    client = cast.client(cast.manager_a)
    client.post(reverse("epicerie:propose_volunteer"), PERSON)
    for column in ("first_name", "last_name", "phone"):
        with pytest.raises(IntegrityError, match="proposal_one_line"), transaction.atomic():
            VolunteerProposal.objects.update(**{column: f"A{sign}b"})
    opened = rota.opening(cast.grocery)
    sql = "UPDATE epicerie_openingday SET state = 'cancelled', cancel_reason = %s WHERE id = %s"
    refused(sql, "opening_reason_one_line", f"A{sign}b", opened.pk)
    day.placed(cast, opened, *day.people(cast, "ana"))
    day.all_present(cast, opened, at=opened.finishes_at, sign=False)
    sql = """
        INSERT INTO epicerie_attendance
            (sheet_id, guest_name, status, minutes, confirmed, reason, noted_at, noted_by_id)
        SELECT sheet_id, %s, 'present', 60, TRUE, '', noted_at, noted_by_id
        FROM epicerie_attendance
    """
    refused(sql, "attendance_one_line", f"A{sign}b")
