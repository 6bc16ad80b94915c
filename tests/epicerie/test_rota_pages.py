"""The pages of the automatic rota in each of their states, and what they cost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from epicerie.actions.places import hold_place
from epicerie.actions.rota_runs import ask_rota, fail_run, note_progress, start_run
from epicerie.jobs import solve_rota
from epicerie.models import Assignment, Promise, RotaRun
from epicerie.queries.rota_problem import lay_ground
from epicerie.queries.rota_runs import turn_of
from epicerie.queries.work_lists import work_lists_for
from tests.epicerie import register_cast as register
from tests.epicerie import rota_cast as rota
from tests.epicerie.crowd import crowd

pytestmark = pytest.mark.django_db
DECEMBER = (date(2026, 12, 1), date(2027, 1, 1))
QUESTION = {"start": "2026-12-01", "months": "1", "kind": "fill"}


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


@pytest.fixture
def team(cast):
    people = [
        register.silent(cast.grocery, sender, name)
        for name, sender in (("ana", cast.entraide), ("bob", cast.secours))
    ]
    return [register.comes(person) for person in people]


def proposed(cast, at, **more) -> RotaRun:
    run = ask_rota(*DECEMBER, **{"kind": "fill", "by": cast.grocery, "at": at, **more})
    solve_rota(run.pk)
    run.refresh_from_db()
    assert run.state == "done", run.failure
    return run


def test_from_the_question_to_the_board(cast, client, team, at):
    opened = rota.opening(cast.grocery)
    asked = client.post(url("rota_runs"), QUESTION)
    run = RotaRun.objects.get()
    assert (asked.status_code, asked["Location"]) == (302, url("rota_run", run.pk))
    assert "attend son tour" in text(client.get(asked["Location"]))
    solve_rota(run.pk)
    page = text(client.get(asked["Location"]))
    assert "Les 2 places à venir de la période sont toutes tenues." in page
    assert "Chaque objectif est au mieux possible." in page
    assert "2 personnes concernées : 2 places ajoutées" in page
    assert "Les 2 personnes concernées sont prévenues, par e-mail ou par téléphone." in page
    changes = text(client.get(url("rota_changes", run.pk)))
    assert "Jeudi 3 décembre 2026" in changes
    assert "Ana Bénévole : Accueil" in changes
    assert "Ana Bénévole" in text(client.get(url("rota_changes", run.pk), {"par": "personne"}))
    done = client.post(url("publish_rota", run.pk), follow=True)
    assert "Publié le lundi 23 novembre 2026" in text(done)
    again = client.post(url("publish_rota", run.pk), follow=True)
    assert again.status_code == 200
    assert Assignment.objects.active().filter(opening=opened).count() == 2
    assert "2 sur 2" in text(client.get(url("planning"), {"debut": "2026-12-01"}))


def test_a_proposal_waits_on_the_dashboard_until_one_is_published(cast, client, team, at):
    def waiting(on: date) -> list[str]:
        lists = {work["title"]: work["rows"] for work in work_lists_for(cast.grocery, on=on)}
        return [row["url"] for row in lists.get("Plannings à publier", [])]

    rota.opening(cast.grocery)
    assert waiting(at.date()) == []
    proposed(cast, at)
    run = proposed(cast, at, kind="repair")
    assert waiting(at.date()) == [url("rota_run", run.pk)], "the last proposal of a period, alone"
    assert waiting(date(2027, 1, 1)) == []
    assert "Relire le planning proposé" in text(client.get(reverse("admin:index")))
    client.post(url("publish_rota", run.pk))
    assert waiting(at.date()) == []


def test_an_empty_place_says_why_and_what_would_fill_it(cast, client, team, at):
    """A day with nobody trained for the till, and one place too many at the desk."""
    rota.opening(cast.grocery, accueil=3, caisse=1)
    register.silent(cast.grocery, cast.bailleur, "cleo")
    run = proposed(cast, at)
    assert "restent vides : c’est prouvé" in text(client.get(url("rota_run", run.pk)))
    page = text(client.get(url("rota_shortages", run.pk)))
    assert "Jeudi 3 décembre 2026, Caisse" in page
    assert "n’a pas la compétence exigée" in page
    assert "Il manque 1 personne." in page
    remedy = "Il suffirait que « Cleo Bénévole » se rende disponible le jeudi 3 décembre 2026."
    assert remedy in page
    # The till is said once, though its people and its skill are both missing.
    assert page.count("Jeudi 3 décembre 2026, Caisse") == 1


def test_the_associations_are_told_promised_and_given(cast, client, team, at):
    rota.opening(cast.grocery)
    Promise.objects.create(organisation=cast.secours, period=DECEMBER, places_a_month=4, said_at=at)
    page = text(client.get(url("rota_run", proposed(cast, at).pk)))
    assert "Secours de démonstration" in page
    row = page[page.index('scope="row">Secours de démonstration') :][:500]
    assert [f">{n}<" in row for n in (4, 1, 3)] == [True, True, True]


def test_nobody_said_anything(cast, client, at):
    rota.opening(cast.grocery)
    register.silent(cast.grocery, cast.entraide, "vera")
    page = text(client.get(url("rota_run", proposed(cast, at).pk)))
    assert "Personne n’a dit pouvoir venir sur cette période." in page
    assert "1 bénévole n’a indiqué aucune disponibilité" in page
    assert "Rien ne change" in page


def test_nothing_to_fill(cast, client, team, at):
    opened = rota.opening(cast.grocery, accueil=1)
    hold_place(rota.need(opened), volunteer=team[0], by=team[0].user, at=at)
    run = proposed(cast, at, kind="repair")
    assert "Rien ne change" in text(client.get(url("rota_run", run.pk)))
    assert "Toutes les places sont tenues" in text(client.get(url("rota_shortages", run.pk)))
    assert "Rien ne change" in text(client.get(url("rota_changes", run.pk)))


def test_days_that_have_begun_are_told_apart(cast, client, team, at, monkeypatch):
    rota.opening(cast.grocery, accueil=3)
    rota.opening(cast.grocery, date(2026, 12, 10), accueil=2)
    later = at.replace(month=12, day=4)
    monkeypatch.setenv("PORTAIL_CLOCK", later.isoformat())
    run = proposed(cast, later)
    page = text(client.get(url("rota_run", run.pk)))
    assert "Les 2 places à venir de la période sont toutes tenues." in page
    assert "dont 3 sur des jours commencés" in page
    assert "Toutes les places sont tenues" in text(client.get(url("rota_shortages", run.pk)))


def test_no_opening_is_said_on_the_form(cast, client):
    answer = client.post(url("rota_runs"), QUESTION)
    assert answer.status_code == 422
    assert "ouvrez d’abord la semaine habituelle" in text(answer)
    strange = client.post(url("rota_runs"), {"start": "hier", "months": "99", "kind": "x"})
    assert strange.status_code == 422


def test_progress_stop_and_again(cast, client, team, at):
    rota.opening(cast.grocery)
    run = start_run(
        ask_rota(*DECEMBER, kind="fill", by=cast.grocery, at=at), by=cast.grocery, at=at
    )
    note_progress(run.pk, [{"name": "skill", "value": 2, "bound": 1}])
    with turn_of(run.pk):
        page = text(client.get(url("rota_run", run.pk)))
    assert "1 sur 10" in page
    assert "Personnes formées qui manquent : <strong>2 (au mieux 1)</strong>" in page
    # The worker is gone: the page says so, and offers to begin again.
    assert "Le calcul s’est interrompu" in text(client.get(url("rota_run", run.pk)))
    again = client.post(url("ask_rota_again", run.pk))
    assert again.status_code == 302
    run.refresh_from_db()
    assert run.state == "failed"
    new = RotaRun.objects.latest("pk")
    stopped = client.post(url("stop_rota", new.pk), follow=True)
    assert "Calcul arrêté" in text(stopped)
    twice = client.post(url("stop_rota", new.pk), follow=True)
    assert "n’est pas possible dans l’état actuel" in text(twice)
    assert "Serveur" not in text(client.get(url("rota_runs")))


def test_a_failure_is_read_on_its_page(cast, client, team, at):
    rota.opening(cast.grocery)
    run = ask_rota(*DECEMBER, kind="fill", by=cast.grocery, at=at)
    fail_run(run, "Une phrase claire.", by=cast.grocery, at=at)
    assert "Une phrase claire." in text(client.get(url("rota_run", run.pk)))
    assert client.get(url("rota_changes", run.pk)).status_code == 404
    assert "Interrompu" in text(client.get(url("rota_runs")))


def test_moved_ground_is_said_before_anybody_presses(cast, client, team, at):
    opened = rota.opening(cast.grocery)
    run = proposed(cast, at)
    hold_place(rota.need(opened), volunteer=team[0], by=team[0].user, at=at)
    register.away(team[1], rota.DAY, rota.DAY + timedelta(days=1))
    page = text(client.get(url("rota_run", run.pk)))
    assert "il ne peut plus être publié" in page
    said = "Ana Bénévole tient maintenant une place le jeudi 3 décembre 2026 (Accueil)."
    assert said in page
    assert "La fiche de Bob Bénévole a changé" in page
    assert "Publier ce planning" not in page
    refused = client.post(url("publish_rota", run.pk), follow=True)
    assert "rien n’est publié" in text(refused)


def test_whoever_loses_a_place_they_chose_is_named(cast, client, at):
    opened = rota.opening(cast.grocery, accueil=1)
    ana = register.comes(register.silent(cast.grocery, cast.entraide, "ana"))
    hold_place(rota.need(opened), volunteer=ana, by=ana.user, at=at)
    register.away(ana, rota.DAY, rota.DAY + timedelta(days=1))
    page = text(client.get(url("rota_run", proposed(cast, at).pk)))
    assert "Ana Bénévole\n   perd une place" in page or "Ana Bénévole perd une place" in page


def test_the_day_offers_to_repair_its_month(cast, client, team, at):
    opened = rota.opening(cast.grocery)
    page = text(client.get(url("opening", opened.pk)))
    link = f"{url('rota_runs')}?debut=2026-12-01&amp;mois=1&amp;calcul=repair"
    assert link in page
    form = text(client.get(url("rota_runs"), {"debut": "2026-12-01", "mois": "1"}))
    assert '<option value="2026-12-01" selected>Décembre 2026</option>' in form


def queries_of(act) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        act()
    return len(found)


def test_the_builder_asks_as_much_for_80_people_as_for_8000(cast, at):
    for day in (3, 10, 17):
        rota.opening(cast.grocery, date(2026, 12, day), accueil=8, caisse=7)
    crowd(cast, 80, at)
    few = queries_of(lambda: lay_ground(*DECEMBER, kind="repair", at=at))
    crowd(cast, 7_920, at)
    laid = lay_ground(*DECEMBER, kind="repair", at=at)
    assert (len(laid.problem.volunteers), len(laid.problem.availability)) == (8_000, 24_000)
    assert queries_of(lambda: lay_ground(*DECEMBER, kind="repair", at=at)) == few
    assert few <= 16


def test_the_proposal_costs_as_much_for_one_day_as_for_three(cast, client, team, at):
    rota.opening(cast.grocery, accueil=3)
    first = proposed(cast, at)
    pages = ("rota_run", "rota_changes", "rota_shortages")
    for page in pages:
        client.get(url(page, first.pk))
    few = [queries_of(lambda page=page: client.get(url(page, first.pk))) for page in pages]
    rota.opening(cast.grocery, date(2026, 12, 10), accueil=3)
    rota.opening(cast.grocery, date(2026, 12, 17), accueil=3)
    register.comes(register.silent(cast.grocery, cast.secours, "cleo"))
    more = proposed(cast, at)
    assert [queries_of(lambda page=page: client.get(url(page, more.pk))) for page in pages] == few
    assert max(few) <= 30


def test_long_names_and_a_wide_board_are_drawn_whole(cast, client, at):
    rota.opening(cast.grocery)
    long = register.comes(register.silent(cast.grocery, cast.entraide, "maximilienne-" * 5))
    run = proposed(cast, at)
    for page in ("rota_run", "rota_changes"):
        assert str(long) in text(client.get(url(page, run.pk)))


def test_the_list_does_not_read_the_answers(client, cast, team, at):
    """Each is megabytes, and the list shows a date and a state."""
    rota.opening(cast.grocery)
    proposed(cast, at)
    with CaptureQueriesContext(
        connection,
    ) as read:
        assert client.get(url("rota_runs")).status_code == 200
    about = [row["sql"] for row in read if '"epicerie_rotarun"' in row["sql"]]
    assert len(about) == 1
    for heavy in ("result", "ground", "progress"):
        assert f'"epicerie_rotarun"."{heavy}"' not in about[0]
