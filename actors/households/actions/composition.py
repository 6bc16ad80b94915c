"""Who lives in the household, from which day to which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from actors.actions.journal import record
from actors.households.actions.lock import locked
from actors.households.models import Household, HouseholdMember, Person, PlaceInHousehold
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused

OLDEST = date(1900, 1, 1)


@dataclass(frozen=True)
class NewPerson:
    """What is asked of a person: no nationality, no health, no social security number."""

    first_name: str
    last_name: str
    birth_date: date
    place: str = PlaceInHousehold.ADULT.value

    def checked(self, *, on: date) -> NewPerson:
        """The same, trimmed; Refused when the birth date cannot be true."""
        if not OLDEST <= self.birth_date <= on:
            raise Refused(
                f"Vérifiez la date de naissance de {self.first_name} : elle doit être passée, et "
                "postérieure à 1900.",
                field="birth_date",
            )
        return NewPerson(
            self.first_name.strip(), self.last_name.strip(), self.birth_date, self.place
        )


def settle(
    household: Household, person: NewPerson, *, since: date, at: datetime
) -> HouseholdMember:
    """Write the person and their stay; for actions that hold the household's lock."""
    known = person.checked(on=paris_day(at))
    kept = Person.objects.create(
        first_name=known.first_name,
        last_name=known.last_name,
        birth_date=known.birth_date,
        created_at=at,
    )
    return HouseholdMember.objects.create(
        household=household, person=kept, place=known.place, period=DateRange(since, None)
    )


@transaction.atomic
def add_member(
    household: Household, person: NewPerson, *, since: date, by: User, at: datetime
) -> HouseholdMember:
    """A person joins the household on `since`. Refused on an impossible date."""
    held = locked(household)
    if since > paris_day(at):
        raise Refused("La date d’arrivée ne peut pas être dans l’avenir.", field="since")
    member = settle(held, person, since=max(since, person.birth_date), at=at)
    record("add_member", member, by=by, at=at, household=held.uid)
    return member


@transaction.atomic
def end_member(member: HouseholdMember, *, until: date, by: User, at: datetime) -> HouseholdMember:
    """The person leaves; `until` is the first day they are no longer there."""
    held = locked(member.household)
    current = HouseholdMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if current.period.upper is not None:
        raise Refused("Cette personne a déjà quitté le ménage.")
    if not current.period.lower < until <= paris_day(at):
        raise Refused(
            f"La date de départ doit suivre l’arrivée ({current.period.lower:%d/%m/%Y}), sans "
            "dépasser aujourd’hui.",
            field="until",
        )
    others = HouseholdMember.objects.filter(household=held, period__endswith=None)
    if not others.exclude(pk=current.pk).exists():
        raise Refused("C’est la dernière personne du ménage : gardez-la, ou clôturez le dossier.")
    current.period = DateRange(current.period.lower, until)
    current.save(update_fields=["period"])
    record("end_member", current, by=by, at=at, household=held.uid)
    return current


@transaction.atomic
def welcome_back(
    member: HouseholdMember, *, since: date, by: User, at: datetime
) -> HouseholdMember:
    """Somebody who left comes back: a new stay of the same person."""
    held = locked(member.household)
    if since > paris_day(at):
        raise Refused("La date de retour ne peut pas être dans l’avenir.", field="since")
    try:
        with transaction.atomic():
            back = HouseholdMember.objects.create(
                household=held,
                person=member.person,
                place=member.place,
                period=DateRange(since, None),
            )
    except IntegrityError as error:
        raise Refused(
            "Cette personne vit déjà dans un ménage à cette date : terminez d’abord cette période.",
            field="since",
        ) from error
    record("welcome_back", back, by=by, at=at, household=held.uid)
    return back
