"""From a proposal to an action, its bearer, its progress and its result."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from actors.actions.journal import record
from actors.actions.transition import take
from actors.models import Membership, Organisation, User
from actors.roles import Role
from assises import states
from assises.actions.locks import lock_edition
from assises.models import (
    Action,
    ActionState,
    ActionStep,
    Edition,
    Proposal,
    Session,
    WorkingGroup,
    code_for,
)
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def note_proposal(
    edition: Edition,
    *,
    theme: str,
    title: str,
    text: str = "",
    session: Session | None = None,
    is_demo: bool = False,
    by: User | None,
    at: datetime,
) -> Proposal:
    """Give a proposal the next code of its edition and theme."""
    lock_edition(edition.pk)
    last = Proposal.objects.filter(edition=edition, theme=theme).aggregate(n=Max("number"))["n"]
    number = (last or 0) + 1
    proposal = Proposal.objects.create(
        code=code_for(edition.year, theme, number),
        edition=edition,
        session=session,
        theme=theme,
        number=number,
        title=title,
        text=text,
        made_at=at,
        is_demo=is_demo,
    )
    record("note_proposal", proposal, by=by, at=at, code=proposal.code)
    return proposal


@transaction.atomic
def open_action(
    proposal: Proposal,
    *,
    description: str = "",
    due: date | None = None,
    by: User | None,
    at: datetime,
) -> Action:
    """Turn a proposal into an action of its theme's group, under the same code."""
    locked = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if Action.objects.filter(proposal=locked).exists():
        raise Refused("Cette proposition a déjà donné une action.")
    group = WorkingGroup.objects.filter(theme=locked.theme).first()
    if group is None:
        raise Refused("Ce thème n’a pas encore de groupe de travail. Créez-le d’abord.")
    action = Action(
        code=locked.code,
        proposal=locked,
        group=group,
        edition_id=locked.edition_id,
        title=locked.title,
        description=description or locked.text,
        due=due,
        state=ActionState.PROPOSED,
        state_since=at,
        created_at=at,
        is_demo=locked.is_demo,
    )
    action.save(force_insert=True)
    ActionStep.objects.create(action=action, at=at, by=by, state=action.state)
    record("open_action", action, by=by, at=at, code=action.code)
    return action


@transaction.atomic
def entrust_action(
    action: Action,
    *,
    owner: Organisation,
    agent: Membership | None,
    by: User | None,
    at: datetime,
) -> Action:
    """Say which organisation owns the action, and which of its agents carries it.

    Refused when the agent does not belong to the organisation, or has left it.
    """
    locked = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if locked.is_ended:
        raise Refused("Cette action est terminée : elle ne change plus de porteur.")
    if agent is not None:
        member = Membership.objects.active().select_for_update(of=("self",)).filter(pk=agent.pk)
        if not member.filter(organisation=owner, user__is_active=True).exists():
            raise Refused(
                "Cette personne n’est pas, ou n’est plus, agent de cette organisation.",
                field="agent",
            )
    locked.owner = owner
    locked.agent = agent
    locked.save(update_fields=["owner", "agent"])
    record("entrust_action", locked, by=by, at=at, owner=owner.pk)
    return locked


@transaction.atomic
def report_on_action(
    action: Action,
    step: str | None,
    *,
    text: str,
    result: str = "",
    measure: Mapping[str, object] | None = None,
    by: User,
    at: datetime,
) -> Action:
    """Say where the action stands, and take it one step further when `step` names one.

    Ending it demands a result in words. Refused to anyone but the network staff and the agents of
    the organisation that owns it.
    """
    locked = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    check_may_edit(locked, by)
    written = dict(measure or {})
    if result.strip():
        written["result"] = result.strip()
    for field, value in written.items():
        setattr(locked, field, value)
    if written:
        locked.save(update_fields=list(written))
    said = text.strip() or result.strip()
    if step is not None:
        locked = take(locked, step, table=states.ACTION, by=by, at=at, changes={"state_since": at})
    elif not said:
        raise Refused("Écrivez en une phrase où en est l’action.", field="text")
    else:
        record("report_on_action", locked, by=by, at=at)
    ActionStep.objects.create(action=locked, at=at, by=by, state=locked.state, text=said)
    return locked


def check_may_edit(action: Action, by: User) -> None:
    """Network staff, or an agent of the organisation that owns the action."""
    if Role.NETWORK in by.roles or action.owner_id in by.organisation_ids:
        return
    raise Refused("Seuls les agents de l’organisation qui porte l’action peuvent la modifier.")
