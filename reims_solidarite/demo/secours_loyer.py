"""The demo's rent aid: made-up landlords, a request at every stop, a batch, a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from actors.actions.parameters import decide_parameter
from actors.households.models import Household
from actors.models import Organisation, OrganisationKind
from actors.roles import Role
from reims_solidarite.demo.world import World
from reims_solidarite.kit.dates import Period, add_months, month_start, paris_day
from reims_solidarite.kit.documents import render_pdf
from secours_loyer.actions import (
    accounts,
    batches,
    decisions,
    filing,
    instruction,
    orders,
    plans,
    returns,
)
from secours_loyer.actions.export import export_batch
from secours_loyer.models import (
    Channel,
    Decision,
    Landlord,
    LandlordAccount,
    Outcome,
    PaymentOrder,
    RentRequest,
    digest_of,
)
from secours_loyer.parameters import PAYER

BANK, BRANCH = "30001", "00794"
Homes = Iterator[Household]


@dataclass(frozen=True)
class Landlords:
    """The two landlords of the demo, each with an account that can be paid."""

    social: Landlord
    private: Landlord
    social_account: LandlordAccount
    private_account: LandlordAccount


def build(world: World, *, scale: int) -> None:
    """One request at each stop for each unit of scale, then one batch sent and paid."""
    payer = {"name": "REGIE DE DEMONSTRATION", "iban": french_iban(1), "bic": "PSSTFRPPPAR"}
    decide_parameter(
        PAYER.name,
        payer,
        since=month_start(paris_day(world.at)),
        decision="Démonstration",
        by=None,
        at=world.at,
    )
    landlords = _landlords(world)
    homes = iter(world.households)
    approved: list[PaymentOrder] = []
    for _ in range(scale):
        for stop in STOPS:
            order = stop(world, homes, landlords)
            if order is not None:
                approved.append(order)
    _pay(world, approved)


def french_iban(number: int) -> str:
    """A well-formed account of nobody: bank and branch codes, a number, and its two keys."""
    account = f"{number:011d}"
    rib = 97 - (89 * int(BANK) + 15 * int(BRANCH) + 3 * int(account)) % 97
    bban = f"{BANK}{BRANCH}{account}{rib:02d}"
    check = 98 - int(f"{bban}152700") % 97
    return f"FR{check:02d}{bban}"


def _landlords(world: World) -> Landlords:
    reception, finance = world.staff[Role.RECEPTION], world.staff[Role.FINANCE]
    social = filing.add_landlord(
        filing.NewLandlord("Bailleur social de démonstration", "social"), by=reception, at=world.at
    )
    organisation = Organisation.objects.filter(kind=OrganisationKind.LANDLORD, is_demo=True).first()
    if organisation is not None:
        Landlord.objects.filter(pk=social.pk).update(organisation=organisation)
    private = filing.add_landlord(
        filing.NewLandlord("SCI des Exemples (démonstration)", "societe"), by=reception, at=world.at
    )
    kept = []
    for number, landlord in enumerate((social, private), start=2):
        accounts.note_known_phone(landlord, phone="03 26 00 00 00", by=reception, at=world.at)
        account = accounts.enter_account(
            landlord,
            iban=french_iban(number),
            holder="BAILLEUR DE DEMONSTRATION",
            by=reception,
            at=world.at,
        )
        kept.append(
            accounts.verify_account(account, called_on=paris_day(world.at), by=finance, at=world.at)
        )
    # A third account waits for its second person.
    accounts.enter_account(
        private, iban=french_iban(9), holder="SCI DES EXEMPLES", by=reception, at=world.at
    )
    return Landlords(
        Landlord.objects.get(pk=social.pk), Landlord.objects.get(pk=private.pk), kept[0], kept[1]
    )


def _statement(world: World) -> bytes:
    """A landlord's statement that says it was made up."""
    paragraph = {"kind": "paragraph", "text": "Document inventé pour essayer le portail."}
    data = {"title": "Décompte de démonstration", "body": [paragraph]}
    return render_pdf("base/sheet.typ", data, at=world.at)


def _file(
    world: World, homes: Homes, landlords: Landlords, *, file_now: bool = True
) -> RentRequest:
    today = paris_day(world.at)
    months = world.random.randint(2, 4)
    rent = world.random.randrange(38_000, 62_000, 500)
    until = month_start(today)
    home = next(homes)
    return filing.open_request(
        home,
        landlord=landlords.social if world.random.random() < 0.7 else landlords.private,
        lease=filing.Lease(
            f"{world.random.randint(1, 90)} rue de l’Essai",
            "51100",
            "Reims",
            date(world.random.randint(2016, 2025), 5, 1),
            rent,
            reference=f"DEMO-{home.number}",
            housing_aid_cents=20_000,
        ),
        claim=filing.Claim(
            Period(add_months(until, -months), until),
            (rent - 20_000) * months,
            today - timedelta(days=6),
            "Perte d’emploi, puis retard des droits. Le loyer courant est repris.",
        ),
        statement=filing.Upload("decompte.pdf", _statement(world)),
        file_now=file_now,
        by=world.staff[Role.CASE_WORKER],
        at=world.at,
    )


def draft(world: World, homes: Homes, landlords: Landlords) -> None:
    """Not filed yet."""
    _file(world, homes, landlords, file_now=False)


def filed(world: World, homes: Homes, landlords: Landlords) -> None:
    """Waits for an instructor."""
    _file(world, homes, landlords)


def incomplete(world: World, homes: Homes, landlords: Landlords) -> None:
    """Waits for a missing piece."""
    request = _file(world, homes, landlords)
    instruction.ask_missing(
        request,
        missing="La dernière quittance de loyer.",
        by=world.staff[Role.RECEPTION],
        at=world.at,
    )


def studied(world: World, homes: Homes, landlords: Landlords) -> RentRequest:
    """In the hands of the instructor."""
    worker = world.staff[Role.CASE_WORKER]
    request = _file(world, homes, landlords)
    return instruction.assign(request, to=worker, by=worker, at=world.at)


def in_study(world: World, homes: Homes, landlords: Landlords) -> None:
    """Stays there, with a social note."""
    instruction.add_note(
        studied(world, homes, landlords),
        text="Le ménage suit son budget avec l’association.",
        by=world.staff[Role.CASE_WORKER],
        at=world.at,
    )


def validated(world: World, homes: Homes, landlords: Landlords) -> RentRequest:
    """Calculated, with an opinion, validated by somebody else."""
    worker = world.staff[Role.CASE_WORKER]
    request = studied(world, homes, landlords)
    kept = instruction.compute_assessment(request, by=worker, at=world.at)
    request = instruction.give_opinion(
        request, proposed_cents=kept.aid_cents, by=worker, at=world.at
    )
    return instruction.validate_technically(request, by=world.staff[Role.MANAGER], at=world.at)


def waiting_for_decision(world: World, homes: Homes, landlords: Landlords) -> None:
    """Waits for the signatory."""
    validated(world, homes, landlords)


def refused(world: World, homes: Homes, landlords: Landlords) -> None:
    """Refused, with its reason."""
    decisions.decide(
        validated(world, homes, landlords),
        outcome=Outcome.REFUSED,
        motive="Le loyer dépasse durablement les moyens du ménage : un relogement est proposé.",
        by=world.staff[Role.SIGNATORY],
        at=world.at,
    )


def granted(world: World, homes: Homes, landlords: Landlords) -> Decision:
    """Granted for what the scale proposes; a home it proposes nothing for is refused first."""
    while True:
        request = validated(world, homes, landlords)
        proposed = request.assessments.order_by("-pk")[0].aid_cents
        outcome = Outcome.GRANTED if proposed else Outcome.REFUSED
        decision = decisions.decide(
            request,
            outcome=outcome,
            motive=(
                "Situation passagère, loyer courant repris."
                if proposed
                else "Le barème ne permet pas d’aide pour cette situation."
            ),
            aid_cents=proposed,
            by=world.staff[Role.SIGNATORY],
            at=world.at,
        )
        if proposed:
            return decision


def with_plan(world: World, homes: Homes, landlords: Landlords) -> None:
    """Granted, and the rest repaid in twelve instalments under a signed plan."""
    decision = granted(world, homes, landlords)
    if not decision.plan_cents:
        return
    worker, today = world.staff[Role.CASE_WORKER], paris_day(world.at)
    plan = plans.prepare_plan(
        decision.request,
        first_due=add_months(month_start(today), 1) + timedelta(days=4),
        count=12,
        by=worker,
        at=world.at,
    )
    plan = plans.approve_plan(plan, by=world.staff[Role.MANAGER], at=world.at)
    plans.sign_plan(plan, tenant_on=today, landlord_on=today, by=worker, at=world.at)


def _order(world: World, homes: Homes, landlords: Landlords) -> PaymentOrder:
    decision = granted(world, homes, landlords)
    finance = world.staff[Role.FINANCE]
    is_social = decision.request.tenancy.landlord_id == landlords.social.pk
    account = landlords.social_account if is_social else landlords.private_account
    order = orders.prepare_order(decision.award, account=account, by=finance, at=world.at)
    return orders.check_order(order, by=finance, at=world.at)


def to_approve(world: World, homes: Homes, landlords: Landlords) -> None:
    """An order that waits for its two approvals."""
    _order(world, homes, landlords)


def approved(world: World, homes: Homes, landlords: Landlords) -> PaymentOrder:
    """An order approved by two people, ready for a batch."""
    order = _order(world, homes, landlords)
    for role in (Role.MANAGER, Role.SIGNATORY):
        order = orders.approve_order(
            order, digest=digest_of(order), by=world.staff[role], at=world.at
        )
    return order


def _pay(world: World, ready: list[PaymentOrder]) -> None:
    """All but the last order leave in one batch; the first of them is already paid."""
    sent = ready[:-1]
    if not sent:
        return
    finance, day = world.staff[Role.FINANCE], paris_day(world.at) + timedelta(days=2)
    batch = batches.open_batch(channel=Channel.REGIE, execute_on=day, by=finance, at=world.at)
    batches.put_in_batch(batch, sent, by=finance, at=world.at)
    batch = batches.close_batch(batch, execute_on=day, by=finance, at=world.at)
    export_batch(batch, by=finance, at=world.at)
    returns.mark_paid(sent[0].end_to_end_id, by=finance, at=world.at)


Stop = Callable[[World, Homes, Landlords], PaymentOrder | None]
STOPS: tuple[Stop, ...] = (
    draft,
    filed,
    incomplete,
    in_study,
    waiting_for_decision,
    refused,
    with_plan,
    to_approve,
    approved,
    approved,
    approved,
)
