"""A resource is written in full: initials alone are for RSA, which everybody says so."""

from __future__ import annotations

from actors.households.models import ResourceKind


def test_no_resource_is_initials_alone_but_rsa() -> None:
    initials = [label for label in ResourceKind.labels if label.isupper()]
    assert initials == ["RSA"]
