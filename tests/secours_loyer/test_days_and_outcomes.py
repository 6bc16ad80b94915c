"""A session on its day, a plan signed after it was written, a refusal that grants nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import agenda, entries, minutes, plans, sessions
from secours_loyer.models import CommissionSession
from secours_loyer.queries.agenda import digest_of_session
from secours_loyer.states import SessionState
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
OPENED = "UPDATE secours_loyer_commissionsession SET state = 'ouverte', opened_at = %s"


def test_a_session_opens_and_ends_on_its_day(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    earlier = at - timedelta(days=1)
    session = path.prepared_session()
    with pytest.raises(Refused, match="est prévue le") as caught:
        sessions.open_session(session, by=cast.secretary, at=earlier)
    assert f"{paris_day(session.held_at):%d/%m/%Y}" in str(caught.value)
    refused(OPENED, earlier, by="session_on_its_day")
    session = sessions.open_session(session, by=cast.secretary, at=at)
    for item in session.items.all():
        path.entered(item)
    with pytest.raises(Refused, match="est prévue le"):
        sessions.lift_session(session, by=cast.secretary, at=earlier)
    refused(
        "UPDATE secours_loyer_commissionsession SET state = 'levee', lifted_at = %s",
        earlier,
        by="session_on_its_day",
    )
    session = sessions.lift_session(session, by=cast.secretary, at=at)
    digest = digest_of_session(session)
    with pytest.raises(Refused, match="est prévue le"):
        minutes.sign_minutes(session, digest=digest, by=cast.signatory, at=earlier)
    assert path.signed(session).state == "signee"


def test_tomorrows_session_is_not_opened_without_a_date(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    session = sessions.plan_session(
        held_at=at + timedelta(days=1), place="x", by=cast.secretary, at=at
    )
    agenda.register(session, [path.validated()], by=cast.secretary, at=at)
    refused(OPENED, None, by="session_on_its_day")
    assert CommissionSession.objects.get().state == SessionState.PREPARED


def test_signatures_are_dated_between_the_plan_and_today(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    plan = plans.approve_plan(path.plan(), by=cast.manager, at=at)
    today, day = paris_day(at), timedelta(days=1)
    for tenant, landlord, field, words in (
        (today - day, today, "tenant_on", "personne ne l’a signé avant"),
        (today, today - day, "landlord_on", "personne ne l’a signé avant"),
        (today + day, today, "tenant_on", "de l’avenir"),
        (today, today + day, "landlord_on", "de l’avenir"),
    ):
        with pytest.raises(Refused, match=words) as caught:
            plans.sign_plan(
                plan, tenant_on=tenant, landlord_on=landlord, by=cast.case_worker, at=at
            )
        assert caught.value.field == field
    refused(
        "UPDATE secours_loyer_repaymentplan SET state = 'actif', tenant_signed_on = '2020-01-01',"
        " landlord_signed_on = %s",
        today,
        by="plan_signed_after_proposal",
    )


@pytest.mark.parametrize("outcome", ["refus", "ajourne"])
def test_a_refusal_with_an_amount_is_refused_beside_the_amount(path: Path, outcome: str) -> None:
    cast = path.cast
    session = path.open_session()
    item = session.items.get()
    with pytest.raises(Refused, match="n’accorde rien") as caught:
        entries.record_outcome(
            item, outcome=outcome, motive="x", aid_cents=100, by=cast.secretary, at=cast.at
        )
    assert caught.value.field == "aid_cents"
    page = reverse("secours_loyer:item", args=[session.number, item.rank])
    given = {
        "record_outcome-outcome": outcome,
        "record_outcome-motive": "x",
        "record_outcome-plan_cents": "10",
    }
    shown = cast.client(cast.secretary).post(f"{page}record_outcome/", given)
    assert shown.status_code == 422
    assert "n’accorde rien" in shown.text
    item.refresh_from_db()
    assert item.outcome == ""


@pytest.mark.parametrize("outcome", ["refus", "ajourne"])
def test_a_refusal_has_no_amount_to_take_back(path: Path, outcome: str) -> None:
    """The proposal is said beside the amount, which starts empty: before the entry and after."""
    session = path.open_session()
    item = session.items.get()
    client = path.cast.client(path.cast.secretary)
    page = reverse("secours_loyer:item", args=[session.number, item.rank])

    def field() -> tuple[str, str]:
        (form,) = (
            one["form"]
            for one in client.get(page).context["offered"]
            if one["step"].name == "record_outcome"
        )
        return form["aid_cents"].value() or "", form.fields["aid_cents"].help_text

    amount, said = field()
    assert amount == ""
    assert f"Proposition : {format_cents(item.request.proposed_cents or 0)}" in said
    given = {"record_outcome-outcome": outcome, "record_outcome-motive": "x"}
    assert client.post(f"{page}record_outcome/", given).status_code == 302
    assert field()[0] == ""
    path.entered(item, "accord")
    assert field()[0] == "600,00"
