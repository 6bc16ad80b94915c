"""A list of volunteers: read tolerantly, tried without writing, applied whole or not at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.actions.accounts import open_account
from actors.models import JournalEntry, User
from epicerie.actions.register_import import (
    apply_list,
    drop_list,
    erase_old_lists,
    keep_list,
    trial,
)
from epicerie.actions.volunteers import affiliate
from epicerie.models import Affiliation, RegisterImport, Volunteer
from epicerie.queries.own_record import usual_week
from epicerie.queries.register_file.columns import TITLES
from reims_solidarite.kit.spreadsheets import read_records, write_xlsx
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import register_cast as register

pytestmark = pytest.mark.django_db
HEADINGS = "Prénom;NOM;E-mail;Tél.;Association"


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


@pytest.fixture
def client(cast):
    return cast.client(cast.grocery)


def url(name: str, *args: object) -> str:
    return reverse(f"epicerie:{name}", args=args)


def text(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def csv(*lines: str, headings: str = HEADINGS) -> bytes:
    return "\n".join([headings, *lines]).encode()


def keep(cast, at, *lines: str, headings: str = HEADINGS, organisation=None) -> RegisterImport:
    content = csv(*lines, headings=headings)
    return keep_list(content, organisation=organisation, by=cast.grocery, at=at)


def apply(cast, kept, at, *leaving: Affiliation) -> RegisterImport:
    seen = trial(kept, at=at).digest
    ended = {row.pk for row in leaving}
    return apply_list(kept, seen=seen, leaving=ended, by=cast.grocery, at=at)


def told(kept, at) -> list[str]:
    return [f"{p.line} {p.column} : {p.message}" for p in trial(kept, at=at).problems]


def test_a_list_is_tried_without_a_write_then_applied_and_its_file_erased(cast, at):
    name = cast.entraide.name
    headings = (
        "Téléphone;prenom;Nom de famille;Courriel;ASSOCIATION;débute;Convention;"
        "Disponibilités;Caisse;hygiène;Permis;Souhait;Préfère être joint par;Langue"
    )
    kept = keep(
        cast,
        at,
        f"326000001;Zoé;Éluard;Zoe.Eluard@cast.example;{name};oui;02/11/2026;"
        "jeudi matin, samedi (si besoin);31/12/2027;30.06.2027;oui;4;téléphone;ukrainien",
        headings=headings,
    )
    before = Volunteer.objects.count()
    plan = trial(kept, at=at)
    assert (len(plan.created), plan.problems, Volunteer.objects.count()) == (1, [], before)
    done = apply(cast, kept, at)
    zoe = Volunteer.objects.select_related("user").get(user__email="zoe.eluard@cast.example")
    assert (zoe.user.phone, zoe.novice, zoe.channel) == ("0326000001", True, "phone")
    assert (zoe.language, zoe.wish_per_4_weeks) == ("uk", 4)
    assert zoe.convention_signed_on == date(2026, 11, 2)
    assert usual_week(zoe) == {(3, "am"): 1, (5, "am"): 2, (5, "pm"): 2}
    assert {row.skill: row.period.upper for row in zoe.skills.all()} == {
        "till": date(2028, 1, 1),
        "hygiene": date(2027, 7, 1),
        "driving": None,
    }
    assert zoe.affiliations.get().organisation == cast.entraide
    assert (done.created, done.sealed) == (1, "")
    with pytest.raises(Refused, match="effacé"):
        trial(done, at=at)


def test_confirmed_twice_it_is_written_once(cast, at):
    kept = keep(cast, at, f"Zoé;Éluard;zoe@cast.example;;{cast.entraide.name}")
    seen = trial(kept, at=at).digest
    for _ in range(2):
        done = apply_list(kept, seen=seen, leaving=(), by=cast.grocery, at=at)
    assert done.created == 1
    assert Volunteer.objects.count() == 1
    assert JournalEntry.objects.filter(verb="apply_register_import").count() == 1
    again = keep(cast, at, f"Zoé;Éluard;zoe@cast.example;;{cast.entraide.name}")
    plan = trial(again, at=at)
    assert (len(plan.unchanged), plan.created, plan.updated) == (1, [], [])


def test_the_file_is_kept_sealed(cast, at):
    kept = keep(cast, at, f"Zoé;Éluard;zoe@cast.example;;{cast.entraide.name}")
    assert "zoe@cast" not in kept.sealed
    assert "Éluard" not in kept.sealed


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (
            "Prénom;Nom;Courriel;Téléphonne;Association",
            "« Téléphonne » : vouliez-vous « Téléphone »",
        ),
        ("Prénom;Nom;Courriel;Pointure;Association", "« Pointure » : enlevez-la"),
        ("Prénom;Nom;Association", "Il manque la colonne « Adresse e-mail »"),
        ("Prénom;Nom;Courriel", "« Association » .ou choisissez"),
        ("Prénom;Nom;Courriel;E-mail;Association", "présente deux fois"),
    ],
)
def test_headings_that_cannot_be_used_are_told(cast, at, headings, said):
    with pytest.raises(Refused, match=said):
        keep(cast, at, ";".join("a" * len(headings.split(";"))), headings=headings)
    assert not RegisterImport.objects.exists()


def test_hostile_or_empty_files_are_refused(cast, at):
    for content in (b"", b"PK\x03\x04nothing", b"\xd0\xcf\x11\xe0old", HEADINGS.encode()):
        with pytest.raises(Refused):
            keep_list(content, organisation=None, by=cast.grocery, at=at)
    assert not RegisterImport.objects.exists()


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("Convention", "31/02/2026", "n’existe pas dans le calendrier"),
        ("Convention", "12/31/2025", "n’existe pas dans le calendrier"),
        ("Convention", "2 nov.", "jour/mois/année"),
        ("Convention", "03/12/2026", "dans l’avenir"),
        ("Caisse", "oui", "a une date de fin"),
        ("Caisse", "01/01/2026", "est passé"),
        ("Débute", "peut-être", "oui ou non"),
        ("Souhait", "40", "de 0 à 28"),
        ("Disponibilités", "jeudy matin", "vouliez-vous « jeudi »"),
        ("Disponibilités", "jeudi matin plutôt", "Envie « plutot »"),
        ("Disponibilités", "mardi matain", "Demi-journée « matain » : vouliez-vous « matin » ?"),
        ("Disponibilités", "jeudi matin daccor", "vouliez-vous « D’accord » ?"),
        ("Langue", "anglai", "vouliez-vous « anglais »"),
        ("Tél.", "12 34", "dix chiffres"),
    ],
)
def test_a_bad_cell_is_told_with_its_line_and_blocks_the_list(cast, at, heading, cell, said):
    kept = keep(
        cast,
        at,
        f"Anna;Arendt;anna@cast.example;{cast.entraide.name};",
        f"Zoé;Éluard;zoe@cast.example;{cast.entraide.name};{cell}",
        headings=f"Prénom;Nom;Courriel;Association;{heading}",
    )
    (problem,) = told(kept, at)
    assert problem.startswith("3 ")
    assert said in problem
    with pytest.raises(Refused, match="rien n’a été écrit"):
        apply(cast, kept, at)
    assert not Volunteer.objects.exists()


def test_an_unknown_association_gets_the_nearest(cast, at):
    typed = f"{cast.secours.name[:-1]}"
    kept = keep(cast, at, f"Zoé;Éluard;zoe@cast.example;;{typed}", "Zoé;É;pas une adresse;;")
    problems = told(kept, at)
    wanted = f"Association inconnue « {typed} » : vouliez-vous « {cast.secours.name} » ?"
    assert problems[0] == f"2 Association : {wanted}"
    assert any("n’est pas une adresse e-mail" in problem for problem in problems)
    assert any("La case est vide" in problem for problem in problems)


def test_twins_inside_the_file(cast, at):
    name = cast.entraide.name
    kept = keep(
        cast,
        at,
        f"Zoé;Éluard;zoe@cast.example;0326000001;{name}",
        f"Zoe;ELUARD;ZOE@cast.example;0326000001;{name}",
        f"Eluard;Zoé;z.eluard@cast.example;03 26 00 00 01;{name}",
    )
    first, second = told(kept, at)
    assert "3 Adresse e-mail : Même adresse que la ligne 2" in first
    assert "4 Nom : Même nom et même téléphone que la ligne 2" in second


def test_a_few_words_of_a_name_find_its_association(cast, at):
    typed = " ".join(reversed(cast.secours.name.split()[:1]))
    (problem,) = told(keep(cast, at, f"Zoé;Éluard;zoe@cast.example;;{typed}"), at)
    assert f"vouliez-vous « {cast.secours.name} » ?" in problem


def test_a_twin_is_told_beside_another_fault_and_never_registered(cast, at):
    name = cast.entraide.name
    kept = keep(
        cast,
        at,
        f"Zoé;Éluard;zoe@cast.example;12;{name}",
        f"Zoé;Éluard;zoe@cast.example;;{name}",
    )
    problems = told(kept, at)
    assert "3 Adresse e-mail : Même adresse que la ligne 2" in problems[1]
    assert trial(kept, at=at).created == []


def test_twins_with_the_register(cast, at):
    name = cast.entraide.name
    vera = register.silent(cast.grocery, cast.entraide, "vera")
    User.objects.filter(pk=vera.user_id).update(phone="03 26 00 00 01")
    kept = keep(
        cast,
        at,
        f"Véra;Benevole;autre@cast.example;0326000001;{name}",
        f"Olga;Autre;vera@cast.example;;{name}",
    )
    first, second = told(kept, at)
    assert "inscrit avec l’adresse vera@cast.example" in first
    assert "Cette adresse est celle de Vera Bénévole" in second
    doubtful = keep(cast, at, f"Véra;Benevole;autre@cast.example;0326999999;{name}")
    plan = trial(doubtful, at=at)
    assert (plan.problems, len(plan.doubts)) == ([], 1)


def test_a_known_person_is_completed_and_empty_cells_change_nothing(cast, at):
    vera = register.silent(cast.grocery, cast.entraide, "vera", novice=True)
    kept = keep(
        cast,
        at,
        f"VERA;benevole;vera@cast.example;{cast.secours.name};;02/11/2026",
        headings="Prénom;Nom;Courriel;Association;Débute;Convention",
    )
    (change,) = trial(kept, at=at).updated
    assert change.parts == ("convention", "organisation")
    apply(cast, kept, at)
    vera.refresh_from_db()
    assert (vera.novice, vera.convention_signed_on) == (True, date(2026, 11, 2))
    assert vera.affiliations.live().count() == 2
    assert vera.user.first_name == "Vera"


def test_an_account_that_is_no_volunteer_yet_becomes_one(cast, at):
    open_account("zoe@cast.example", first_name="Zoé", last_name="Éluard", by=None, at=at)
    kept = keep(cast, at, f"Zoé;Éluard;zoe@cast.example;;{cast.entraide.name}")
    apply(cast, kept, at)
    assert Volunteer.objects.get().user.email == "zoe@cast.example"
    assert User.objects.filter(email="zoe@cast.example").count() == 1


def test_a_whole_list_proposes_the_missing_and_ends_none_by_default(cast, at):
    vera, olga, anna = (
        register.silent(cast.grocery, cast.entraide, name) for name in ("vera", "olga", "anna")
    )
    affiliate(olga, cast.secours, since=date(2026, 1, 1), by=cast.grocery, at=at)
    line, headings = "Vera;Bénévole;vera@cast.example", "Prénom;Nom;Courriel"
    kept = keep(cast, at, line, headings=headings, organisation=cast.entraide)
    missing = trial(kept, at=at).missing
    assert [row.volunteer for row in missing] == [anna, olga]
    assert apply(cast, kept, at).ended == 0
    kept = keep(cast, at, line, headings=headings, organisation=cast.entraide)
    done = apply(cast, kept, at, missing[1], vera.affiliations.get())
    assert done.ended == 1
    assert [a.organisation for a in olga.affiliations.live()] == [cast.secours]
    assert vera.affiliations.live().count() == 1


def test_a_register_that_changed_since_the_trial_is_read_again(cast, at):
    kept = keep(cast, at, f"Vera;Bénévole;vera@cast.example;;{cast.entraide.name}")
    seen = trial(kept, at=at).digest
    register.silent(cast.grocery, cast.entraide, "vera")
    with pytest.raises(Refused, match="a changé depuis l’essai"):
        apply_list(kept, seen=seen, leaving=(), by=cast.grocery, at=at)
    assert RegisterImport.objects.get().applied_at is None


def test_one_line_that_fails_undoes_them_all(cast, at, monkeypatch):
    """The coordinator lists themselves: nobody gives themselves a role."""
    name = cast.entraide.name
    me = cast.grocery
    kept = keep(
        cast,
        at,
        f"Anna;Arendt;anna@cast.example;;{name}",
        f"{me.first_name};{me.last_name};{me.email};;{name}",
    )
    with pytest.raises(Refused, match=r"Ligne 3 .* Rien n’a été écrit"):
        apply(cast, kept, at)
    assert not Volunteer.objects.exists()
    assert RegisterImport.objects.get().sealed


def test_files_are_forgotten(cast, at):
    line = f"Zoé;Éluard;zoe@cast.example;;{cast.entraide.name}"
    first = keep(cast, at, line)
    second = keep(cast, at, line)
    assert not RegisterImport.objects.filter(pk=first.pk).exists()
    drop_list(second, by=cast.grocery, at=at)
    assert not RegisterImport.objects.exists()
    with pytest.raises(Refused, match="abandonnée"):
        apply_list(second, seen="", leaving=(), by=cast.grocery, at=at)
    keep(cast, at, line)
    assert erase_old_lists(at=at + timedelta(hours=23)) == 0
    assert erase_old_lists(at=at + timedelta(hours=25)) == 1


def test_sql_cannot_keep_the_file_of_a_confirmed_list(cast, at):
    keep(cast, at, f"Zoé;Éluard;zoe@cast.example;;{cast.entraide.name}")
    with pytest.raises(IntegrityError, match="register_import_file_erased"), transaction.atomic():
        RegisterImport.objects.update(applied_at=at)


def test_only_the_coordinator_imports(cast, at):
    with pytest.raises(Refused, match="coordinateur"):
        keep_list(csv("a;b;c;d;e"), organisation=None, by=cast.manager_a, at=at)


def test_the_pages_lead_from_the_file_to_the_register(cast, client, at):
    vera = register.silent(cast.grocery, cast.entraide, "vera")
    rows = [["Zoé", "Éluard", "zoe@cast.example", "0326000001"]]
    content = write_xlsx(["Prénom", "Nom", "Courriel", "Téléphone"], rows)
    sent = {
        "file": SimpleUploadedFile("liste.xlsx", content),
        "organisation": cast.entraide.pk,
    }
    answer = client.post(url("import_volunteers"), sent)
    assert answer.status_code == 302, text(answer)
    page = client.get(answer["Location"])
    assert "1 personne absente de la liste" in text(page)
    assert Volunteer.objects.count() == 1
    typed = {"seen": page.context["form"]["seen"].value()}
    old = client.post(answer["Location"], {"seen": "autre"})
    assert old.status_code == 422
    assert "a changé depuis l’essai" in text(old)
    typed["leaving"] = [vera.affiliations.get().pk]
    assert client.post(answer["Location"], typed).status_code == 302
    assert client.post(answer["Location"], typed).status_code == 302
    assert Volunteer.objects.count() == 2
    assert not vera.affiliations.live().exists()
    other = cast.person("epicerie-2", "epicerie")
    assert cast.client(other).get(answer["Location"]).status_code == 404


def test_a_file_that_is_refused_says_why_on_its_field(client):
    sent = {"file": SimpleUploadedFile("liste.csv", b"Pointure;Nom\n42;Dupond")}
    answer = client.post(url("import_volunteers"), sent)
    assert answer.status_code == 422
    assert "Colonne inconnue « Pointure »" in text(answer)


def test_the_template_is_read_back(cast, client, at):
    answer = client.get(url("import_template"))
    content = answer.content
    assert "modele-benevoles.xlsx" in answer["Content-Disposition"]
    with pytest.raises(Refused, match="une ligne par personne"):
        keep_list(content, organisation=None, by=cast.grocery, at=at)
    filled = write_xlsx(list(TITLES.values()), [["Zoé"]])
    assert read_records(filled)[0].values.keys() == set(TITLES.values())


def test_as_many_queries_to_try_ten_lines_as_one(cast, at):
    name = cast.entraide.name

    def cost(number: int) -> int:
        lines = [f"P{n};Nom;p{n}@cast.example;;{name}" for n in range(number)]
        kept = keep(cast, at, *lines)
        with CaptureQueriesContext(connection) as seen:
            trial(kept, at=at)
        return len(seen)

    assert cost(1) == cost(10)
