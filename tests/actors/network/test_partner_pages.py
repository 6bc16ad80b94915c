"""The partner portal: whose pages, what they cost, what they keep of a refused form."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.actions.invitations import invite
from actors.models import Membership, Organisation, Service, User
from tests.actors.network.test_directory import serve
from tests.cast import Cast

SERVICE = {
    "name": "Table ouverte",
    "description": "Un repas chaud chaque soir.",
    "themes": ["sante-alimentation"],
    "publics": ["tous-publics"],
    "fee": "gratuit",
    "how_to_reach": "Venez sans rendez-vous.",
}
SHEET = {"network_role": "Aide alimentaire", "themes": ["sante-alimentation"], "siret": ""}


def addresses(cast: Cast, service: Service, member: Membership, invitation) -> dict[str, str]:
    slug = cast.entraide.slug
    return {
        "actors:partner_organisation_edit": reverse(
            "actors:partner_organisation_edit", args=[slug]
        ),
        "actors:partner_service_add": reverse("actors:partner_service_add", args=[slug]),
        "actors:partner_service_edit": reverse(
            "actors:partner_service_edit", args=[slug, service.pk]
        ),
        **{
            name: reverse(name, args=[slug, *rest])
            for name, rest in {
                "actors:partner_organisation_confirm": [],
                "actors:partner_service_withdraw": [service.pk],
                "actors:partner_agent_invite": [],
                "actors:partner_agent_end": [member.pk],
                "actors:partner_agent_manager": [member.pk],
                "actors:partner_invitation_revoke": [invitation.pk],
                "actors:partner_invitation_resend": [invitation.pk],
            }.items()
        },
    }


def test_who_may_do_what(cast: Cast, at: datetime) -> None:
    service = serve(cast.entraide, "Table ouverte", at)
    member = Membership.objects.get(user=cast.agent_a)
    one = invite(cast.entraide, "a@x.example", as_manager=False, by=cast.manager_a, at=at)
    stranger = cast.member("responsable-b", cast.secours, manager=True)
    kept = Organisation.objects.filter(pk=cast.entraide.pk).values()
    before = list(kept.all()), list(Service.objects.values())
    for address in addresses(cast, service, member, one).values():
        assert cast.client().post(address).status_code == 401, address
        assert cast.client(cast.agent_a).post(address).status_code == 403, address
        assert cast.client(stranger).post(address).status_code == 404, address
        assert cast.client(cast.landlord_agent).post(address).status_code == 403, address
        assert cast.client(cast.network).post(address).status_code == 403, address
        assert cast.client(cast.volunteer).post(address).status_code == 403, address
    for name in ("actors:partner_organisation", "actors:partner_agents"):
        address = reverse(name, args=[cast.entraide.slug])
        assert cast.client(cast.agent_a).get(address).status_code == 200
        assert cast.client(stranger).get(address).status_code == 404
        assert cast.client(cast.volunteer).get(address).status_code == 403
    assert (list(kept.all()), list(Service.objects.values())) == before
    assert Membership.objects.active().filter(pk=member.pk).exists()


def test_what_belongs_to_another_organisation_cannot_be_reached_through_ours(
    cast: Cast, at: datetime
) -> None:
    service = serve(cast.secours, "Ailleurs", at)
    member = Membership.objects.get(user=cast.agent_b)
    client = cast.client(cast.manager_a)
    for name, pk in (
        ("actors:partner_service_edit", service.pk),
        ("actors:partner_service_withdraw", service.pk),
        ("actors:partner_agent_end", member.pk),
        ("actors:partner_agent_manager", member.pk),
    ):
        address = reverse(name, args=[cast.entraide.slug, pk])
        assert client.post(address, SERVICE).status_code == 404


def test_a_simple_agent_sees_no_address_and_no_button(cast: Cast) -> None:
    cast.manager_a  # noqa: B018 - made by being named
    page = cast.client(cast.agent_a).get(
        reverse("actors:partner_agents", args=[cast.entraide.slug])
    )
    text = page.content.decode()
    assert "Responsable-a" in text
    assert cast.manager_a.email not in text
    assert "Envoyer l’invitation" not in text


def test_editing_the_sheet_confirms_it_and_asks_for_a_reading(cast: Cast) -> None:
    client = cast.client(cast.manager_a)
    address = reverse("actors:partner_organisation_edit", args=[cast.entraide.slug])
    assert client.get(address).status_code == 200
    bad = client.post(address, SHEET | {"siret": "12345678901234", "phone": "03 26 00 00 00"})
    assert bad.status_code == 200
    assert "Ce SIRET n’est pas valable" in bad.content.decode()
    assert "03 26 00 00 00" in bad.content.decode()
    assert client.post(address, SHEET | {"name": "Piratée"}).status_code == 302
    cast.entraide.refresh_from_db()
    assert cast.entraide.network_role == "Aide alimentaire"
    assert cast.entraide.name == "Entraide de démonstration"
    assert cast.entraide.confirmed_at is not None
    assert list(Organisation.objects.to_review()) == [cast.entraide]


def test_still_true_needs_one_press(cast: Cast) -> None:
    client = cast.client(cast.manager_a)
    address = reverse("actors:partner_organisation_confirm", args=[cast.entraide.slug])
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    cast.entraide.refresh_from_db()
    assert cast.entraide.confirmed_at is not None
    assert not Organisation.objects.to_review().exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"publics": ["tous-publics", "jeunes"]}, "se choisit seul"),
        ({"fee": "payant"}, "Précisez le prix"),
        ({"themes": []}, "obligatoire"),
        ({"description": ""}, "obligatoire"),
        ({"name": "Déjà là"}, "Un service de ce nom existe déjà"),
    ],
)
def test_a_refused_service_says_why_and_keeps_what_was_typed(
    change: dict[str, object], told: str, cast: Cast, at: datetime
) -> None:
    serve(cast.entraide, "Déjà là", at)
    address = reverse("actors:partner_service_add", args=[cast.entraide.slug])
    page = cast.client(cast.manager_a).post(address, SERVICE | change)
    assert page.status_code == 200
    text = page.content.decode()
    assert told in text
    assert "Venez sans rendez-vous." in text
    assert Service.objects.count() == 1


def test_a_service_is_added_changed_and_withdrawn(cast: Cast) -> None:
    client = cast.client(cast.manager_a)
    slug = cast.entraide.slug
    client.post(reverse("actors:partner_service_add", args=[slug]), SERVICE)
    service = Service.objects.get()
    edit = reverse("actors:partner_service_edit", args=[slug, service.pk])
    client.post(edit, SERVICE | {"name": "Repas du soir"})
    service.refresh_from_db()
    assert service.name == "Repas du soir"
    client.post(reverse("actors:partner_service_withdraw", args=[slug, service.pk]))
    assert not Service.objects.offered().exists()
    assert client.get(edit).status_code == 404


def cost(client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_partner_pages_cost_the_same_whatever_waits(cast: Cast, at: datetime) -> None:
    client = cast.client(cast.manager_a)
    pages = [
        reverse("actors:partner_home"),
        reverse("actors:partner_organisation", args=[cast.entraide.slug]),
        reverse("actors:partner_agents", args=[cast.entraide.slug]),
    ]
    serve(cast.entraide, "Un", at)
    invite(cast.entraide, "un@x.example", as_manager=False, by=cast.manager_a, at=at)
    client.get(pages[0])
    before = [cost(client, page) for page in pages]
    for number in range(3):
        serve(cast.entraide, f"Service {number}", at)
        invite(cast.entraide, f"a{number}@x.example", as_manager=False, by=cast.manager_a, at=at)
        cast.member(f"agent-{number}", cast.entraide)
    assert [cost(client, page) for page in pages] == before
    assert max(before) <= 25


def test_home_says_what_waits(cast: Cast, at: datetime) -> None:
    invite(cast.entraide, "nour@x.example", as_manager=False, by=cast.manager_a, at=at)
    text = cast.client(cast.manager_a).get(reverse("actors:partner_home")).content.decode()
    assert "jamais confirmée par vous" in text
    assert "nour@x.example" in text
    plain = cast.client(cast.agent_a).get(reverse("actors:partner_home")).content.decode()
    assert "nour@x.example" not in plain


def test_an_old_confirmation_waits_again(cast: Cast, at: datetime) -> None:
    from actors.queries.partner_panels import sheet_panel

    serve(cast.entraide, "Un", at)
    for days, waits in ((180, 0), (181, 1)):
        cast.entraide.confirmed_at = at - timedelta(days=days)
        cast.entraide.save()
        # Each request reads the person anew, with the sheets they look after.
        person = User.objects.get(pk=cast.manager_a.pk)
        assert sheet_panel(person, at.date())["count"] == waits
