"""Importing the network's file: idempotent, honest about bad lines, respectful of corrections."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from actors.actions.import_network import import_network
from actors.models import Body, JournalEntry, Organisation
from actors.queries.network_file import read_network_file
from tests.actors.network.test_directory import make

HEAD = "nom;sigle;type;themes;role_dans_le_reseau;site_ou_contact_public;source\n"


def file(*lines: str) -> bytes:
    return (HEAD + "\n".join(lines)).encode()


def test_the_network_of_reims(db: None, client) -> None:
    out = StringIO()
    call_command("import_reseau", stdout=out)
    assert "22 créées" in out.getvalue()
    both = Organisation.objects.filter(acronym="CCAS")
    assert {row.slug for row in both} == {
        "centre-communal-d-action-sociale-de-reims",
        "ccas-de-tinqueux",
    }
    ccas = both.get(slug="centre-communal-d-action-sociale-de-reims")
    assert ccas.name == "Centre Communal d’Action Sociale de Reims"
    assert (ccas.phone, ccas.address) == ("0326402626", "11 rue Voltaire, Reims")
    assert ccas.source == "reims.fr"
    assert len(ccas.themes) == 5
    city = Organisation.objects.get(slug="ville-de-reims")
    assert city.website == "https://reims.fr"
    committee = Body.objects.get()
    assert [college.code for college in committee.colleges.all()] == [
        "usagers",
        "agents",
        "partenaires",
        "elus",
    ]
    assert "Source : reims.fr" in client.get(f"/acteurs/{ccas.slug}/").content.decode()
    again = StringIO()
    before = list(Organisation.objects.order_by("pk").values())
    entries = JournalEntry.objects.count()
    call_command("import_reseau", stdout=again)
    assert "0 créées, 0 modifiées, 22 inchangées" in again.getvalue()
    assert list(Organisation.objects.order_by("pk").values()) == before
    assert JournalEntry.objects.count() == entries


def test_dry_run_tells_and_writes_nothing(db: None) -> None:
    out = StringIO()
    call_command("import_reseau", "--dry-run", stdout=out)
    assert "+ Banque Alimentaire de la Marne" in out.getvalue()
    assert "rien n’a été écrit" in out.getvalue()
    assert not Organisation.objects.exists()
    assert not Body.objects.exists()


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("A;;asociation;;;;", "type", "Vouliez-vous dire « association » ?"),
        ("A;;;;;;", "type", "Valeur absente"),
        ("A;;zzzzzz;;;;", "type", "Valeurs possibles : ccas, collectivite"),
        ("A;;union;logment;;;", "themes", "Vouliez-vous dire « logement » ?"),
        ("A;;union;Santé et alimentation;;;", "themes", "« sante-alimentation »"),
        (";;union;;;;", "nom", "vide"),
        (f"{'A' * 201};;union;;;;", "nom", "200 caractères au plus"),
        (f"A;;union;;;{'x' * 251};", "site_ou_contact_public", "250 caractères au plus"),
    ],
)
def test_a_bad_line_is_left_out_and_explained(
    line: str, column: str, message: str, db: None, at: datetime
) -> None:
    report = import_network(file(line, "Bonne;;union;;;;"), by=None, at=at)
    (problem,) = report.problems
    assert (problem.line, problem.column) == (2, column)
    assert message in problem.message
    assert [row.name for row in Organisation.objects.all()] == ["Bonne"]


def test_two_lines_of_one_name_are_told(at: datetime, db: None) -> None:
    report = import_network(file("École A;;union;;;;", "ecole  a;;union;;;;"), by=None, at=at)
    assert "Même nom que la ligne 2" in report.problems[0].message
    assert Organisation.objects.count() == 1


def test_an_organisation_made_here_is_never_doubled(at: datetime, db: None) -> None:
    make("École A", at)
    report = import_network(file("ecole a;;union;;;;"), by=None, at=at)
    assert "déjà été créée" in report.problems[0].message
    assert Organisation.objects.count() == 1


def test_what_people_corrected_here_wins(at: datetime, db: None) -> None:
    import_network(file("A;;union;;ancien;1 rue A;"), by=None, at=at)
    Organisation.objects.update(address="2 rue B", name="A renommée")
    report = import_network(file("A;;union;;nouveau;3 rue C;"), by=None, at=at)
    (change,) = report.updated
    assert (change.fields, change.kept) == (["network_role"], ["address"])
    row = Organisation.objects.get()
    assert (row.network_role, row.address, row.name) == ("nouveau", "2 rue B", "A renommée")
    later = at + timedelta(days=1)
    assert import_network(file("A;;union;;nouveau;3 rue C;"), by=None, at=later).updated == []


def test_contacts_are_told_apart() -> None:
    read = read_network_file(
        file(
            "A;;union;;;0326402626;",
            "B;;union;;;03.26.40.26.26, 1 rue X;",
            "C;;union;;;accueil@exemple.fr;",
            "D;;union;;;https://exemple.fr/page;",
        )
    )
    told = [{k: v for k, v in s.fields.items() if v and k in CONTACT} for s in read.sheets]
    assert told == [
        {"phone": "0326402626"},
        {"phone": "0326402626", "address": "1 rue X"},
        {"email": "accueil@exemple.fr"},
        {"website": "https://exemple.fr/page"},
    ]


CONTACT = {"phone", "address", "email", "website"}


def test_command_stops_on_a_bad_file(tmp_path: Path, db: None) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"nom;type\nA;union")
    with pytest.raises(CommandError, match="Il manque la colonne"):
        call_command("import_reseau", str(bad))
    with pytest.raises(CommandError, match="ne peut pas être lu"):
        call_command("import_reseau", str(tmp_path / "absent.csv"))
    bad.write_bytes(file("A;;unon;;;;"))
    err = StringIO()
    with pytest.raises(CommandError, match="Lignes refusées : 1"):
        call_command("import_reseau", str(bad), stdout=StringIO(), stderr=err)
    assert "ligne 2, type : « unon » n’existe pas" in err.getvalue()


def test_the_history_of_a_field_is_kept_by_the_database(db: None, at: datetime) -> None:
    import_network(file("A;;union;;;;"), by=None, at=at)
    Organisation.objects.update(name="B")
    from django.apps import apps

    events = apps.get_model("actors", "OrganisationEvent").objects.order_by("pgh_id")
    assert [(event.pgh_label, event.name) for event in events] == [("insert", "A"), ("update", "B")]
    from django.db import DatabaseError, transaction

    with pytest.raises(DatabaseError), transaction.atomic():
        events.update(name="C")
    with pytest.raises(DatabaseError), transaction.atomic():
        events.all().delete()
