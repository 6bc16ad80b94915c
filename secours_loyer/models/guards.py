"""The database's own walls: state machines, frozen columns and rows that never change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pgtrigger
from django.db import models
from django.db.models import F, Func, Q, Value

from reims_solidarite.kit.transitions import Transition
from reims_solidarite.kit.walls import Wall
from reims_solidarite.kit.walls import refuse as refuse
from secours_loyer.payment_parameters import PAYMENTS_OPEN
from secours_loyer.states import steps_of


def has_role(person: str, *roles: str) -> str:
    """SQL: this person holds one of these roles now, and their account is open."""
    wanted = ", ".join(f"'{role}'" for role in roles)
    return (
        "EXISTS (SELECT 1 FROM actors_rolegrant g"  # noqa: S608 - made of constants
        f" JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = {person} AND u.is_active"
        f" AND g.revoked_at IS NULL AND g.role IN ({wanted}))"
    )


def payments_stopped(at: str) -> str:
    """SQL: the kill switch is on, that day: its last value counts; without one, payments leave.

    An instant before the last turn of the switch is refused too: what is written now was not done
    before it. The database's own clock is not asked: tests and demonstrations have theirs.
    """
    return (
        "(coalesce((SELECT value = 'false'::jsonb FROM actors_parameter"  # noqa: S608 - constants
        f" WHERE key = '{PAYMENTS_OPEN.name}'"
        f" AND period @> ({at} AT TIME ZONE 'Europe/Paris')::date ORDER BY id DESC LIMIT 1), FALSE)"
        f" OR EXISTS (SELECT 1 FROM actors_parameter WHERE key = '{PAYMENTS_OPEN.name}'"
        f" AND set_at > {at}))"
    )


def state_machine(
    prefix: str,
    transitions: Mapping[str, Transition],
    *,
    start: str,
    extra: Iterable[tuple[str, str]] = (),
) -> Wall:
    """Rows begin at `start` and only take the steps of the table (and `extra`, without actor)."""
    pairs = ", ".join(f"'{a}:{b}'" for a, b in sorted({*steps_of(transitions), *extra}))
    return Wall(
        name=f"{prefix}_states",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
        IF TG_OP = 'INSERT' THEN
            IF NEW.state <> '{start}' THEN {refuse(f"{prefix}_states", "a row starts as a draft")}
            END IF;
        ELSIF NEW.state <> OLD.state
              AND (OLD.state || ':' || NEW.state) NOT IN ({pairs}) THEN
            {refuse(f"{prefix}_states", "no such step")}
        END IF;
        RETURN NEW;
        """,
    )


def frozen(
    prefix: str,
    columns: Iterable[str],
    *,
    unless: str = "FALSE",
    when: pgtrigger.When = pgtrigger.Before,
) -> Wall:
    """These columns never change, unless the SQL condition holds on OLD and NEW.

    `when=pgtrigger.After`: once the constraints of the table have said what is wrong with the row.
    """
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
    return Wall(
        name=f"{prefix}_frozen",
        when=when,
        operation=pgtrigger.Update,
        func=f"""
        IF ({changed}) AND NOT ({unless}) THEN
            {refuse(f"{prefix}_frozen", "this row is frozen")}
        END IF;
        RETURN NEW;
        """,
    )


def near_day(prefix: str, day: str, since: str) -> Wall:
    """SQL `day` is a date not before the Paris day of the column `since`, nor a year after it."""
    known = f"(coalesce({since}) AT TIME ZONE 'Europe/Paris')::date"
    return Wall(
        name=f"{prefix}_near_day",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
        IF TG_OP = 'UPDATE' AND {day.format(row="NEW")} = {day.format(row="OLD")}
        THEN RETURN NEW; END IF;
        IF {day.format(row="NEW")} < {known}
           OR {day.format(row="NEW")} > {known} + interval '1 year' THEN
            {refuse(f"{prefix}_near_day", "the day is past, or more than a year ahead")}
        END IF;
        RETURN NEW;
        """,
    )


def known_state(prefix: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    """The state is one of the table's."""
    return models.CheckConstraint(
        name=f"{prefix}_state_known",
        condition=Q(state__in=choices.values),
        violation_error_message="Cet état n’existe pas.",
    )


def positive(prefix: str, *fields: str) -> list[models.CheckConstraint]:
    """Amounts above zero, under the widest transfer."""
    return [
        models.CheckConstraint(
            name=f"{prefix}_{field}_positive",
            condition=Q(**{f"{field}__gt": 0, f"{field}__lte": 99_999_999_999}),
            violation_error_message="Le montant doit être supérieur à zéro.",
        )
        for field in fields
    ]


def digest_of_content(name: str, message: str) -> models.CheckConstraint:
    """`sha256` is that of `content`: the bytes kept are the bytes sealed."""
    return models.CheckConstraint(
        name=name,
        condition=Q(
            sha256=Func(
                Func(F("content"), function="SHA256"),
                Value("hex"),
                function="ENCODE",
                output_field=models.CharField(),
            )
        ),
        violation_error_message=message,
    )
