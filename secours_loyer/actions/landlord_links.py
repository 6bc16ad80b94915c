"""Opening one file to its landlord by a link, and writing down what they say through it."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from actors.actions.files import keep_upload
from actors.actions.journal import record
from actors.actions.messages import write_message
from actors.models import Membership, User
from actors.parameters import value
from actors.roles import MemberRole
from actors.rules import SOCIAL_WORKER
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import LIMIT
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import action, locked, locked_all, need, seal
from secours_loyer.actions.filing import Upload
from secours_loyer.actions.instalments import instalment_said
from secours_loyer.intake_parameters import LINK_DAYS
from secours_loyer.models import (
    FactKind,
    Instalment,
    LandlordLink,
    LandlordReport,
    PaymentOrder,
    RentRequest,
    RepaymentPlan,
    ReportKind,
)
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.landlord_links import hashed, live_links, new_token, over_words
from secours_loyer.queries.landlord_statement import repeated_dispute
from secours_loyer.states import SETTLED, PlanState

OWN_LINK = timedelta(days=1)
LONGEST_WHY = 500
FACTS = {
    ReportKind.PAID: FactKind.CONFIRMED,
    ReportKind.PARTIAL: FactKind.PARTIAL,
    ReportKind.MISSED: FactKind.MISSED,
}


@action
def open_link(request: RentRequest, *, by: User, at: datetime) -> LandlordLink:
    """Send the landlord a link to this file; older links of the file are closed."""
    need(SOCIAL_WORKER.allows(by), "Le lien est envoyé par un travailleur social.")
    request = locked(request)
    address = request.tenancy.landlord.email
    need(address, "Ce bailleur n’a pas d’adresse e-mail.")
    close_links(request.links.all(), at=at)
    days = int(value(LINK_DAYS.name, on=paris_day(at)))
    link = _made(request, timedelta(days=days), by=by, at=at)
    path = reverse("secours_loyer:landlord_file", args=[new_token(link.uid)])
    write_message(
        "secours_loyer.landlord_link",
        to=address,
        dedupe_key=f"secours_loyer.link:{link.uid}",
        context={"days": days},
        secret=f"{settings.WEBSITE_ADDRESS}{path}",
        at=at,
    )
    record("open_link", link, by=by, at=at, household=request.household.uid)
    return link


@action
def answer_as_landlord(request: RentRequest, *, by: User, at: datetime) -> LandlordLink:
    """The page of one file, for a signed-in agent of its landlord: a link of their own, for a day.

    What they say through it is theirs: the link knows who opened it.
    """
    request = locked(request)
    landlord = request.tenancy.landlord
    membership = next(
        (
            row
            for row in by.memberships
            if row.role == MemberRole.LANDLORD_AGENT
            and row.organisation_id == landlord.organisation_id
        ),
        None,
    )
    if membership is None:
        raise Refused("Ce logement n’est pas loué par votre organisation.")
    own = LandlordLink.objects.filter(request=request, membership=membership, closed_at=None)
    live = live_links(at=at).filter(pk__in=own).first()
    if live is not None:
        return live
    close_links(own, at=at)
    link = _made(request, OWN_LINK, membership=membership, by=by, at=at)
    record("answer_as_landlord", link, by=by, at=at, household=request.household.uid)
    return link


def _made(
    request: RentRequest,
    lasts: timedelta,
    *,
    by: User,
    at: datetime,
    membership: Membership | None = None,
) -> LandlordLink:
    uid = uuid.uuid4()
    link = LandlordLink.objects.create(
        uid=uid,
        request=request,
        landlord=request.tenancy.landlord,
        membership=membership,
        token_hash=hashed(new_token(uid)),
        created_at=at,
        created_by=by,
        expires_at=at + lasts,
    )
    seal(link, at=at)
    return link


def close_links(links: QuerySet[LandlordLink], *, at: datetime) -> None:
    """Those that are open end now."""
    held = locked_all(links.filter(closed_at=None).order_by("pk"))
    for link in held:
        link.closed_at = at
    LandlordLink.objects.bulk_update(held, ["closed_at"])
    seal(*held, at=at)


def need_open(link: LandlordLink) -> None:
    """Whoever kept the page open does not answer about a request that ended without aid."""
    need(not (told := over_words(link.request)), told)


@action
def report(
    link: LandlordLink,
    *,
    kind: str,
    at: datetime,
    order: PaymentOrder | None = None,
    instalment: Instalment | None = None,
    plan: RepaymentPlan | None = None,
    cents: int | None = None,
    why: str = "",
) -> LandlordReport:
    """What the landlord says; a missed instalment raises the plan's alert.

    `why`: a debt that is contested says it, with the amount that the landlord counts if they know;
    the same words again, while they wait for an answer, are written once.
    """
    need_open(link)
    why = why.strip()
    need(
        kind in ReportKind.values and kind != ReportKind.STATEMENT,
        "Choisissez ce que vous voulez signaler.",
    )
    need(
        kind != ReportKind.DISPUTED or why,
        "Dites pourquoi la dette n’est pas exacte.",
        field="why",
    )
    need(
        len(why) <= LONGEST_WHY,
        f"Votre texte est trop long : {LONGEST_WHY} caractères au plus.",
        field="why",
    )
    _readable(cents)
    if kind == ReportKind.DISPUTED and (
        former := repeated_dispute(locked(link.request), link, why=why, cents=cents)
    ):
        return former
    if plan is not None:
        need(
            plan.request_id == link.request_id and plan.state == PlanState.PROPOSED,
            "Ce plan n’attend plus votre accord. Rechargez la page.",
        )
    if order is not None:
        need(
            order.award.decision.request_id == link.request_id
            and order.account.landlord_id == link.landlord_id
            and order.state in SETTLED,
            "Ce paiement n’est pas de ce dossier, ou n’est pas encore versé.",
        )
    if instalment is not None:
        need(instalment.plan.request_id == link.request_id, "Cette échéance n’est pas de ce plan.")
    said = LandlordReport.objects.create(
        link=link,
        kind=kind,
        order=order,
        instalment=instalment,
        plan=plan,
        cents=cents,
        why=why,
        at=at,
    )
    seal(said, at=at)
    household = link.request.household.uid
    facts = (
        [instalment_said(link, instalment, kind=FACTS[ReportKind(kind)], cents=cents, at=at)]
        if instalment is not None
        else []
    )
    record("landlord_report", said, by=None, at=at, household=household, kind=kind, **named(*facts))
    return said


@action
def certify_statement(
    link: LandlordLink, *, cents: int, said_on: date, file: Upload, at: datetime
) -> LandlordReport:
    """A statement that the landlord certifies, with its paper; the CCAS compares it."""
    need_open(link)
    _readable(cents)
    need(said_on <= paris_day(at), "Le décompte ne peut pas être daté de l’avenir.")
    said = LandlordReport.objects.create(
        link=link,
        kind=ReportKind.STATEMENT,
        cents=cents,
        said_on=said_on,
        file=keep_upload(file.name, file.content, by=None, at=at),
        at=at,
    )
    seal(said, at=at)
    record(
        "landlord_report",
        said,
        by=None,
        at=at,
        household=link.request.household.uid,
        kind=ReportKind.STATEMENT,
    )
    return said


def _readable(cents: int | None) -> None:
    """No wider than the widest transfer: the portal reads no larger amount anywhere."""
    need(cents is None or cents <= LIMIT, "Ce montant est trop grand.", field="cents")
