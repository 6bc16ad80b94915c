"""An organisation accompanies a household: what opens the file to its agents, and closes it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from actors import rules
from actors.actions.journal import record
from actors.households.actions.lock import locked
from actors.households.models import Accompaniment, Household
from actors.models import Organisation, OrganisationKind, User
from reims_solidarite.kit.transitions import Refused


def own_organisation(organisation: Organisation, by: User) -> None:
    """Agents act for their own organisation only; social workers and reception for any."""
    if rules.FILE_WRITER.allows(by) or organisation.pk in by.organisation_ids:
        return
    raise Refused("Vous n’agissez que pour votre propre organisation.", field="organisation")


@transaction.atomic
def start_accompaniment(
    household: Household, organisation: Organisation, *, reason: str, by: User, at: datetime
) -> Accompaniment:
    """Open the household to an organisation's agents, for a stated reason."""
    held = locked(household)
    own_organisation(organisation, by)
    if organisation.kind == OrganisationKind.LANDLORD:
        raise Refused(
            "Un bailleur n’accompagne pas un ménage : il ne voit que les demandes de ses "
            "locataires.",
            field="organisation",
        )
    if not reason.strip():
        raise Refused("Dites en une phrase pourquoi ce ménage est accompagné.", field="reason")
    try:
        with transaction.atomic():
            started = Accompaniment.objects.create(
                household=held,
                organisation=organisation,
                reason=reason.strip(),
                started_at=at,
                started_by=by,
            )
    except IntegrityError as error:
        raise Refused(
            "Cette organisation accompagne déjà ce ménage.", field="organisation"
        ) from error
    record(
        "start_accompaniment",
        started,
        by=by,
        at=at,
        household=held.uid,
        organisation=organisation.pk,
    )
    return started


@transaction.atomic
def end_accompaniment(accompaniment: Accompaniment, *, by: User, at: datetime) -> Accompaniment:
    """Close the household to the organisation's agents, at once."""
    current = (
        Accompaniment.objects.select_for_update(of=("self",))
        .select_related("organisation", "household")
        .get(pk=accompaniment.pk)
    )
    own_organisation(current.organisation, by)
    if current.ended_at is not None:
        raise Refused("Cet accompagnement est déjà terminé.")
    current.ended_at = at
    current.save(update_fields=["ended_at"])
    record(
        "end_accompaniment",
        current,
        by=by,
        at=at,
        household=current.household.uid,
        organisation=current.organisation_id,
    )
    return current
