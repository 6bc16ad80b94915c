"""The coordinator’s pages: who opens them, and what their lists cost."""

from __future__ import annotations

import pytest

from tests.epicerie import rota_cast as rota
from tests.epicerie import stock_cast as stock
from tests.epicerie.staff_words import url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


@pytest.fixture
def client(cast):
    return cast.client(cast.grocery)


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
