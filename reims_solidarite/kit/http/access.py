"""Default deny: a URL answers only to those whom its declared rule allows.

A view declares its rule with `@ruled(RULE)` or a `rule` attribute on the class; views that are
not ours (allauth, the stock admin) are declared by URL name in `settings.ACCESS_TABLE`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.urls import ResolverMatch
from django.utils.module_loading import import_string

from reims_solidarite.kit.http.session_over import session_over

View = Callable[..., HttpResponseBase]
# Pages and forms know no other; a view that never thought of PUT must not answer to it.
METHODS = ("GET", "HEAD", "OPTIONS", "POST")


@dataclass(frozen=True)
class Rule:
    """Who may open a URL at all; what they see inside is `visible_to(user)`.

    `conceals`: those who are signed in without the right get 404 instead of 403.
    `own`: about nothing but the account that is signed in.
    """

    name: str
    label: str
    allows: Callable[[Any], bool]
    public: bool = False
    conceals: bool = False
    own: bool = False

    def __or__(self, other: Rule) -> Rule:
        return Rule(
            f"{self.name}|{other.name}",
            f"{self.label} ou {other.label}",
            lambda user: self.allows(user) or other.allows(user),
            public=self.public or other.public,
        )


def ruled(rule: Rule) -> Callable[[View], View]:
    """Declare the rule of a function view."""

    def declare(view: View) -> View:
        view.rule = rule  # type: ignore[attr-defined]
        return view

    return declare


def _table() -> Mapping[str, Rule]:
    table: Mapping[str, Rule] = import_string(settings.ACCESS_TABLE)
    return table


def declared_rule(view: object, view_name: str) -> Rule | None:
    """The rule of a resolved URL, or None when nobody declared one."""
    own = getattr(view, "rule", None) or getattr(getattr(view, "view_class", None), "rule", None)
    if isinstance(own, Rule):
        return own
    table = _table()
    if view_name in table:
        return table[view_name]
    namespace = view_name.rpartition(":")[0]
    return table.get(f"{namespace}:*") if namespace else None


class DefaultDeny:
    """Ask the rule before the view runs; a URL without a rule is closed to everyone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        match = request.resolver_match
        rule = declared_rule(view, match.view_name if isinstance(match, ResolverMatch) else "")
        if rule is None:
            raise PermissionDenied("no rule is declared for this address")
        if rule.public:
            return None
        if not request.user.is_authenticated:
            if request.method == "POST":
                return session_over(request)
            return redirect_to_login(request.get_full_path())
        if rule.allows(request.user):
            return None
        if rule.conceals:
            raise Http404
        raise PermissionDenied
