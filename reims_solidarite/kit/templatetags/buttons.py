"""The button that sends: one POST form, with an optional question first, without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.inclusion_tag("components/confirm_button.html")
def confirm_button(
    url: str,
    label: str,
    *,
    tone: str = "primary",
    question: str = "",
    about: str = "",
    image: str = "",
    hidden: Mapping[str, str] | None = None,
) -> dict[str, object]:
    """A tag, because Django hands it the CSRF token, which `include … only` loses."""
    return {
        "url": url,
        "label": label,
        "tone": tone,
        "question": question,
        "about": about,
        "image": image,
        "hidden": hidden or {},
    }
