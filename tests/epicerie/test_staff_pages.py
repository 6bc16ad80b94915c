"""The coordinator's pages: who opens them, what they show, what they change, at what cost."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.urls import reverse

from actors.models import SensitiveRead
from epicerie.actions.calendar import close_on, generate_openings, set_usual_day
from epicerie.actions.places import hold_place
from epicerie.models import Access, Assignment, Lot, OpeningDay, Sale, Volunteer
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota
from tests.epicerie import stock_cast as stock

pytestmark = pytest.mark.django_db


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


def usual_thursday(cast, at):
    return set_usual_day(
        3,
        starts=time(9),
        ends=time(12),
        needs={post: post.usual_places for post in rota.posts().values()},
        since=date(2026, 11, 1),
        by=cast.grocery,
        at=at,
    )


def test_the_usual_week_opens_once_without_holidays_and_closures(cast, at):
    usual_thursday(cast, at)
    close_on(date(2026, 12, 31), reason="inventaire", by=cast.grocery, at=at)
    span = (date(2026, 12, 1), date(2027, 2, 1))
    added = generate_openings(*span, by=cast.grocery, at=at)
    days = {opening.day for opening in added}
    assert date(2026, 12, 3) in days
    assert date(2026, 12, 31) not in days
    assert len(added) == 8
    assert sum(need.places for need in added[0].needs.all()) == 15
    assert generate_openings(*span, by=cast.grocery, at=at) == []
    assert OpeningDay.objects.count() == 8


def test_a_public_holiday_is_skipped_and_said(cast, client, at):
    set_usual_day(
        4,
        starts=time(9),
        ends=time(12),
        needs={rota.posts()["accueil"]: 2},
        since=date(2026, 11, 1),
        by=cast.grocery,
        at=at,
    )
    span = {"since": "2026-12-21", "until": "2027-01-03"}
    page = text(client.get(url("generate_openings"), span))
    assert "jour férié (Noël)" in page
    assert "jour férié (Jour de l" in page


def test_the_preview_then_the_post(cast, client, at):
    usual_thursday(cast, at)
    span = {"since": "2026-12-01", "until": "2026-12-31"}
    assert "5 jours à ajouter" in text(client.get(url("generate_openings"), span))
    assert not OpeningDay.objects.exists()
    assert client.post(url("generate_openings"), span).status_code == 302
    assert OpeningDay.objects.count() == 5
    board = text(client.get(url("planning")))
    assert "jeudi 3 décembre 2026" in board
    assert "Manque 15" in board


@pytest.mark.parametrize("start", ["9999-12-01", "0001-01-01", "2200-12-01", "x"])
def test_a_month_out_of_reach_is_this_month(client, start):
    assert client.get(url("planning"), {"debut": start}).status_code == 200


def test_a_day_out_of_reach_has_no_till(client):
    assert client.get(url("till_day", "9999-12-31")).status_code == 404
    assert client.get(url("till_day", "2026-12-03")).status_code == 200


def test_the_preview_is_as_short_as_what_may_be_opened(cast, client, at):
    usual_thursday(cast, at)
    page = text(
        client.get(url("generate_openings"), {"since": "1890-01-01", "until": "2199-12-31"})
    )
    assert len(page) < 60_000


def test_the_board_costs_the_same_for_one_day_and_for_five(
    cast, client, django_assert_num_queries, django_assert_max_num_queries
):
    rota.opening(cast.grocery, date(2026, 12, 1))
    client.get(url("planning"))
    with django_assert_max_num_queries(25) as one:
        client.get(url("planning"))
    for day in range(2, 6):
        rota.opening(cast.grocery, date(2026, 12, day), accueil=2, caisse=1, rayons=3)
    with django_assert_num_queries(len(one)):
        client.get(url("planning"))


def test_finding_somebody_says_why_not(cast, client):
    opened = rota.opening(cast.grocery, caisse=1)
    rota.volunteer(cast.grocery, cast.entraide, "ana")
    able = rota.volunteer(cast.grocery, cast.entraide, "zoe")
    rota.mandate(able, cast.grocery)
    fill = url("fill_post", rota.need(opened, "caisse").pk)
    page = text(client.get(fill))
    assert "Mandat de caisse : il manque ce jour-là." in page
    assert page.index("Zoe") < page.index("Ana")
    assert "Zoe" not in text(client.get(fill, {"q": "ana"}))
    assert client.post(fill, {"volunteer": able.pk}).status_code == 302
    assert Assignment.objects.active().get().volunteer == able
    refused = client.post(fill, {"volunteer": Volunteer.objects.exclude(pk=able.pk).get().pk})
    assert refused.status_code == 409
    assert "Toutes les places" in text(refused)


def test_the_list_of_people_costs_the_same_for_one_and_for_three(
    cast, client, django_assert_num_queries, django_assert_max_num_queries
):
    opened = rota.opening(cast.grocery, caisse=1)
    fill = url("fill_post", rota.need(opened, "caisse").pk)
    rota.volunteer(cast.grocery, cast.entraide, "ana")
    client.get(fill)
    with django_assert_max_num_queries(25) as one:
        client.get(fill)
    for name in ("bob", "cleo"):
        rota.volunteer(cast.grocery, cast.secours, name)
    with django_assert_num_queries(len(one)):
        client.get(fill)


def test_a_day_is_staffed_changed_and_cancelled_from_its_page(cast, client, at):
    opened = rota.opening(cast.grocery)
    person = rota.volunteer(cast.grocery, cast.entraide, "ana")
    held = hold_place(rota.need(opened), volunteer=person, by=cast.grocery, at=at)
    page = text(client.get(url("opening", opened.pk)))
    assert "Ana Bénévole" in page
    assert "Il manque 1 personne." in page
    client.post(url("day_needs", opened.pk), {"places_accueil": "1", "reason": "other"})
    assert rota.need(opened).places == 1
    client.post(url("take_back_place", held.pk))
    assert not Assignment.objects.active().exists()
    empty = client.post(url("cancel_opening", opened.pk), {"reason": ""})
    assert empty.status_code == 422
    client.post(url("cancel_opening", opened.pk), {"reason": "fuite d’eau"})
    assert "annulé : fuite d’eau" in text(client.get(url("opening", opened.pk)))


def test_the_day_page_costs_the_same_for_one_person_and_for_three(
    cast, client, at, django_assert_num_queries
):
    opened = rota.opening(cast.grocery, accueil=3)

    def place(name):
        person = rota.volunteer(cast.grocery, cast.entraide, name)
        hold_place(rota.need(opened), volunteer=person, by=cast.grocery, at=at)

    place("ana")
    client.get(url("opening", opened.pk))
    with django_assert_num_queries(7) as one:
        client.get(url("opening", opened.pk))
    place("bob")
    place("cleo")
    with django_assert_num_queries(len(one)):
        client.get(url("opening", opened.pk))


def test_the_day_sheet_prints_names_and_empty_lines(cast, client, at):
    opened = rota.opening(cast.grocery)
    person = rota.volunteer(cast.grocery, cast.entraide, "ana")
    hold_place(rota.need(opened), volunteer=person, by=cast.grocery, at=at)
    page = text(client.get(url("day_sheet", opened.pk)))
    assert "Ana Bénévole" in page
    assert page.count("place libre") == 1
    pdf = client.get(url("day_sheet_file", opened.pk))
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")


def test_enrolling_keeps_what_was_typed_when_refused(cast, client):
    typed = {
        "first_name": "Nina",
        "last_name": "De la Vesle",
        "email": "nina@cast.example",
        "phone": "0326000000",
        "organisation": cast.entraide.pk,
        "channel": "email",
    }
    assert client.post(url("enrol_volunteer"), typed).status_code == 302
    again = client.post(url("enrol_volunteer"), typed)
    assert again.status_code == 422
    assert "déjà bénévole" in text(again)
    assert 'value="Nina"' in text(again)


def test_a_till_mandate_needs_an_end(cast, client):
    made = rota.volunteer(cast.grocery, cast.entraide, "ana")
    page = url("volunteer", made.pk)
    typed = {"what": "competence", "competence-skill": "till", "competence-since": "2026-11-23"}
    assert "a une date de fin" in text(client.post(page, typed))
    client.post(page, {**typed, "competence-until": "2027-06-30"})
    assert made.skills.get().period.upper == date(2027, 7, 1)
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("name", ["volunteers", "stock", "accesses"])
def test_lists_cost_the_same_for_one_row_and_for_three(
    cast, client, name, django_assert_num_queries, django_assert_max_num_queries
):
    def one_more(number: int) -> None:
        rota.volunteer(cast.grocery, cast.entraide, f"person{number}")
        stock.lot(cast.grocery, product=stock.product(f"Article {number}"))
        stock.granted(cast.case_worker, last=f"Famille{number}")

    one_more(1)
    client.get(url(name))
    with django_assert_max_num_queries(25) as one:
        client.get(url(name))
    one_more(2)
    one_more(3)
    with django_assert_num_queries(len(one)):
        client.get(url(name))


def test_a_decision_is_taken_on_the_page_and_its_reading_noted(cast, client):
    made = stock.poor_household(cast.case_worker)
    page = url("household_access", made.uid)
    client.post(url("ask_access", made.uid))
    shown = text(client.get(page))
    assert "Ressources retenues : 600,00 €" in shown
    assert SensitiveRead.objects.filter(household=made.uid, reader=cast.grocery).exists()
    access = Access.objects.get()
    decide = url("decide_access", access.pk)
    stale = client.post(decide, {"seen_cents": "1", "decision": "grant", "reason": "x"})
    assert stale.status_code == 422
    assert "a changé" in text(stale)
    # The page shown again holds the figure now on the screen: a second press decides.
    held = str(stale.context["form"]["seen_cents"].value())
    client.post(decide, {"seen_cents": held, "decision": "grant", "reason": ""})
    access.refresh_from_db()
    assert access.state == "granted"
    assert made.grocery_card.number in text(client.get(page))
    again = client.post(
        decide, {"seen_cents": held, "decision": "grant", "reason": ""}, follow=True
    )
    assert "déjà décidée" in text(again)
    client.post(url("change_access", access.pk), {"change": "suspend_access"})
    access.refresh_from_db()
    assert access.state == "suspended"


def test_a_household_without_people_shows_what_is_missing(cast, client):
    made = stock.poor_household(cast.case_worker)
    made.members.all().delete()
    assert "complétez d’abord la composition" in text(client.get(url("household_access", made.uid)))


def delivery_form(product_id: int, **line: str) -> dict[str, str]:
    supplier = stock.Supplier.objects.get_or_create(name="Grossiste de test")[0]
    return {
        "supplier": str(supplier.pk),
        "on": "2026-11-23",
        "note_number": "BL-77",
        "lots-TOTAL_FORMS": "6",
        "lots-INITIAL_FORMS": "0",
        "lots-0-product": str(product_id),
        "lots-0-funding": "purchase",
        "lots-0-quantity": "12",
        "lots-0-unit_value": "2,35",
        "lots-0-date_kind": "dlc",
        "lots-0-best_on": "2026-11-30",
        **{
            f"lots-{n}-{field}": value
            for n in range(1, 6)
            for field, value in (("funding", "food_bank"), ("date_kind", "dlc"))
        },
        **{f"lots-0-{name}": value for name, value in line.items()},
    }


def test_a_delivery_enters_lots(cast, client):
    made = stock.product()
    assert client.post(url("delivery"), delivery_form(made.pk)).status_code == 302
    lot = Lot.objects.get()
    assert (lot.remaining, lot.unit_value_cents, lot.best_on) == (12, 235, date(2026, 11, 30))
    again = client.post(url("delivery"), delivery_form(made.pk))
    assert "déjà enregistré" in text(again)
    assert 'value="2,35"' in text(again)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"best_on": ""}, "date imprimée"),
        ({"best_on": "2026-11-22"}, "DLC est passée"),
        ({"unit_value": "deux"}, "Écrivez un montant"),
        ({"quantity": "0"}, "1"),
    ],
)
def test_a_faulty_line_is_told_and_nothing_enters(cast, client, line, said):
    answer = client.post(url("delivery"), delivery_form(stock.product().pk, **line))
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Lot.objects.exists()


def test_a_loss_is_written_with_its_reason(cast, client):
    lot = stock.lot(cast.grocery)
    page = url("lot", lot.pk)
    client.post(page, {"what": "waste", "quantity": "3", "reason": "casse"})
    client.post(page, {"what": "count", "quantity": "6", "reason": "inventaire"})
    lot.refresh_from_db()
    assert lot.remaining == 6
    shown = text(client.get(page))
    assert "casse" in shown
    too_many = client.post(page, {"what": "waste", "quantity": "7", "reason": "casse"})
    assert "pas assez" in text(too_many)


def test_the_auditor_reads_the_ledger_and_moves_nothing(cast):
    lot = stock.lot(cast.grocery)
    auditor = cast.client(cast.auditor)
    assert auditor.get(url("lot", lot.pk)).status_code == 200
    refused = auditor.post(url("lot", lot.pk), {"what": "waste", "quantity": "1", "reason": "x"})
    assert refused.status_code == 403
    assert auditor.get(url("stock")).status_code == 200
    assert auditor.get("/admin/epicerie/sale/").status_code == 200
    assert auditor.get("/admin/epicerie/stockmovement/").status_code == 200
    lot.refresh_from_db()
    assert lot.remaining == 10


def test_a_sale_from_card_to_ticket(cast, client):
    access = stock.granted(cast.case_worker)
    lot = stock.lot(cast.grocery)
    till, card = url("till"), access.household.grocery_card.number
    assert "Aucun accès ouvert" in text(client.get(till, {"carte": "E000000x"}))
    page = client.get(till, {"carte": card})
    assert "Agathe" in text(page)
    assert "Vesle" not in text(page)
    basket = {"carte": card, "key": str(page.context["key"]), f"lot-{lot.pk}": "3"}
    empty = client.post(till, {**basket, f"lot-{lot.pk}": "", "step": "check"})
    assert "panier est vide" in text(empty)
    check = client.post(till, {**basket, "step": "check"})
    assert "Encaisser 0,71 €" in text(check)
    assert not Sale.objects.exists()
    paid = client.post(till, {**basket, "step": "pay"})
    assert paid.status_code == 302
    client.post(till, {**basket, "step": "pay"})
    assert Sale.objects.count() == 1
    ticket = text(client.get(paid["Location"]))
    assert "Payé : <strong>0,71 €</strong>" in ticket
    assert "économisé 6,34 €" in ticket


@pytest.mark.parametrize("typed", ["1.5", "-1", "²", "9" * 30, "x"])
def test_a_strange_quantity_is_refused_in_words(cast, client, typed):
    access = stock.granted(cast.case_worker)
    lot = stock.lot(cast.grocery)
    page = client.get(url("till"), {"carte": access.household.grocery_card.number})
    answer = client.post(
        url("till"),
        {
            "carte": access.household.grocery_card.number,
            "key": str(page.context["key"]),
            f"lot-{lot.pk}": typed,
            "step": "pay",
        },
    )
    assert answer.status_code == 409
    assert "nombre entier" in text(answer)


STAFF_ONLY = [
    ("planning", ()),
    ("generate_openings", ()),
    ("add_opening", ()),
    ("usual_day", ()),
    ("sites", ()),
    ("add_closure", ()),
    ("volunteers", ()),
    ("enrol_volunteer", ()),
    ("delivery", ()),
    ("till", ()),
]


@pytest.mark.parametrize(("name", "args"), STAFF_ONLY)
def test_the_coordinator_opens_each_page_and_others_do_not(cast, client, name, args):
    assert client.get(url(name, *args)).status_code == 200
    for who in (cast.case_worker, cast.auditor, cast.administrator, cast.volunteer, cast.agent_a):
        assert cast.client(who).get(url(name, *args)).status_code == 403
    assert cast.client().get(url(name, *args)).status_code == 302


def test_social_workers_open_accesses_and_nothing_else_here(cast):
    client = cast.client(cast.case_worker)
    assert client.get(url("accesses")).status_code == 200
    assert client.get(url("stock")).status_code == 403
    assert cast.client(cast.manager).get(url("accesses")).status_code == 403


def test_what_the_coordinator_alone_writes(cast, at):
    with pytest.raises(Refused, match="coordinateur"):
        set_usual_day(
            1,
            starts=time(9),
            ends=time(12),
            needs={rota.posts()["accueil"]: 1},
            since=date(2026, 12, 1),
            by=cast.auditor,
            at=at,
        )
