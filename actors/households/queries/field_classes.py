"""Which classes of a household's fields a person may read: pages and access log both ask here."""

from __future__ import annotations

from actors import rules
from actors.models import User


def classes_for(user: User) -> frozenset[str]:
    """Identity and housing to all who may open the file; amounts and notes to fewer."""
    classes = {"identity", "housing"}
    if rules.HOUSEHOLD_AMOUNTS.allows(user):
        classes.add("resources")
    if rules.SOCIAL_WORKER.allows(user):
        classes.add("notes")
    return frozenset(classes)


def capacity(user: User) -> str:
    """In which capacity the file is read, for the access log."""
    if user.is_staff:
        return "agent du CCAS"
    return "organisation qui accompagne le ménage"
