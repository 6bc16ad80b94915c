"""One household in every programme: whose eyes, which cards, and what the access log keeps."""

from __future__ import annotations

from datetime import datetime

import pytest

from actors.models import SensitiveRead
from tests.cast import Cast
from tests.factories.households import household

pytestmark = pytest.mark.django_db


def address(home) -> str:
    return f"/menages/{home.uid}/"


def test_those_who_work_with_it_see_it_and_each_reading_is_kept(cast: Cast, at: datetime) -> None:
    home = household(cast.case_worker, at, last="Saint-Rémy-" * 6)
    for reader in (cast.case_worker, cast.manager, cast.grocery, cast.reception):
        before = SensitiveRead.objects.filter(reader=reader).count()
        page = cast.client(reader).get(address(home))
        assert page.status_code == 200
        assert home.name in page.content.decode()
        read = SensitiveRead.objects.filter(reader=reader)
        assert read.count() == before + 1
        assert read.first().household == home.uid
        assert "identity" in read.first().classes


def test_the_next_step_is_a_request_with_this_household_chosen(cast: Cast, at: datetime) -> None:
    home = household(cast.case_worker, at, organisation=cast.entraide)
    for writer, path in (
        (cast.agent_a, "/partenaire/loyer/nouvelle/"),
        (cast.reception, "/admin/secours-loyer/demandes/nouvelle/"),
    ):
        client = cast.client(writer)
        link = f"{path}?menage={home.uid}"
        assert link in client.get(address(home)).content.decode()
        page = client.get(link).content.decode()
        shown = f"{home.number} – {home.name}" if writer.is_staff else "selected>"
        assert f'value="{home.pk}"' in page
        assert shown in page
    assert "?menage=" not in cast.client(cast.grocery).get(address(home)).content.decode()
    missed = cast.client(cast.agent_b).get(f"/partenaire/loyer/nouvelle/?menage={home.uid}")
    assert home.name not in missed.content.decode()
    strange = cast.client(cast.agent_a).get("/partenaire/loyer/nouvelle/?menage=rien")
    assert strange.status_code == 200


def test_what_is_not_yours_does_not_exist(cast: Cast, at: datetime) -> None:
    home = household(cast.case_worker, at)
    stranger = cast.client(cast.agent_b)
    missing = "00000000-0000-4000-8000-000000000000"
    assert stranger.get(address(home)).status_code == 404
    assert stranger.get(f"/menages/{missing}/").status_code == 404
    assert not SensitiveRead.objects.filter(reader=cast.agent_b).exists()


def test_other_roles_have_no_household_page(cast: Cast, at: datetime) -> None:
    home = household(cast.case_worker, at)
    for user in (cast.volunteer, cast.landlord_agent, cast.network, cast.administrator):
        assert cast.client(user).get(address(home)).status_code == 403


def test_reception_sees_no_amount_and_no_note(cast: Cast, at: datetime) -> None:
    home = household(cast.case_worker, at)
    cast.client(cast.reception).get(address(home))
    read = SensitiveRead.objects.filter(reader=cast.reception).first()
    assert not {"notes", "resources"} & set(read.classes)


def test_the_page_asks_a_bounded_number_of_queries(
    cast: Cast, at: datetime, django_assert_max_num_queries
) -> None:
    home = household(cast.case_worker, at)
    client = cast.client(cast.manager)
    with django_assert_max_num_queries(25):
        client.get(address(home))
