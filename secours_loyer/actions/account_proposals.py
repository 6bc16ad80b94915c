"""A bank account proposed by a landlord: kept apart until somebody of the CCAS enters it."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.files import keep_upload
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.accounts import LONGEST_HOLDER, enter_account
from secours_loyer.actions.doors import action, locked, locked_all, need, seal
from secours_loyer.actions.filing import Upload
from secours_loyer.actions.landlord_links import need_open
from secours_loyer.exports.sepa_text import sepa_text
from secours_loyer.iban import check_iban
from secours_loyer.models import AccountProposal, LandlordAccount, LandlordLink, Tenancy
from secours_loyer.queries.landlord_links import ended_words


@action
def propose_account(
    link: LandlordLink, *, iban: str, holder: str, file: Upload, at: datetime
) -> AccountProposal:
    """What the landlord types, with the RIB; one that waits is enough."""
    need_open(link)
    try:
        number, name = check_iban(iban), sepa_text(holder)
    except ValueError as error:
        raise Refused(str(error), field="iban") from error
    need(0 < len(name) <= LONGEST_HOLDER, "Recopiez le nom du titulaire.", field="holder")
    need(
        not AccountProposal.objects.waiting_for(link.request).exists(),
        "Un RIB attend déjà la vérification du CCAS.",
        field="iban",
    )
    proposal = AccountProposal.objects.create(
        link=link,
        iban=number,
        holder=name,
        file=keep_upload(file.name, file.content, by=None, at=at),
        at=at,
    )
    household = link.request.household.uid
    record("propose_account", proposal, by=None, at=at, household=household)
    seal(proposal, at=at)
    return proposal


@action
def take_proposal(proposal: AccountProposal, *, by: User, at: datetime) -> LandlordAccount:
    """Enter the account as it was proposed: it is then called back by another person. Refused once
    the request ended without aid: nothing will be paid there."""
    request = locked(proposal.link.request)
    held = _waiting(proposal)
    over = ended_words(request)
    need(not over, f"{over} : ce RIB ne servira pas. Choisissez « Écarter le RIB proposé ».")
    landlord = held.link.landlord
    if landlord is None or landlord.pk != held.link.request.tenancy.landlord_id:
        raise Refused(
            "Ce RIB vient d’un bailleur qui n’est plus celui du dossier. Envoyez un lien au "
            "nouveau bailleur."
        )
    account = enter_account(
        landlord,
        iban=held.iban,
        holder=held.holder,
        paper=held.file,
        request=held.link.request,
        by=by,
        at=at,
    )
    held.account, held.answered_by, held.answered_at = account, by, at
    held.save(update_fields=["account", "answered_by", "answered_at"])
    seal(held, at=at)
    return account


@action
def dismiss_proposal(proposal: AccountProposal, *, by: User, at: datetime) -> AccountProposal:
    """Not this landlord's, or not needed."""
    need(rules.ACCOUNT_WRITER.allows(by), "Un RIB proposé est traité par l’accueil ou "
         "l’instructeur.")  # fmt: skip
    held = _waiting(proposal)
    held.answered_by, held.answered_at = by, at
    held.save(update_fields=["answered_by", "answered_at"])
    household = held.link.request.household.uid
    record("dismiss_proposal", held, by=by, at=at, household=household)
    seal(held, at=at)
    return held


def dismiss_of_former(lease: Tenancy, *, by: User, at: datetime) -> None:
    """Those of a landlord who is replaced: they are proposals for nothing any more."""
    waiting = AccountProposal.objects.filter(link__request__tenancy=lease, answered_at=None)
    for proposal in locked_all(waiting.select_related("link__request__household")):
        proposal.answered_by, proposal.answered_at = by, at
        proposal.save(update_fields=["answered_by", "answered_at"])
        household = proposal.link.request.household.uid
        record("dismiss_proposal", proposal, by=by, at=at, household=household)
        seal(proposal, at=at)


def _waiting(proposal: AccountProposal) -> AccountProposal:
    held = locked(proposal)
    need(held.answered_at is None, "Ce RIB est déjà traité. Rechargez la page.")
    return held
