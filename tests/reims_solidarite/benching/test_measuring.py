"""What the bench asks of a page: the headers, the wrong page recognised, all its files weighed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client as DjangoClient

from actors.models import Organisation
from actors.roles import Role
from reims_solidarite.benching.client import Answer
from reims_solidarite.benching.latency import Target, wrong
from reims_solidarite.benching.measured import MICROSECONDS, QUERIES, measured
from reims_solidarite.benching.visitors import cookie_for
from reims_solidarite.benching.weight import weigh
from tests.cast import Cast


def test_every_query_of_an_answer_is_counted(db: None) -> None:
    def inner(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        for _ in range(3):
            Organisation.objects.exists()
        start_response("200 OK", [("X-Own", "kept")])
        return [b"page"]

    told: dict[str, str] = {}
    body = measured(inner)({}, lambda _status, headers: told.update(headers))
    assert list(body) == [b"page"]
    assert told["X-Own"] == "kept"
    assert told[QUERIES] == "3"
    assert int(told[MICROSECONDS]) > 0
    assert not connection.execute_wrappers


@pytest.mark.parametrize(
    ("status", "body", "problem"),
    [
        (200, b"<h1>Annuaire</h1>", ""),
        (200, b"<p>Annuaire</p>", "/: does not show '<h1>'"),
        (302, b"<h1>Annuaire</h1>", "/: 302 /connexion/"),
        (500, b"<h1>Annuaire</h1>", "/: 500 /connexion/"),
    ],
)
def test_another_page_is_recognised(status: int, body: bytes, problem: str) -> None:
    answer = Answer(status, {"Location": "/connexion/"}, body, 1.0)
    assert wrong(answer, Target(("x", "×1"), 1, "/", shows="<h1>")) == problem


class Files:
    """A server of two files, which counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, path: str) -> Answer:
        self.asked.append(path)
        css = b"@import url('more.css'); b {background: url(\"https://cdn.example/b.png\")}"
        kind = "text/css" if path.endswith(".css") else "image/svg+xml"
        return Answer(200, {"Content-Type": kind}, css if path.endswith("a.css") else b"12345", 1.0)


def test_a_page_weighs_all_that_it_loads_once_and_nothing_it_only_links_to() -> None:
    html = b"""<link rel="stylesheet" href="/static/a.css"><link rel="alternate" href="/feed">
    <a href="https://elsewhere.example/">x</a><svg><use href="/static/i.svg#a"/></svg>
    <svg><use href="/static/i.svg#b"/></svg><img src="//cdn.example/c.png"><img src="data:,">
    <svg><use href="#sun"/></svg><img src="">"""
    files = Files()
    weight = weigh(files, "/acteurs/", html)  # type: ignore[arg-type]
    assert sorted(files.asked) == ["/static/a.css", "/static/i.svg", "/static/more.css"]
    assert sorted(weight.elsewhere) == ["//cdn.example/c.png", "https://cdn.example/b.png"]
    assert weight.first_visit == weight.html + sum(weight.files.values()) > weight.html


def test_a_visitor_is_signed_in_with_their_second_factor(cast: Cast) -> None:
    assert cast.network.is_staff
    name, _, key = cookie_for(Role.NETWORK, at=cast.at).partition("=")
    browser = DjangoClient()
    browser.cookies[name] = key
    from reims_solidarite.kit.clock import now

    session = browser.session
    session["started"] = session["seen"] = now().timestamp()
    session.save()
    assert browser.get("/admin/actors/organisation/").status_code == 200
    assert cookie_for(None, at=cast.at) == ""
