"""A prepared query answers what the same query in the ORM's words answers, for every value."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from actors.models import Organisation, OrganisationKind, Parameter
from reims_solidarite.kit.prepared import Number, Statement, prepared, together

pytestmark = pytest.mark.django_db


@prepared
def named(name: str, since: datetime) -> QuerySet[Any, Any]:
    found = Organisation.objects.filter(name=name, created_at__gte=since)
    return found.order_by("pk").values_list("slug", "imported", "themes")


@prepared
def in_force(on: date) -> QuerySet[Any, Any]:
    return Parameter.objects.on(on).order_by("key").values_list("key", "value", "period")


@prepared
def facts(name: str) -> Statement:
    found = Organisation.objects.filter(name=name)
    return together(
        found.order_by("pk").values_list("slug")[:1],
        Number(found),
        Organisation.objects.none().values_list("slug"),
        Number(Organisation.objects.none()),
    )


def make(slug: str, name: str, at: datetime) -> None:
    Organisation.objects.create(
        slug=slug,
        name=name,
        kind=OrganisationKind.ASSOCIATION,
        created_at=at,
        imported={"nom": name},
        themes=["logement"],
    )


def test_each_call_fills_in_its_own_values(at: datetime) -> None:
    make("a", "Une", at)
    make("b", "Autre", at)
    assert named(name="Une", since=at) == [("a", {"nom": "Une"}, ["logement"])]
    assert named(name="Autre", since=at) == [("b", {"nom": "Autre"}, ["logement"])]
    assert named(name="Une", since=at + timedelta(days=1)) == []


def test_values_come_as_the_fields_read_them(at: datetime) -> None:
    period = (date(2026, 1, 1), date(2027, 1, 1))
    Parameter.objects.create(key="essai", value={"a": 1}, period=period, set_at=at)
    [(key, value, read)] = in_force(on=date(2026, 6, 1))
    stored = Parameter.objects.get(key="essai")
    assert (key, value, read) == ("essai", stored.value, stored.period)
    assert in_force(on=date(2027, 1, 1)) == []


def test_several_answers_come_in_one_trip(at: datetime) -> None:
    make("a", "Une", at)
    make("c", "Une", at)
    with CaptureQueriesContext(connection) as seen:
        assert facts(name="Une") == [("a", 2, None, 0)]
        assert facts(name="Personne") == [(None, 0, None, 0)]
    assert len(seen) == 2


def test_the_query_is_built_a_single_time() -> None:
    built = []

    @prepared
    def counted(name: str) -> QuerySet[Any, Any]:
        built.append(name)
        return Organisation.objects.filter(name=name).values_list("pk")

    counted(name="a")
    counted(name="b")
    assert len(built) == 1


def test_a_value_that_the_query_loses_is_refused() -> None:
    @prepared
    def shortened(name: str) -> QuerySet[Any, Any]:
        return Organisation.objects.filter(name=name[:2]).values_list("pk")

    with pytest.raises(TypeError, match="name"):
        shortened(name="Une")
