"""What a landlord's press of a button writes: one function a gesture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from reims_solidarite.kit.clock import now
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.account_proposals import propose_account
from secours_loyer.actions.current_rent import rent_said
from secours_loyer.actions.filing import Upload
from secours_loyer.actions.landlord_links import certify_statement, report
from secours_loyer.forms.landlord import DisputeForm, PartialForm, RibForm, StatementForm
from secours_loyer.models import LandlordLink, RentKind, ReportKind
from secours_loyer.queries.follow import followed_plan
from secours_loyer.queries.landlord_links import instalment_of, order_of
from secours_loyer.queries.landlord_statement import repeated_dispute

FORMS: dict[str, type[forms.Form]] = {
    "contestee": DisputeForm,
    "decompte": StatementForm,
    "rib": RibForm,
    "partielle": PartialForm,
}
RENTS = {"loyer_paye": RentKind.PAID, "loyer_impaye": RentKind.UNPAID}


def say(link: LandlordLink, gesture: str, request: HttpRequest, given: Mapping[str, Any]) -> str:
    """Write it down; what to thank for. Refused when it makes no sense any more."""
    return SPECIAL.get(gesture, _report)(link, gesture, request, given)


def _report(
    link: LandlordLink, gesture: str, request: HttpRequest, given: Mapping[str, Any]
) -> str:
    plan = followed_plan(link.request) if gesture == ReportKind.AGREED else None
    cents, why = given.get("cents"), given.get("why", "")
    if gesture == ReportKind.DISPUTED and repeated_dispute(
        link.request, link, why=why.strip(), cents=cents
    ):
        return "Dette contestée : vous l’aviez déjà écrit, le CCAS vous répondra"
    report(
        link,
        kind=gesture,
        order=order_of(link, request.POST.get("paiement", "")),
        instalment=instalment_of(link, request.POST.get("echeance", "")),
        plan=plan,
        cents=cents,
        why=why,
        at=now(),
    )
    return ReportKind(gesture).label


def _statement(
    link: LandlordLink, _gesture: str, _request: HttpRequest, given: Mapping[str, Any]
) -> str:
    certify_statement(link, **{**given, "file": _upload(given["file"])}, at=now())
    return "Décompte certifié"


def _rib(link: LandlordLink, _gesture: str, _request: HttpRequest, given: Mapping[str, Any]) -> str:
    propose_account(link, **{**given, "file": _upload(given["file"])}, at=now())
    return "RIB transmis, le CCAS vous appellera pour le vérifier"


def _rent(link: LandlordLink, gesture: str, request: HttpRequest, _given: Mapping[str, Any]) -> str:
    plan = followed_plan(link.request)
    try:
        month = date.fromisoformat(request.POST.get("mois", ""))
    except ValueError:
        month = None
    if plan is None or month is None:
        raise Refused("Choisissez un mois de la liste. Rechargez la page.")
    rent_said(link, plan, month=month, kind=RENTS[gesture], at=now())
    return f"Loyer {RENTS[gesture].label.lower()}"


def _upload(file: UploadedFile[Any]) -> Upload:
    return Upload(file.name or "", file.read())


SPECIAL: dict[str, Callable[[LandlordLink, str, HttpRequest, Mapping[str, Any]], str]] = {
    "decompte": _statement,
    "rib": _rib,
    **dict.fromkeys(RENTS, _rent),
}
