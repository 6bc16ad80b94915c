"""Roles and decided values, each against the chained journal: what changed behind the portal."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from actors.models import JournalEntry, Parameter, RoleGrant

GRANT, REVOKE, CLOSE = "grant_role", "revoke_role", "close_account"
# Of one role given to one person: when, by whom, and until when.
Given = tuple[datetime, int | None, datetime | None]


def rights_faults() -> Iterator[str]:
    """One sentence for each role and each decided value that the journal tells otherwise."""
    yield from _grants()
    yield from _parameters()


def _grants() -> Iterator[str]:
    told = _told_grants()
    rows = RoleGrant.objects.order_by("pk").values_list(
        *("pk", "user_id", "role", "granted_at", "granted_by_id", "revoked_at")
    )
    for pk, user, role, granted_at, granted_by, revoked_at in rows.iterator():
        given = (granted_at, granted_by, revoked_at)
        known = told[user, role]
        if given in known:
            known.remove(given)
        else:
            yield f"actors.rolegrant {pk} : rôle « {role} » changé sans passer par le portail."
    for (user, role), left in sorted(told.items()):
        for granted_at, _by, _until in left:
            yield (
                f"Compte {user} : le rôle « {role} » donné le {granted_at:%d/%m/%Y} n’est plus tel "
                "que le journal le dit."
            )


def _told_grants() -> defaultdict[tuple[int, str], list[Given]]:
    told: defaultdict[tuple[int, str], list[Given]] = defaultdict(list)
    acts = JournalEntry.objects.filter(object_type="actors.user", verb__in=[GRANT, REVOKE, CLOSE])
    for key, verb, at, actor, details in (
        acts.order_by("pk").values_list("object_id", "verb", "at", "actor_id", "details").iterator()
    ):
        user = int(key)
        if verb == GRANT:
            told[user, details["role"]].append((at, actor, None))
            continue
        for (holder, role), given in told.items():
            if holder == user and (verb == CLOSE or role == details["role"]):
                given[:] = [(when, by, until or at) for when, by, until in given]
    return told


def digest_of(value: object, decision: str) -> str:
    """What was decided, as the journal keeps it: neither the value nor the words."""
    said = json.dumps([value, decision], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


@dataclass
class _Told:
    """A decided value as the journal tells it; `since` is unknown before 26 November 2026."""

    key: str
    at: datetime
    by: int | None
    since: str | None
    until: str | None
    digest: str | None
    replaced_at: datetime | None = None
    ends: list[date] = field(default_factory=list)

    def is_of(self, row: Parameter) -> bool:
        """Whether the row is the value told."""
        if (row.key, row.set_at, row.set_by_id) != (self.key, self.at, self.by):
            return False
        if self.since is None:
            return True
        if self.until is not None:
            self.ends.append(date.fromisoformat(self.until))
        return (
            row.period.lower.isoformat() == self.since
            and row.period.upper == min(self.ends, default=None)
            and row.replaced_at == self.replaced_at
            and digest_of(row.value, row.decision) == self.digest
        )


def _parameters() -> Iterator[str]:
    told = _told_parameters()
    rows = list(Parameter.objects.order_by("pk"))
    starts = {(row.key, row.period.lower) for row in rows if row.replaced_at is None}
    for row in rows:
        known = told.pop(row.pk, None)
        if known is None:
            yield f"actors.parameter {row.pk} : « {row.key} » écrit sans passer par le portail."
        elif not known.is_of(row) or (
            row.period.upper is not None and (row.key, row.period.upper) not in starts
        ):
            yield f"actors.parameter {row.pk} : « {row.key} » changé sans passer par le portail."
    for pk, missing in sorted(told.items()):
        yield f"actors.parameter {pk} : « {missing.key} » effacé."


def _told_parameters() -> dict[int, _Told]:
    told: dict[int, _Told] = {}
    acts = JournalEntry.objects.filter(
        object_type=Parameter._meta.label_lower, verb="decide_parameter"
    )
    for key, at, actor, said in (
        acts.order_by("pk").values_list("object_id", "at", "actor_id", "details").iterator()
    ):
        since = said.get("since")
        told[int(key)] = _Told(said["key"], at, actor, since, said.get("until"), said.get("digest"))
        if (ended := told.get(said.get("ended") or 0)) is not None:
            ended.ends.append(date.fromisoformat(since))
        if (replaced := told.get(said.get("replaced") or 0)) is not None:
            replaced.replaced_at = at
    return told
