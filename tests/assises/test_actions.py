"""From the proposal to the result: one code, an owner, a bearer, and nothing closed in silence."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client

from actors.models import Membership
from assises.actions.followup import entrust_action, note_proposal, open_action, report_on_action
from assises.models import Action, ActionState, ActionStep, Edition
from assises.queries.work_lists import work_lists_for
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> Edition:
    call_command("import_assises", verbosity=0)
    return Edition.objects.get(year=2017)


def an_action(edition: Edition, cast: Cast, at: datetime, *, title: str = "Se voir tôt") -> Action:
    who = {"by": cast.network, "at": at}
    proposal = note_proposal(edition, theme="logement", title=title, **who)
    action = open_action(proposal, **who)
    member = Membership.objects.get(user=cast.agent_a)
    return entrust_action(action, owner=cast.entraide, agent=member, **who)


def test_the_code_goes_from_the_proposal_to_the_action(
    edition: Edition, cast: Cast, at: datetime
) -> None:
    first, second = (an_action(edition, cast, at) for _ in range(2))
    assert (first.code, second.code) == ("A-2017-LOG-01", "A-2017-LOG-02")
    with pytest.raises(Refused, match="déjà donné une action"):
        open_action(first.proposal, by=cast.network, at=at)
    with pytest.raises(IntegrityError, match="action_keeps_proposal_code"), transaction.atomic():
        Action.objects.filter(pk=first.pk).update(code="A-2017-LOG-99")


def test_nothing_ends_without_a_result(edition: Edition, cast: Cast, at: datetime) -> None:
    action = an_action(edition, cast, at)
    for step in ("commit_action", "start_action"):
        report_on_action(action, step, text="", by=cast.agent_a, at=at)
    with pytest.raises(Refused, match="ce que l’action a donné"):
        report_on_action(action, "finish_action", text="fini", by=cast.agent_a, at=at)
    with pytest.raises(IntegrityError, match="action_ended_with_result"), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(state=ActionState.ABANDONED)
    done = report_on_action(
        action, "finish_action", text="", result="Un rendez-vous par mois", by=cast.agent_a, at=at
    )
    assert done.state == ActionState.DONE
    page = Client().get("/assises/2017/bilan/").content.decode()
    assert "Un rendez-vous par mois" in page
    assert "100 %" in page
    with pytest.raises(Refused, match="pas possible"):
        report_on_action(action, "start_action", text="", by=cast.network, at=at)
    with pytest.raises(Refused, match="terminée"):
        entrust_action(action, owner=cast.secours, agent=None, by=cast.network, at=at)


def test_another_organisation_cannot_touch_it(edition: Edition, cast: Cast, at: datetime) -> None:
    action = an_action(edition, cast, at)
    with pytest.raises(Refused, match="Seuls les agents"):
        report_on_action(action, "commit_action", text="", by=cast.agent_b, at=at)
    path = f"/partenaire/assises/actions/{action.code}/"
    assert cast.client(cast.agent_b).get(path).status_code == 404
    assert cast.client(cast.agent_b).post(path, {"text": "x"}).status_code == 404
    assert cast.client(cast.volunteer).get(path).status_code == 403
    assert cast.client(cast.agent_a).get(path).status_code == 200


def test_the_agent_must_belong_to_the_owner(edition: Edition, cast: Cast, at: datetime) -> None:
    action = an_action(edition, cast, at)
    stranger = Membership.objects.get(user=cast.agent_b)
    with pytest.raises(Refused, match="n’est pas, ou n’est plus"):
        entrust_action(action, owner=cast.entraide, agent=stranger, by=cast.network, at=at)
    with pytest.raises(IntegrityError, match="does not belong"), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(agent=stranger)
    with pytest.raises(IntegrityError, match="does not belong"), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(owner=cast.secours)


def test_when_the_agent_leaves_the_action_has_no_bearer(
    edition: Edition, cast: Cast, at: datetime
) -> None:
    action = an_action(edition, cast, at)
    assert not Action.objects.without_bearer().exists()
    Membership.objects.filter(user=cast.agent_a).update(ended_at=at)
    assert list(Action.objects.without_bearer()) == [action]
    lists = {entry["title"]: entry for entry in work_lists_for(cast.network, on=at.date())}
    assert lists["Actions sans porteur"]["count"] == 1
    page = cast.client(cast.manager_a).get("/partenaire/assises/").content.decode()
    assert "Sans porteur" in page
    gone = cast.client(cast.agent_a).get(f"/partenaire/assises/actions/{action.code}/")
    assert gone.status_code in (302, 403), "who left sees nothing any more"


def test_the_history_is_append_only(edition: Edition, cast: Cast, at: datetime) -> None:
    action = an_action(edition, cast, at)
    report_on_action(action, None, text="Un premier appel.", by=cast.agent_a, at=at)
    with pytest.raises(Refused, match="une phrase"):
        report_on_action(action, None, text="  ", by=cast.agent_a, at=at)
    with pytest.raises(Exception, match="annot"), transaction.atomic():
        ActionStep.objects.filter(action=action).update(text="autre")
    with pytest.raises(Exception, match="annot"), transaction.atomic(), connection.cursor() as c:
        c.execute("DELETE FROM assises_actionstep")


def test_a_partner_reports_by_the_form(edition: Edition, cast: Cast, at: datetime) -> None:
    action = an_action(edition, cast, at)
    client = cast.client(cast.agent_a)
    path = f"/partenaire/assises/actions/{action.code}/"
    assert client.post(path, {"step": "commit_action", "text": "Oui"}).status_code == 302
    refused = client.post(path, {"step": "abandon_action", "text": "Trop tard"})
    assert refused.status_code == 422
    assert "Dites ce que l’action a donné" in refused.content.decode()
    assert "Trop tard" in refused.content.decode(), "what was typed stays"
    measure = {
        "text": "Compté",
        "indicator": "ménages reçus",
        "indicator_value": "12",
        "measured_on": "2026-11-20",
    }
    assert client.post(path, measure).status_code == 302
    action.refresh_from_db()
    assert (action.state, action.indicator_value) == (ActionState.COMMITTED, 12)
    assert client.post(path, {"text": "x", "indicator_value": "3"}).status_code == 422


def test_only_the_network_role_has_work_lists(cast: Cast, at: datetime) -> None:
    assert work_lists_for(cast.finance, on=at.date()) == []
    assert len(work_lists_for(cast.network, on=at.date())) == 4


def test_made_up_proposals_say_so_wherever_they_are_read(
    edition: Edition, cast: Cast, at: datetime
) -> None:
    who = {"by": cast.network, "at": at}
    an_action(edition, cast, at)
    assert "Démonstration" not in Client().get("/assises/2017/bilan/").content.decode()
    made_up = note_proposal(edition, theme="logement", title="Inventée", is_demo=True, **who)
    action = open_action(made_up, **who)
    assert action.is_demo
    note_proposal(edition, theme="mobilite", title="Inventée aussi", is_demo=True, **who)
    page = Client().get("/assises/2017/bilan/").content.decode()
    assert "les organisations nommées n’ont rien promis" in page
    assert "Inventée aussi (démonstration)" in page
    page = Client().get(f"/assises/groupes/{action.group.slug}/").content.decode()
    assert "· démonstration" in page
