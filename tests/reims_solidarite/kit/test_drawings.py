"""A piece that is drawn once is never stale, never another's, and never holds what may change."""

from __future__ import annotations

from datetime import date

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import SafeString

from actors.models import Organisation
from reims_solidarite.kit.drawings import NotPlain, draw

BADGE = "components/badge.html"


def badge(text: object) -> str:
    return str(draw(BADGE, ("text", "tone"), (text, "info")))


def test_the_same_values_give_the_piece_already_drawn() -> None:
    first = draw(BADGE, ("text", "tone"), ("Bonjour", "info"))
    assert draw(BADGE, ("text", "tone"), ("Bonjour", "info")) is first
    assert "Bonjour" in first


def test_another_value_gives_another_piece() -> None:
    assert "Lundi" in badge("Lundi")
    assert "Mardi" in badge("Mardi")


def test_values_that_are_equal_but_not_the_same_are_told_apart() -> None:
    assert badge(SafeString("<b>")) != badge("<b>"), "what is safe is not what somebody typed"
    assert ">True<" in badge(1 == 1)
    assert ">1<" in badge(1)


@pytest.mark.parametrize("value", [Organisation(name="A"), ["a"], {"a": 1}, ("a", ["b"])])
def test_what_may_change_is_refused(value: object) -> None:
    with pytest.raises(NotPlain):
        badge(value)


def test_a_form_that_sends_is_refused() -> None:
    with pytest.raises(NotPlain):
        draw("base/leave.html", (), ())


def test_the_tag_takes_only_what_it_is_given() -> None:
    page = Template(
        '{% load drawings %}{% drawn "components/badge.html" text=day|date:"Y" tone="info" %}'
    )
    assert "2026" in page.render(Context({"day": date(2026, 11, 23), "tone": "danger"}))
    assert "danger" not in page.render(Context({"day": date(2026, 11, 23), "tone": "danger"}))


@pytest.mark.parametrize("tag", ["drawn piece", 'drawn "components/badge.html" text'])
def test_the_tag_refuses_what_nobody_could_find(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load drawings %}{% " + tag + " %}")
