"""The key of a landlord's link: derived from its identifier, kept only as a digest."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import F, Q, QuerySet

from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import short_date
from secours_loyer.models import (
    Instalment,
    LandlordLink,
    LandlordReport,
    PaymentOrder,
    RentRequest,
    ReportKind,
)
from secours_loyer.queries.appeals import open_appeal
from secours_loyer.states import RequestState

SIZE = 43


def new_token(uid: uuid.UUID) -> str:
    """The key of a link made now."""
    message = b"secours_loyer.landlord:" + uid.bytes
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()[:SIZE]


def hashed(token: str) -> str:
    """What the database keeps."""
    return hashlib.sha256(token.encode()).hexdigest()


def live_links(*, at: datetime) -> QuerySet[LandlordLink]:
    """Those that open: neither expired nor closed, for the landlord of the lease, and an agent's
    own while they act for that landlord (`landlord_link_sql.BEHIND_LIVE` says the same)."""
    agent = Q(
        membership__ended_at=None,
        membership__joined_at__lte=F("created_at"),
        membership__user__is_active=True,
        membership__organisation=F("landlord__organisation"),
    )
    return LandlordLink.objects.filter(
        Q(membership=None) | agent,
        expires_at__gt=at,
        closed_at=None,
        landlord=F("request__tenancy__landlord"),
    )


def link_of(token: str, *, at: datetime) -> LandlordLink | None:
    """The live link that this key opens; any other opens nothing."""
    return (
        live_links(at=at)
        .filter(token_hash=hashed(token))
        .select_related("request__debt", "request__tenancy__landlord", "request__household")
        .first()
    )


def order_of(link: LandlordLink, wanted: str) -> PaymentOrder | None:
    """A payment of this file to this landlord, by its reference."""
    rows = PaymentOrder.objects.filter(
        award__decision__request=link.request_id, account__landlord=link.landlord_id
    )
    return rows.filter(end_to_end_id=wanted).first() if wanted else None


def instalment_of(link: LandlordLink, wanted: str) -> Instalment | None:
    """An instalment of this file's plan, by its key."""
    rows = Instalment.objects.filter(plan__request=link.request_id)
    return rows.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 18 else None


def debt_word(said: Iterable[LandlordReport]) -> LandlordReport | None:
    """What the landlord says of the debt: their last word, from reports in order."""
    words = [row for row in said if row.kind in {ReportKind.DEBT, ReportKind.DISPUTED}]
    return words[-1] if words else None


def over_words(request: RentRequest) -> str:
    """Why nothing is asked of the landlord any more, or nothing."""
    ended = ended_words(request)
    return f"{ended} : vous n’avez rien à faire ici." if ended else ""


def ended_words(request: RentRequest) -> str:
    """The request ended without aid, and no appeal waits: how; or nothing."""
    if request.debt.released_at is None or open_appeal(request) is not None:
        return ""
    return {
        RequestState.WITHDRAWN: "Cette demande est retirée",
        RequestState.DROPPED: "Cette demande est classée sans suite",
    }.get(RequestState(request.state), "L’aide est refusée")


def replaced_words(request: RentRequest, word: LandlordReport | None) -> str:
    """What confirming the debt would take the place of; nothing when nothing was contested."""
    if word is None or word.kind != ReportKind.DISPUTED:
        return ""
    counted = f", où vous comptiez {format_cents(word.cents)}" if word.cents else ""
    return (
        f"Confirmer {format_cents(request.debt.certified_cents)} remplace votre contestation du "
        f"{short_date(word.at)}{counted} : pour le CCAS, la dette sera exacte. Confirmer ?"
    )


def said_of(link: LandlordLink) -> list[LandlordReport]:
    """What this landlord said of this file, in order, through any of their links."""
    rows = LandlordReport.objects.filter(
        link__request=link.request_id, link__landlord=link.landlord_id
    )
    return list(rows.order_by("at", "pk"))
