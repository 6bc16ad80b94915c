"""What an edition changed: counted from its proposals and actions each time it is read."""

from __future__ import annotations

from dataclasses import dataclass

from assises.models import Action, ActionState, Edition, Proposal, Registration

ORDER = (
    ActionState.DONE,
    ActionState.PARTLY,
    ActionState.RUNNING,
    ActionState.BLOCKED,
    ActionState.COMMITTED,
    ActionState.PROPOSED,
    ActionState.ABANDONED,
)


@dataclass(frozen=True)
class Changes:
    """Figures and actions by state; `without_action` are proposals that gave no action yet."""

    attendance: int | None
    attendance_is_about: bool
    proposals: int
    actions: int
    by_state: list[tuple[ActionState, list[Action]]]
    without_action: list[Proposal]

    @property
    def some_demo(self) -> bool:
        """Whether something here was made up to try the portal."""
        shown = [action for _state, actions in self.by_state for action in actions]
        return any(row.is_demo for row in shown) or any(row.is_demo for row in self.without_action)

    @property
    def share(self) -> int | None:
        """Percentage of proposals that became actions."""
        if not self.proposals:
            return None
        return round(100 * (self.proposals - len(self.without_action)) / self.proposals)


def changes_of(edition: Edition) -> Changes:
    """Three queries, whatever the number of actions."""
    actions = list(
        Action.objects.filter(edition=edition).select_related("owner", "group").order_by("code")
    )
    proposals = list(Proposal.objects.filter(edition=edition).order_by("code"))
    taken_up = {action.proposal_id for action in actions}
    groups = [(state, [a for a in actions if a.state == state]) for state in ORDER]
    registered = Registration.objects.confirmed().filter(edition=edition).count()
    about = edition.attendance_about
    return Changes(
        attendance=about if about is not None else registered or None,
        attendance_is_about=about is not None,
        proposals=len(proposals),
        actions=len(actions),
        by_state=[(state, rows) for state, rows in groups if rows],
        without_action=[p for p in proposals if p.code not in taken_up],
    )
