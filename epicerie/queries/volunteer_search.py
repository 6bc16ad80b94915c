"""Finding one volunteer from what a coordinator types: an address, or a name in any order."""

from __future__ import annotations

from difflib import get_close_matches

from actors.models import User
from epicerie.models import Volunteer
from reims_solidarite.kit.names import folded
from reims_solidarite.kit.transitions import Refused


def volunteer_typed(user: User, typed: str, *, field: str) -> Volunteer:
    """The one person meant; refused with the nearest names, or how to tell homonyms apart."""
    seen = Volunteer.objects.visible_to(user).select_related("user")
    if "@" in typed:
        if found := seen.filter(user__email=typed.strip().lower()).first():
            return found
        raise Refused(f"Aucun bénévole n’a l’adresse « {typed} ».", field=field)
    names: dict[str, list[int]] = {}
    shown: dict[str, str] = {}
    for number, first, last in seen.values_list("pk", "user__first_name", "user__last_name"):
        for name in {folded(f"{first} {last}"), folded(f"{last} {first}")}:
            names.setdefault(name, []).append(number)
            shown[name] = f"{first} {last}"
    match names.get(folded(typed), []):
        case [number]:
            return seen.get(pk=number)
        case []:
            near = get_close_matches(folded(typed), names, n=1, cutoff=0.6)
            asked = f" : vouliez-vous « {shown[near[0]]} » ?" if near else "."
            raise Refused(f"Aucun bénévole ne s’appelle « {typed} »{asked}", field=field)
    raise Refused(
        f"Plusieurs bénévoles s’appellent « {typed} » : écrivez l’adresse e-mail.", field=field
    )
