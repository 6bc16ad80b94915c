"""The household that a side accompanies, with a text of its own in every field."""

from __future__ import annotations

from datetime import date, timedelta

from actors.households.actions.amounts import set_budget
from actors.households.actions.composition import NewPerson, end_member
from actors.households.actions.contacts import add_contact
from actors.households.actions.housing import NewHousing
from actors.households.actions.opening import open_household
from actors.households.models import Household, HousingKind
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from tests.permissions.world.side import Side


def accompanied(side: Side, case_worker: User) -> Household:
    """Two people now, one who left, a home, a budget, a note."""
    at, today = side.at, paris_day(side.at)
    home = open_household(
        side.text("ménage"),
        members=[
            NewPerson(side.mark, side.text("Adulte"), date(1985, 4, 12)),
            NewPerson(side.mark, side.text("Enfant"), date(2019, 9, 1), "enfant"),
            NewPerson(side.mark, side.text("Parti"), date(1984, 1, 1)),
        ],
        housing=NewHousing(
            HousingKind.SOCIAL.value, side.text("rue"), "51100", side.text("ville"), "Orgeval"
        ),
        phone=side.phone,
        email=side.mail("menage"),
        organisation=side.association,
        reason=side.text("motif"),
        no_duplicate=True,
        by=case_worker,
        at=at - timedelta(days=60),
    )
    adult, _child, left = home.members.order_by("pk")
    end_member(left, until=today, by=case_worker, at=at)
    set_budget(
        home,
        resources={"rsa": 60_000, "logement": 20_000},
        charges={"loyer": 45_000, "energie": 6_000},
        since=date(2026, 1, 1),
        by=case_worker,
        at=at,
    )
    contact = add_contact(
        home, on=today, medium="telephone", summary=side.text("note"), by=case_worker, at=at
    )
    side.rows |= {
        "household": home,
        "member": adult,
        "left": left,
        "contact": contact,
        "accompaniment": home.accompaniments.get(),
    }
    return home
