"""The papers of the commission name nobody of the home, past or present, nor a day of birth."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from actors.households.models import HouseholdMember
from secours_loyer.masking import HIDDEN, masked, words_of
from secours_loyer.queries.sheet import sheets_of
from tests.secours_loyer.path import Path

BORN = date(1985, 3, 12)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("née le 12/03/1985 à Reims", f"née le {HIDDEN} à Reims"),
        ("né en 1985, il travaille", f"né en {HIDDEN}, il travaille"),
        ("date de naissance : 12 mars 1985", f"date de naissance : {HIDDEN}"),
        ("(12.3.1985)", f"({HIDDEN})"),
        ("Loyer impayé depuis le 12/03/2026", "Loyer impayé depuis le 12/03/2026"),
        ("Séparée de M. Kevin Durand en mai", f"Séparée de M. {HIDDEN} {HIDDEN} en mai"),
        ("son ex-mari Paul est parti", f"son ex-mari {HIDDEN} est parti"),
        ("son fils Lucas et sa fille Emma", f"son fils {HIDDEN} et sa fille {HIDDEN}"),
        ("Madame a repris le loyer", "Madame a repris le loyer"),
        ("Monsieur perd son emploi. La CAF paie.", "Monsieur perd son emploi. La CAF paie."),
    ],
)
def test_days_of_birth_and_people_in_no_file_are_taken_out(text: str, kept: str) -> None:
    assert masked(text, (), born=[BORN]) == kept


def test_names_known_stay_hidden() -> None:
    assert masked("Mme Vésle", words_of("Vesle")) == f"Mme {HIDDEN}"


@pytest.mark.django_db
def test_the_sheet_hides_who_left_and_who_shares_the_home(path: Path) -> None:
    ex = path.home("Aisne")
    path.filed(last="Aisne", reference="L-9", start=date(2026, 1, 1), months=1)
    gone = HouseholdMember.objects.filter(household=ex).select_related("person").first()
    assert gone is not None
    born = gone.person.birth_date
    lease = {"address": "12 rue de l’Essai"}  # the home of the other household
    request = path.validated(
        lease=lease, opinion=f"Aisne, né le {born:%d/%m/%Y}, a quitté le logement."
    )
    session = path.open_session(request)
    (sheet,) = sheets_of(list(session.items.all()))
    assert "Aisne" not in sheet.opinion
    assert f"{born:%d/%m/%Y}" not in sheet.opinion
    assert "a quitté le logement" in sheet.opinion


@pytest.mark.django_db
def test_the_opinion_says_before_writing_that_it_names_nobody(path: Path) -> None:
    request = path.studied()
    page = path.cast.client(path.cast.case_worker).get(
        reverse("secours_loyer:file", args=[request.uid])
    )
    assert "n’écrivez ni nom, ni date de naissance" in page.text
