"""The RIB of an account, joined after the number was typed: once, by whoever types accounts."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.files import keep_upload
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.apart import need_two_people
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.actions.filing import Upload
from secours_loyer.models import LandlordAccount, RentRequest
from secours_loyer.queries.ladder import STOPPED


@action
def join_rib(
    account: LandlordAccount,
    *,
    request: RentRequest,
    paper: Upload | None,
    by: User,
    at: datetime,
) -> LandlordAccount:
    """The number does not change, nor what was approved with it; `request` brings the paper."""
    need(
        rules.ACCOUNT_WRITER.allows(by),
        "Le RIB est joint par l’accueil ou l’instructeur, qui saisissent les comptes.",
    )
    held = locked(account)
    need(held.state not in STOPPED, "Ce compte ne sert plus. Saisissez-en un autre.")
    need(held.paper_id is None, "Un RIB est déjà joint à ce compte : il ne se remplace pas.")
    acted = (held.verified_by_id, held.activated_by_id)
    need(
        by.pk not in acted,
        "Vous avez rappelé le bailleur ou levé l’alerte : une autre personne joint le RIB.",
    )
    need_two_people(by, *acted)
    need(
        request.tenancy.landlord_id == held.landlord_id,
        "Ce dossier est celui d’un autre bailleur.",
        field="request",
    )
    if paper is None:
        raise Refused("Choisissez le fichier du RIB.", field="file")
    held.paper = keep_upload(paper.name, paper.content, by=by, at=at)
    held.request = request
    held.save(update_fields=["paper", "request"])
    seal(held, at=at)
    record("join_rib", held, by=by, at=at, household=request.household.uid)
    return held
