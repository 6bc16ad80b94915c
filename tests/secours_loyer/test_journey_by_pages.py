"""The same path as `test_whole_path`, by the pages that people open, with one browser a person."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from actors.models import Message, User
from reims_solidarite.kit.secrets import REDACTED, unseal
from secours_loyer.exports.reader import read_pain001
from secours_loyer.models import (
    Batch,
    CommissionSession,
    LandlordAccount,
    PaymentOrder,
    RentRequest,
    RepaymentPlan,
    digest_of,
)
from secours_loyer.queries.agenda import digest_of_session
from secours_loyer.states import OrderState, PlanState, RequestState
from tests.secours_loyer.path import IBAN, PDF, Path

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


def browser(path: Path, user: User, *, fresh: bool = True) -> Client:
    """Signed in with a second factor; `fresh`: proved it again just now."""
    client = path.cast.client(user)
    if fresh:
        session = client.session
        methods = session["account_authentication_methods"]
        session["account_authentication_methods"] = [
            *methods,
            {"method": "mfa", "type": "totp", "reauthenticated": True, "at": time.time()},
        ]
        session.save()
    return client


def take(client: Client, page: str, step: str, **data: Any) -> None:
    sent = {f"{step}-{name}": value for name, value in data.items()}
    answer = client.post(f"{page}{step}/", sent)
    assert answer.status_code == 302, (
        re.findall(r"<li>(.*?)</li>", answer.content.decode())
        if answer.status_code == 422
        else answer.status_code
    )


def request_data(path: Path, **more: Any) -> dict[str, Any]:
    home = path.home()
    return {
        "household": home.pk,
        "organisation": path.cast.entraide.pk,
        "agreed": "on",
        "summary": "Perte d’emploi en juin.",
        "landlord": path.landlord().pk,
        "reference": "L-1",
        "address": "12 rue de l’Essai",
        "postcode": "51100",
        "city": "Reims",
        "lease_date": "2022-05-01",
        "rent": "450",
        "housing_aid": "200,00",
        "first_month": "2026-07-01",
        "last_month": "2026-09-15",
        "certified": "1 000,01",
        "statement_on": "2026-11-10",
        "statement": SimpleUploadedFile("decompte.pdf", PDF),
        # Together exactly what is certified.
        "due_2026_07": "450,01",
        "paid_2026_07": "150",
        "due_2026_08": "450",
        "paid_2026_08": "100",
        "due_2026_09": "450,00",
        "paid_2026_09": "100",
        **more,
    }


def hold_a_session(path: Path, signatory: Client, request: RentRequest) -> None:
    """Planned, held and entered by the secretary; its minutes signed."""
    secretary = browser(path, path.cast.secretary)
    address = reverse("secours_loyer:plan_session")
    answer = secretary.post(address, {"held_at": "2026-11-23T14:00", "place": "Salle 1"})
    page = answer["Location"]
    for name in ("Une élue", "Un administrateur", "Un usager"):
        take(secretary, page, "seat", name=name)
    take(secretary, page, "register", requests=[request.pk])
    here = CommissionSession.objects.get().members.values_list("pk", flat=True)
    take(secretary, page, "mark_presence", present=list(here))
    take(secretary, page, "open_session")
    item = f"{page}dossiers/1/"
    shown = secretary.get(item).content.decode()
    for hidden in (request.household.name, "12 rue de l’Essai", "Habitat d’essai"):
        assert hidden not in shown
    take(
        secretary, item, "record_outcome", outcome="accord", aid_cents="600,01", motive="Passager."
    )
    take(secretary, page, "lift_session")
    assert "Passager." in signatory.get(page).content.decode()
    take(signatory, page, "sign_minutes", digest=digest_of_session(CommissionSession.objects.get()))
    assert signatory.get(page).status_code == 200


def test_whole_journey(path: Path) -> None:
    cast = path.cast
    path.payer()
    agent = browser(path, cast.agent_a)
    draft = agent.get(reverse("secours_loyer:new_request")).context["send_to"]
    answer = agent.post(draft, request_data(path))
    assert answer.status_code == 302, answer.context["form"].errors
    request = RentRequest.objects.get()
    assert request.state == RequestState.FILED
    assert request.debt.certified_cents == 100_001
    assert (request.debt.months.lower.month, request.debt.months.upper.month) == (7, 10)
    assert [row.left_cents for row in request.debt.arrears.all()] == [30_001, 35_000, 35_000]
    page = reverse("secours_loyer:file", args=[request.uid])

    worker, manager = browser(path, cast.case_worker), browser(path, cast.manager)
    signatory, finance = browser(path, cast.signatory), browser(path, cast.finance)
    take(worker, page, "assign", to=cast.case_worker.pk)
    take(worker, page, "compute_assessment")
    take(worker, page, "add_note", text="note très privée")
    take(worker, page, "judge_piece", verdict="dispensee", reason="Vues à l’accueil.")
    findings = dict.fromkeys(("fsl", "action_logement", "caf"), "rien")
    take(worker, page, "check_funds", **findings)
    take(worker, page, "give_opinion", proposed_cents="600", opinion="Loyer repris.")
    take(manager, page, "validate_technically")
    hold_a_session(path, signatory, request)
    take(browser(path, cast.secretary), page, "notify")

    take(browser(path, cast.reception), page, "enter_account", iban=IBAN, holder="Habitat d’essai")
    account = LandlordAccount.objects.get()
    account_page = reverse("secours_loyer:account", args=[account.uid])
    take(
        finance,
        account_page,
        "verify_account",
        called_on="2026-11-23",
        called_person="Service comptable",
        payee_check="concordant",
    )
    take(finance, page, "prepare_order", account=account.pk, channel="regie")
    order = PaymentOrder.objects.get()
    order_page = reverse("secours_loyer:order", args=[order.uid])
    take(finance, order_page, "check_order")
    take(manager, order_page, "approve_order", digest=digest_of(order))
    take(signatory, order_page, "approve_order", digest=digest_of(order))

    opened = finance.post(
        reverse("secours_loyer:open_batch"), {"execute_on": "2026-11-25", "channel": "regie"}
    )
    assert opened.status_code == 302
    batch = Batch.objects.get()
    batch_page = reverse("secours_loyer:batch", args=[batch.number])
    take(finance, batch_page, "put_in_batch", orders=[order.pk])
    take(finance, batch_page, "close_batch", execute_on="2026-11-25")
    take(finance, batch_page, "export_batch")
    file = reverse("secours_loyer:outgoing_file", args=[batch.number, "pain001"])
    first, second = finance.get(file), finance.get(file)
    assert first.content == second.content
    assert read_pain001(first.content).total_cents == 60_001
    take(finance, order_page, "mark_paid")
    order.refresh_from_db()
    assert order.state == OrderState.PAID

    take(worker, page, "prepare_plan", first_due="2026-12-31", count="6")
    plan = RepaymentPlan.objects.get()
    plan_page = reverse("secours_loyer:plan", args=[plan.uid])
    take(manager, plan_page, "approve_plan")
    take(worker, plan_page, "sign_plan", tenant_on="2026-11-23", landlord_on="2026-11-23")
    plan.refresh_from_db()
    assert plan.state == PlanState.ACTIVE
    for client, url in (
        (worker, page),
        (finance, page),
        (signatory, order_page),
        (finance, batch_page),
        (worker, plan_page),
        (worker, reverse("secours_loyer:plan_sheet", args=[plan.uid])),
        (worker, account_page),
        *(
            (finance, reverse(f"secours_loyer:{name}"))
            for name in ("board", "requests", "accounts", "orders", "batches")
        ),
    ):
        assert client.get(url).status_code == 200, url

    seen = agent.get(reverse("secours_loyer:own_request", args=[request.uid])).content.decode()
    assert "Accord" in seen
    assert "note très privée" not in seen
    assert "note très privée" in worker.get(page).content.decode()
    assert "note très privée" not in finance.get(page).content.decode()


def test_landlord_link_shows_the_debt_and_no_more(path: Path, monkeypatch: Any) -> None:
    cast = path.cast
    plan = path.plan()
    worker = browser(path, cast.case_worker)
    page = reverse("secours_loyer:file", args=[plan.request.uid])
    take(worker, page, "add_note", text="note très privée")
    take(
        browser(path, cast.manager), reverse("secours_loyer:plan", args=[plan.uid]), "approve_plan"
    )
    take(worker, reverse("secours_loyer:plan", args=[plan.uid]), "sign_plan",
         tenant_on="2026-11-23", landlord_on="2026-11-23")  # fmt: skip
    take(worker, page, "open_link")
    message = Message.objects.get(kind="secours_loyer.landlord_link")
    assert REDACTED in message.text
    address = "/" + unseal(message.sealed).split("/", 3)[3]
    landlord = Client()
    shown = landlord.get(address)
    assert shown.status_code == 200
    text = shown.content.decode()
    for hidden in ("note très privée", "Perte d’emploi", "RSA", "Ressources"):
        assert hidden not in text
    assert landlord.get(f"{address[:-2]}x/").status_code == 404
    monkeypatch.setenv("PORTAIL_CLOCK", "2027-01-05T09:00+01:00")
    first = plan.instalments.first()
    landlord.post(address, {"geste": "manquee", "echeance": first.pk})
    plan.refresh_from_db()
    assert plan.state == PlanState.ALERT
    monkeypatch.setenv("PORTAIL_CLOCK", "2027-03-05T09:00+01:00")
    assert landlord.get(address).status_code == 404


def test_approving_asks_to_prove_oneself_again(path: Path) -> None:
    order = path.checked()
    path.cast.manager.set_password("demonstration-reims-51")
    path.cast.manager.save()
    client = browser(path, path.cast.manager, fresh=False)
    url = f"{reverse('secours_loyer:order', args=[order.uid])}approve_order/"
    answer = client.post(url, {"approve_order-digest": digest_of(order)})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/connexion/")
    assert not order.approvals.exists()


def test_strangers_find_nothing(path: Path) -> None:
    request = path.filed(by=path.cast.agent_a)
    own = reverse("secours_loyer:own_request", args=[request.uid])
    assert path.cast.client(path.cast.agent_a).get(own).status_code == 200
    assert path.cast.client(path.cast.agent_b).get(own).status_code == 404
    assert path.cast.client(path.cast.volunteer).get(own).status_code == 403
    file = reverse("secours_loyer:file", args=[request.uid])
    for user, status in (
        (path.cast.agent_a, 403),
        (path.cast.grocery, 403),
        (path.cast.network, 403),
        (path.cast.administrator, 403),
        (path.cast.auditor, 200),
        (path.cast.reception, 200),
    ):
        assert path.cast.client(user).get(file).status_code == status, user
    tenant = reverse("secours_loyer:tenant", args=[request.uid])
    assert path.cast.client(path.cast.landlord_agent).get(tenant).status_code == 200
    assert path.cast.client(path.cast.agent_a).get(tenant).status_code == 403
