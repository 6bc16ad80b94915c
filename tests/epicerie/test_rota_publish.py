"""A proposal becomes the rota: what is written, whom it is told to, what stops it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actors.models import JournalEntry, Message
from epicerie.actions.openings import change_need
from epicerie.actions.places import give_up_place, hold_place
from epicerie.actions.rota_publish import publish_run
from epicerie.actions.rota_runs import ask_rota, stop_run
from epicerie.jobs import solve_rota
from epicerie.models import Assignment, PhoneCall, RotaRun, Volunteer
from epicerie.queries.links import link_digest
from epicerie.queries.rota_problem import ground_of, lay_ground, moved_ground
from epicerie.rota.checker import broken_rules
from reims_solidarite.kit.secrets import unseal
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import register_cast as register
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
DECEMBER = (date(2026, 12, 1), date(2027, 1, 1))


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


@pytest.fixture
def days(cast):
    return [rota.opening(cast.grocery, day) for day in (rota.DAY, date(2026, 12, 10))]


@pytest.fixture
def team(cast, days):
    """Three people free on Thursdays, of three associations."""
    senders = (cast.entraide, cast.secours, cast.bailleur)
    people = [
        register.silent(cast.grocery, sender, name)
        for name, sender in zip(("ana", "bob", "cleo"), senders, strict=True)
    ]
    return [register.comes(person) for person in people]


def proposed(cast, at, kind="fill") -> RotaRun:
    run = ask_rota(*DECEMBER, kind=kind, by=cast.grocery, at=at)
    solve_rota(run.pk)
    run.refresh_from_db()
    assert run.state == "done", run.failure
    return run


def board() -> set[tuple[str, str, str]]:
    rows = Assignment.objects.active().values_list("volunteer", "opening", "need__post__code")
    return {(str(v), str(o), p) for v, o, p in rows}


def told(run: RotaRun) -> dict[str, Message]:
    key = f"epicerie.rota_changed:{run.pk}:"
    return {m.address: m for m in Message.objects.filter(dedupe_key__startswith=key)}


def test_what_is_published_is_what_was_proposed_and_passes_the_checker(cast, team, at):
    run = proposed(cast, at)
    published = publish_run(run, by=cast.grocery, at=at)
    assert (published.state, published.published_at) == ("published", at)
    assert board() == {tuple(place) for place in run.answer["assignments"]}
    laid = lay_ground(*DECEMBER, kind="repair", at=at)
    assert broken_rules(laid.problem, laid.held) == []
    holders = set(Assignment.objects.active().values_list("volunteer__user__email", flat=True))
    assert set(told(run)) == holders
    entry = JournalEntry.objects.get(verb="publish_rota_run")
    assert (entry.details["added"], entry.details["removed"], entry.details["moved"]) == (4, 0, 0)


def test_a_second_press_changes_nothing(cast, team, at):
    run = proposed(cast, at)
    publish_run(run, by=cast.grocery, at=at)
    before = (board(), Message.objects.count(), JournalEntry.objects.count())
    publish_run(run, by=cast.grocery, at=at + timedelta(minutes=1))
    assert (board(), Message.objects.count(), JournalEntry.objects.count()) == before


def test_only_those_concerned_are_told_and_once(cast, team, days, at):
    """Ana cancels: the fewest changes call one person; the others hear nothing."""
    publish_run(proposed(cast, at), by=cast.grocery, at=at)
    gone = Assignment.objects.active().filter(opening=days[0]).order_by("pk").first()
    give_up_place(gone, by=gone.volunteer.user, at=at)
    register.answers(gone.volunteer, rota.DAY, can_come=False)
    run = proposed(cast, at, kind="repair")
    levels = {level["name"]: level for level in run.answer["levels"]}
    assert levels["changes"] == {"name": "changes", "value": 1, "bound": 1}
    publish_run(run, by=cast.grocery, at=at)
    (message,) = told(run).values()
    called = Assignment.objects.active().order_by("pk").last()
    assert (called.opening, message.address) == (days[0], called.volunteer.user.email)
    assert called.volunteer != gone.volunteer
    assert "Vous êtes au planning" in message.text
    assert "n’avez plus à venir" not in message.text


def test_removed_and_moved_people_read_it_and_their_calendars_follow(cast, at):
    """The desk closes: one person moves to the shelves, the other no longer comes."""
    opened = rota.opening(cast.grocery, accueil=1, rayons=1)
    ana = register.comes(register.silent(cast.grocery, cast.entraide, "ana"))
    bob = register.comes(register.silent(cast.grocery, cast.secours, "bob"))
    register.likes(ana, "accueil", 0)
    desk = hold_place(rota.need(opened, "accueil"), volunteer=ana, by=cast.grocery, at=at)
    shelf = hold_place(rota.need(opened, "rayons"), volunteer=bob, by=cast.grocery, at=at)
    register.likes(ana, "rayons", 1)
    register.away(bob, rota.DAY, rota.DAY + timedelta(days=1))
    ana.post_wishes.filter(post__code="accueil").update(liking=9)
    run = proposed(cast, at, kind="repair")
    publish_run(run, by=cast.grocery, at=at)
    assert board() == {(str(ana.pk), str(opened.pk), "rayons")}
    desk.refresh_from_db()
    shelf.refresh_from_db()
    assert (desk.state, desk.sequence) == ("cancelled", 1)
    assert (shelf.state, shelf.sequence) == ("cancelled", 1)
    messages = told(run)
    assert "Poste : Rayons (avant : Accueil)" in messages[ana.user.email].text
    assert "n’avez plus à venir" in messages[bob.user.email].text
    assert len(messages) == 2


CHANGES = ["place", "absence", "limit", "need"]


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_published_on_moved_ground(cast, team, days, at, change):
    run = proposed(cast, at)
    if change == "place":
        hold_place(rota.need(days[0]), volunteer=team[0], by=team[0].user, at=at)
    elif change == "absence":
        register.away(team[1], rota.DAY, rota.DAY + timedelta(days=1))
    elif change == "limit":
        Volunteer.objects.filter(pk=team[2].pk).update(max_week=1)
    else:
        change_need(rota.need(days[0]), 3, by=cast.grocery, at=at)
    before = board()
    with pytest.raises(Refused, match="a changé depuis ce calcul"):
        publish_run(run, by=cast.grocery, at=at)
    run.refresh_from_db()
    assert (run.state, board(), told(run)) == ("done", before, {})
    moved = moved_ground(run.ground, ground_of(lay_ground(*DECEMBER, kind="fill", at=at)))
    said = {
        "place": [p.volunteer for p in moved.taken],
        "absence": list(moved.people),
        "limit": list(moved.people),
        "need": list(moved.openings),
    }
    who = {"place": team[0], "absence": team[1], "limit": team[2], "need": days[0]}
    assert said[change] == [str(who[change].pk)]
    publish_run(proposed(cast, at), by=cast.grocery, at=at)


def test_a_day_that_has_begun_since_is_left_as_it_is(cast, team, days, at):
    run = proposed(cast, at)
    with pytest.raises(Refused, match="jour figé"):
        publish_run(run, by=cast.grocery, at=days[0].begins_at)
    assert board() == set()


def test_what_is_not_ready_is_not_published(cast, team, at):
    run = ask_rota(*DECEMBER, kind="fill", by=cast.grocery, at=at)
    with pytest.raises(Refused, match="pas de proposition"):
        publish_run(run, by=cast.grocery, at=at)
    stop_run(run, by=cast.grocery, at=at)
    with pytest.raises(Refused, match="pas de proposition"):
        publish_run(run, by=cast.grocery, at=at)


def test_only_the_coordinator_publishes(cast, team, at):
    with pytest.raises(Refused, match="coordinateur"):
        publish_run(proposed(cast, at), by=cast.auditor, at=at)


def test_a_proposal_that_was_spoilt_is_refused_by_name(cast, team, at, monkeypatch):
    """Whatever the solver says, the checker looks again at the moment of publishing."""
    from epicerie.actions import rota_publish
    from epicerie.rota.checker import Broken

    run = proposed(cast, at)
    person, opening, _ = run.answer["assignments"][0]
    broken = [Broken("absent", opening, person)]
    monkeypatch.setattr(rota_publish, "broken_rules", lambda *_: broken)
    with pytest.raises(Refused, match="Bénévole : absent ce jour-là"):
        publish_run(run, by=cast.grocery, at=at)
    assert board() == set()


def test_each_new_place_is_answered_by_a_link_and_the_old_ones_answer_no_more(cast, days, at):
    ana = register.comes(register.silent(cast.grocery, cast.entraide, "ana"))
    held = hold_place(rota.need(days[0]), volunteer=ana, by=cast.grocery, at=at)
    register.away(ana, rota.DAY, rota.DAY + timedelta(days=1))
    assert held.links.get().revoked_at is None
    run = proposed(cast, at, kind="repair")
    publish_run(run, by=cast.grocery, at=at)
    assert held.links.get().revoked_at == at
    link = Assignment.objects.active().get().links.get()
    (message,) = told(run).values()
    assert (link.message, link.occasion) == (message, "published")
    assert link_digest(f"{unseal(message.sealed)}-1") == link.digest
    assert "10 décembre" in message.text.replace("\u00a0", " ").split("n’avez plus à venir")[0]


def test_who_prefers_the_telephone_is_called_not_written_to(cast, team, at):
    Volunteer.objects.filter(pk=team[0].pk).update(channel="phone")
    run = proposed(cast, at)
    publish_run(run, by=cast.grocery, at=at)
    call = PhoneCall.objects.get()
    assert (call.volunteer, call.occasion) == (team[0], "published")
    assert team[0].user.email not in told(run)
