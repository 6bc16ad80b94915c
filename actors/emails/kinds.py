"""Every kind of e-mail the portal sends, with a dummy context for the preview page.

A kind named « x » of the app `app` is `templates/<app>/emails/x.txt` (first line: subject) and,
where it exists, `x.html`. Apps declare theirs in `<app>/emails/__init__.py` with `declare`.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string


@dataclass(frozen=True)
class Rendered:
    """What is stored and sent."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Kind:
    """One kind of e-mail: `app.name`, when it is sent (French), and a made-up context.

    `still(message)` is asked when the message is about to leave, in the transaction that sends it:
    False withdraws it (the person has just cancelled what it reminds them of).
    """

    name: str
    when: str
    dummy: Mapping[str, object]
    still: Callable[[uuid.UUID], bool] | None = None

    @property
    def path(self) -> str:
        app, _, name = self.name.partition(".")
        return f"{app}/emails/{name}"

    def render(self, context: Mapping[str, object]) -> Rendered:
        """Render with the site's address added; the first line of the text is the subject."""
        full = {"site": settings.WEBSITE_ADDRESS, **context}
        subject, _, text = render_to_string(f"{self.path}.txt", full).strip().partition("\n")
        try:
            html = get_template(f"{self.path}.html").render(full)
        except TemplateDoesNotExist:
            html = ""
        return Rendered(subject.strip(), text.strip() + "\n", html)


_KINDS: dict[str, Kind] = {}


def declare(
    name: str,
    *,
    when: str,
    dummy: Mapping[str, object],
    still: Callable[[uuid.UUID], bool] | None = None,
) -> Kind:
    """Register a kind once, at import of the app's `emails` package."""
    if name in _KINDS:
        raise ValueError(f"e-mail kind declared twice: {name}")
    kind = _KINDS[name] = Kind(name, when, dummy, still)
    return kind


def kind_named(name: str) -> Kind:
    """The kind of that name; an undeclared one is a programming error."""
    return _KINDS[name]


def is_still_true(name: str, message: uuid.UUID) -> bool:
    """May this message leave? A kind that this version no longer declares is not stopped."""
    kind = _KINDS.get(name)
    return kind is None or kind.still is None or kind.still(message)


def all_kinds() -> list[Kind]:
    """Every declared kind, by name, for the preview page."""
    return sorted(_KINDS.values(), key=lambda kind: kind.name)
