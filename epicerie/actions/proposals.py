"""An association proposes a volunteer; the coordinator registers them, or says why not.

The association is told the same thing whatever the address: it learns nothing of who is known
elsewhere. Only the coordinator sees that an account exists already.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from actors import rules
from actors.actions.journal import record
from actors.actions.transition import take
from actors.models import Organisation, User
from epicerie.actions.openings import require_coordinator
from epicerie.actions.outbox import tell_office
from epicerie.actions.volunteers import affiliate, enrol_volunteer
from epicerie.actions.walls import walls
from epicerie.models import Affiliation, Volunteer, VolunteerProposal
from epicerie.queries.association import managed_by
from epicerie.states import PROPOSAL
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def propose_volunteer(
    organisation: Organisation,
    *,
    first_name: str,
    last_name: str,
    email: str,
    phone: str,
    novice: bool,
    by: User,
    at: datetime,
) -> VolunteerProposal:
    """Write down the person; the coordinator finds them on their dashboard."""
    if not rules.ORG_MANAGER.allows(by) or organisation.pk not in managed_by(by):
        raise Refused("Cela demande d’être responsable de l’association.")
    with walls():
        made = VolunteerProposal.objects.create(
            organisation=organisation,
            first_name=first_name.strip(),
            last_name=last_name.strip(),
            email=email.strip().lower(),
            phone=phone.strip(),
            novice=novice,
            proposed_at=at,
            proposed_by=by,
        )
    record("propose_volunteer", made, by=by, at=at, organisation=organisation.pk)
    return made


@transaction.atomic
def accept_proposal(proposal: VolunteerProposal, *, by: User, at: datetime) -> VolunteerProposal:
    """Register the person, or attach the volunteer of that address to one more association."""
    require_coordinator(by)
    locked = VolunteerProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    known = Volunteer.objects.filter(user__email=locked.email).first() if locked.email else None
    if known is None and locked.email:
        known = enrol_volunteer(
            locked.email,
            first_name=locked.first_name,
            last_name=locked.last_name,
            phone=locked.phone,
            organisation=locked.organisation,
            novice=locked.novice,
            by=by,
            at=at,
        )
    elif known is not None:
        sent = Affiliation.objects.live().filter(
            volunteer=known, organisation=locked.organisation_id
        )
        if not sent.exists():
            affiliate(known, locked.organisation, since=paris_day(at), by=by, at=at)
    return _decide(locked, "accept_proposal", by=by, at=at, volunteer=known)


@transaction.atomic
def refuse_proposal(
    proposal: VolunteerProposal, *, reason: str, by: User, at: datetime
) -> VolunteerProposal:
    """The association reads the reason."""
    require_coordinator(by)
    if not reason.strip():
        raise Refused("Dites pourquoi : l’association le lira.", field="reason")
    return _decide(proposal, "refuse_proposal", by=by, at=at, refusal=reason.strip()[:200])


def _decide(
    proposal: VolunteerProposal, step: str, *, by: User, at: datetime, **changes: object
) -> VolunteerProposal:
    name = str(proposal)
    with walls():
        decided = take(
            proposal,
            step,
            table=PROPOSAL,
            by=by,
            at=at,
            changes={"email": "", "phone": "", "decided_at": at, **changes},
        )
    tell_office(
        f"epicerie.{'proposal_accepted' if step == 'accept_proposal' else 'proposal_refused'}",
        [decided.proposed_by],
        event=str(decided.pk),
        context={"name": name, "reason": decided.refusal},
        at=at,
    )
    return decided
