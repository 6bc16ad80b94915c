"""Who opens which page, what they see of it, and what the access log keeps of that."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.households.actions.amounts import set_budget
from actors.households.actions.contacts import add_contact
from actors.households.models import Household
from actors.models import SensitiveRead
from reims_solidarite.kit.clock import today
from tests.cast import Cast
from tests.factories.households import household

pytestmark = pytest.mark.django_db
SECRET_NOTE, SECRET_AMOUNT = "Note confidentielle du test.", "643,21"


@pytest.fixture
def home(cast: Cast, at: datetime) -> Household:
    before = at - timedelta(days=30)
    opened = household(cast.reception, before, organisation=cast.entraide)
    set_budget(
        opened,
        resources={"rsa": 64_321},
        charges={"loyer": 40_000},
        since=before.date(),
        by=cast.case_worker,
        at=at,
    )
    add_contact(
        opened,
        on=before.date(),
        medium="visite",
        summary=SECRET_NOTE,
        by=cast.case_worker,
        at=at,
    )
    return opened


@pytest.mark.parametrize(
    ("who", "further"),
    [
        ("reception", set()),
        ("grocery", {"resources"}),
        ("case_worker", {"resources", "notes"}),
        ("manager", {"resources", "notes"}),
    ],
)
def test_each_role_sees_its_classes_and_the_log_says_which(
    cast: Cast, home: Household, who: str, further: set[str]
) -> None:
    user = getattr(cast, who)
    answer = cast.client(user).get(reverse("households:detail", args=[home.uid]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Vesle" in page
    assert (SECRET_AMOUNT in page) is ("resources" in further)
    assert (SECRET_NOTE in page) is ("notes" in further)
    read = SensitiveRead.objects.get(reader=user)
    assert (read.household, set(read.classes)) == (home.uid, {"identity", "housing"} | further)
    assert (read.route, read.reason) == ("households:detail", "agent du CCAS")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("auditor", 403),
        ("administrator", 403),
        ("finance", 403),
        ("network", 403),
        ("secretary", 403),
        ("signatory", 403),
        ("volunteer", 403),
        ("agent_a", 403),
        ("landlord_agent", 403),
    ],
)
def test_other_roles_open_no_staff_page_and_leave_no_reading(
    cast: Cast, home: Household, who: str, status: int
) -> None:
    client = cast.client(getattr(cast, who))
    for name in ("detail", "budget", "identity", "add_contact"):
        assert client.get(reverse(f"households:{name}", args=[home.uid])).status_code == status
    assert client.get(reverse("households:list")).status_code == status
    assert not SensitiveRead.objects.exists()


def test_an_agent_sees_only_what_their_association_accompanies(
    cast: Cast, at: datetime, home: Household
) -> None:
    other = household(cast.reception, at, last="Zola", organisation=cast.secours)
    client = cast.client(cast.agent_a)
    page = client.get(reverse("households:partner_list")).content.decode()
    assert "Vesle" in page
    assert "Zola" not in page
    own = client.get(reverse("households:partner_detail", args=[home.uid])).content.decode()
    assert SECRET_AMOUNT in own
    assert SECRET_NOTE not in own
    foreign = client.get(reverse("households:partner_detail", args=[other.uid]))
    absent = client.get(
        reverse("households:partner_detail", args=["00000000-0000-4000-8000-000000000000"])
    )
    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert foreign.content == absent.content
    assert client.get(reverse("households:partner_budget", args=[other.uid])).status_code == 404
    rows = SensitiveRead.objects.filter(reader=cast.agent_a)
    assert {row.household for row in rows} == {home.uid}
    assert {row.reason for row in rows} == {"organisation qui accompagne le ménage"}


def test_a_landlord_has_no_list_of_households(cast: Cast, home: Household) -> None:
    assert cast.client(cast.landlord_agent).get("/partenaire/menages/").status_code == 403


def test_the_list_journals_each_line_and_costs_the_same_for_one_and_three(
    cast: Cast, at: datetime, home: Household
) -> None:
    client = cast.client(cast.reception)
    client.get("/admin/menages/")
    with CaptureQueriesContext(connection) as one:
        client.get("/admin/menages/")
    for last in ("Aube", "Marne"):
        household(cast.reception, at, last=last, organisation=cast.entraide)
    before = SensitiveRead.objects.count()
    with CaptureQueriesContext(connection) as three:
        client.get("/admin/menages/")
    assert len(three) == len(one) <= 25
    assert SensitiveRead.objects.count() == before + 3


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("vesle", 1),
        ("VÈSLE", 1),
        ("hugo", 1),
        ("agathe vesle", 1),
        ("12/04/1985", 1),
        ("agathe marne", 0),
        ("13/04/1985", 0),
        ("hug", 1),
    ],
)
def test_search(cast: Cast, home: Household, typed: str, found: int) -> None:
    answer = cast.client(cast.reception).get("/admin/menages/", {"q": typed})
    assert ("Famille Vesle" in answer.content.decode()) is bool(found)
    assert SensitiveRead.objects.count() == found


def test_search_by_number_and_filters(cast: Cast, home: Household) -> None:
    client = cast.client(cast.reception)
    for query in (
        {"q": home.number},
        {"q": home.number.lstrip("M0")},
        {"logement": "social"},
        {"suivi": "accompagne"},
    ):
        assert "Famille Vesle" in client.get("/admin/menages/", query).content.decode(), query
    for query in (
        {"q": "M9999999"},
        {"logement": "prive"},
        {"suivi": "seul"},
        {"suivi": "silence"},
    ):
        assert "Famille Vesle" not in client.get("/admin/menages/", query).content.decode(), query
    for query in ({"logement": "x"}, {"page": "999999"}, {"tri": "password"}, {"q": "%_' --"}):
        assert client.get("/admin/menages/", query).status_code == 200


def test_only_social_workers_take_a_list_away(cast: Cast, home: Household) -> None:
    allowed = cast.client(cast.case_worker).get("/admin/menages/?format=csv")
    assert "Famille Vesle" in allowed.content.decode("utf-8-sig")
    assert SECRET_AMOUNT not in allowed.content.decode("utf-8-sig")
    assert SensitiveRead.objects.filter(reader=cast.case_worker).count() == 1
    for user in (cast.reception, cast.grocery):
        assert cast.client(user).get("/admin/menages/?format=csv").status_code == 403
    assert cast.client(cast.agent_a).get("/partenaire/menages/?format=xlsx").status_code == 403


def test_the_budget_form_carries_the_amounts_of_today(cast: Cast, home: Household) -> None:
    client = cast.client(cast.case_worker)
    page = client.get(reverse("households:budget", args=[home.uid])).content.decode()
    assert 'value="643,21"' in page
    assert f'value="{today():%Y-%m-%d}"' in page
