"""The coordinator's pages: rights, buttons, refusals, history, searches, query counts."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.actions.invitations import invite
from actors.actions.organisations import edit_organisation
from actors.models import BodyMeeting, BodyMember, Invitation, Membership, Organisation
from tests.actors.network.test_committee import committee, meet
from tests.actors.network.test_directory import make, serve
from tests.cast import Cast

MODELS = ("organisation", "service", "membership", "invitation", "body", "bodymeeting")
SHEET = {"name": "Nouvelle", "kind": "association", "themes": ["logement"], "network_role": "Aide"}


def change(model: str, pk: object) -> str:
    return reverse(f"admin:actors_{model}_change", args=[pk])


def press(model: str, pk: object, name: str) -> str:
    return reverse(f"admin:actors_{model}_press", args=[pk, name])


def rows(cast: Cast, at: datetime) -> dict[str, object]:
    body = committee(at)
    seat = BodyMember.objects.create(
        college=body.colleges.first(),
        label="Camille",
        mandate=(at.date(), None),
        seated_at=at,
    )
    return {
        "organisation": cast.entraide,
        "service": serve(cast.entraide, "Table ouverte", at),
        "membership": Membership.objects.get(user=cast.agent_a),
        "invitation": invite(
            cast.entraide, "a@x.example", as_manager=False, by=cast.manager_a, at=at
        ),
        "body": body,
        "bodymember": seat,
        "bodymeeting": meet(body, at),
    }


def test_every_page_opens_for_the_coordinator_and_changes_for_nobody_else(
    cast: Cast, at: datetime
) -> None:
    coordinator, worker = cast.client(cast.network), cast.client(cast.case_worker)
    closed = {"membership", "invitation", "bodymember"}
    for model, row in rows(cast, at).items():
        listed = reverse(f"admin:actors_{model}_changelist")
        for address in (listed, listed + "?q=É%00".replace("%00", ""), change(model, row.pk)):
            assert coordinator.get(address).status_code == 200, address
            expected = 403 if model in closed else 200
            assert worker.get(address).status_code == expected, address
        assert worker.post(change(model, row.pk), {}).status_code == 403
        assert coordinator.get(reverse(f"admin:actors_{model}_history", args=[row.pk])).status_code
    for model in ("organisation", "invitation", "bodymember", "bodymeeting"):
        add = reverse(f"admin:actors_{model}_add")
        assert coordinator.get(add).status_code == 200, add
        assert worker.get(add).status_code == 403, add


def test_buttons_need_post_and_the_right(cast: Cast) -> None:
    address = press("organisation", cast.entraide.pk, "retirer")
    assert cast.client(cast.network).get(address).status_code == 405
    assert cast.client(cast.case_worker).post(address).status_code == 403
    assert cast.client(cast.agent_a).post(address).status_code == 403
    assert cast.client().post(address).status_code == 401
    cast.entraide.refresh_from_db()
    assert cast.entraide.is_published
    client = cast.client(cast.network)
    assert client.post(press("organisation", 0, "retirer")).status_code == 404
    assert client.post(press("organisation", cast.entraide.pk, "rien")).status_code == 404
    assert client.post(address).status_code == 302
    cast.entraide.refresh_from_db()
    assert not cast.entraide.is_published
    again = client.post(address, follow=True)
    assert "n’est pas visible du public" in again.content.decode()


def test_creating_publishing_and_correcting_a_sheet(cast: Cast) -> None:
    client = cast.client(cast.network)
    bad = client.post(reverse("admin:actors_organisation_add"), SHEET | {"siret": "123"})
    assert "Ce SIRET n’est pas valable" in bad.content.decode()
    made = client.post(reverse("admin:actors_organisation_add"), SHEET)
    assert made.status_code == 302
    sheet = Organisation.objects.get(name="Nouvelle")
    assert (sheet.slug, sheet.is_published) == ("nouvelle", False)
    client.post(press("organisation", sheet.pk, "publier"))
    client.post(
        change("organisation", sheet.pk), SHEET | {"name": "Renommée", "siret": "356 000 000 00048"}
    )
    sheet.refresh_from_db()
    assert (sheet.name, sheet.slug, sheet.is_published) == ("Renommée", "nouvelle", True)
    assert sheet.siret == "35600000000048"
    page = client.get(change("organisation", sheet.pk)).content.decode()
    assert "nom : « Nouvelle » → « Renommée »" in page
    assert cast.network.get_full_name() in page


def test_a_partner_s_change_waits_for_a_reading(cast: Cast, at: datetime) -> None:
    edit_organisation(cast.entraide, {"network_role": "Autre"}, by=cast.manager_a, at=at)
    client = cast.client(cast.network)
    listed = reverse("admin:actors_organisation_changelist") + "?a_faire=relire"
    assert [row.pk for row in client.get(listed).context["cl"].result_list] == [cast.entraide.pk]
    client.post(press("organisation", cast.entraide.pk, "relu"))
    assert not Organisation.objects.to_review().exists()


def test_a_service_is_corrected_with_its_history_shown(cast: Cast, at: datetime) -> None:
    service = serve(cast.entraide, "Table ouverte", at)
    client = cast.client(cast.network)
    typed = {
        "name": "Repas du soir",
        "description": service.description,
        "themes": service.themes,
        "publics": service.publics,
        "fee": service.fee,
        "how_to_reach": service.how_to_reach,
    }
    assert client.post(change("service", service.pk), typed).status_code == 302
    page = client.get(change("service", service.pk)).content.decode()
    assert "« Table ouverte » → « Repas du soir »" in page
    assert cast.network.get_full_name() in page


def test_search_folds_accents(cast: Cast, at: datetime) -> None:
    make("École du soir", at, acronym="EDS")
    listed = reverse("admin:actors_organisation_changelist")
    for typed in ("ecole", "ÉCOLE soir", "eds"):
        page = cast.client(cast.network).get(listed, {"q": typed})
        assert [row.name for row in page.context["cl"].result_list] == ["École du soir"], typed


def test_inviting_from_the_admin(cast: Cast) -> None:
    client = cast.client(cast.network)
    add = reverse("admin:actors_invitation_add")
    typed = {"organisation": cast.secours.pk, "email": "chef@x.example", "as_manager": "on"}
    assert client.post(add, typed).status_code == 302
    one = Invitation.objects.get()
    assert (one.as_manager, one.invited_by) == (True, cast.network)
    offered = client.get(add, {"organisation": cast.secours.pk}).context["adminform"].form
    assert [str(row) for row in offered.fields["organisation"].queryset] == [cast.secours.name]
    again = client.post(add, typed)
    assert again.status_code == 200
    assert "déjà une invitation en attente" in again.content.decode()
    client.post(press("invitation", one.pk, "renvoyer"))
    assert Invitation.objects.unanswered().count() == 1
    assert Invitation.objects.count() == 2


def test_ending_and_naming_from_the_admin(cast: Cast) -> None:
    client = cast.client(cast.network)
    manager = Membership.objects.get(user=cast.manager_a)
    agent = Membership.objects.get(user=cast.agent_a)
    told = client.post(press("membership", manager.pk, "terminer"), follow=True).content.decode()
    assert "dernier responsable" in told
    client.post(press("membership", agent.pk, "responsable"))
    client.post(press("membership", manager.pk, "terminer"))
    assert [row.user for row in Membership.objects.managers()] == [cast.agent_a]


def test_seating_from_the_admin(cast: Cast, at: datetime) -> None:
    client = cast.client(cast.network)
    college = committee(at).colleges.first()
    add = reverse("admin:actors_bodymember_add")
    typed = {"college": college.pk, "label": "Camille", "since": "2026-01-01", "until": ""}
    backwards = client.post(add, typed | {"until": "2025-01-01"})
    assert "doit venir après son début" in backwards.content.decode()
    assert client.post(add, typed).status_code == 302
    assert "siège déjà" in client.post(add, typed).content.decode()
    seat = BodyMember.objects.get()
    named = client.get(change("bodymember", seat.pk)).content.decode()
    assert f"?college={college.pk}&amp;stands_in_for={seat.pk}" in named
    stands_in = typed | {
        "label": "Claude",
        "account": cast.agent_a.email,
        "organisation": cast.entraide.pk,
        "stands_in_for": seat.pk,
        "in_pilot_team": "on",
    }
    unknown = client.post(add, stands_in | {"account": "personne@cast.example"})
    assert "Aucun compte n’a cette adresse" in unknown.content.decode()
    assert client.post(add, stands_in).status_code == 302
    substitute = BodyMember.objects.get(label="Claude")
    assert (substitute.user, substitute.organisation) == (cast.agent_a, cast.entraide)
    assert (substitute.stands_in_for, substitute.in_pilot_team) == (seat, True)
    client.post(press("bodymember", seat.pk, "terminer"))
    seat.refresh_from_db()
    assert seat.mandate.upper is not None


def test_a_meeting_from_plan_to_published_report(cast: Cast, at: datetime) -> None:
    client = cast.client(cast.network)
    body = committee(at)
    typed = {
        "body": body.pk,
        "theme": "L’accueil",
        "starts_at_0": "02/11/2026",
        "starts_at_1": "14:00",
        "ends_at_0": "02/11/2026",
        "ends_at_1": "13:00",
        "place": "CCAS",
        "report": "Dix idées.",
    }
    add = reverse("admin:actors_bodymeeting_add")
    assert "finir après son début" in client.post(add, typed).content.decode()
    assert client.post(add, typed | {"ends_at_1": "17:00"}).status_code == 302
    meeting = BodyMeeting.objects.get()
    client.post(press("bodymeeting", meeting.pk, "publier"))
    meeting.refresh_from_db()
    assert meeting.is_published
    assert meeting.report_published_at is not None
    rewrite = client.post(
        change("bodymeeting", meeting.pk), typed | {"ends_at_1": "17:00", "report": "Onze."}
    )
    assert "Ce compte rendu est publié" in rewrite.content.decode()


@pytest.mark.parametrize("model", MODELS)
def test_lists_cost_the_same_for_one_row_and_three(model: str, cast: Cast, at: datetime) -> None:
    client = cast.client(cast.network)
    rows(cast, at)
    address = reverse(f"admin:actors_{model}_changelist")
    client.get(address)

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    before = cost()
    body = BodyMeeting.objects.get().body
    for number in range(3):
        other = make(f"Autre {number}", at)
        serve(other, "Service", at)
        cast.member(f"autre-{number}", other)
        invite(other, "b@x.example", as_manager=False, by=cast.manager_a, at=at)
        meet(body, at + timedelta(days=10 + number))
    assert cost() == before
    assert before <= 25
