"""The two frames of the household pages: the staff's admin and the partner portal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.urls import reverse

from actors.actions.reading import note_reading
from actors.households.models import Household
from actors.households.queries.field_classes import capacity
from actors.models import User
from actors.queries.partner_home import partner_frame
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now

LIST_TITLE = "Ménages"


@dataclass(frozen=True)
class Surface:
    """Where a page is drawn: its base template, its list, its detail."""

    name: str
    base: str
    prefix: str

    def households(self, user: User) -> QuerySet[Household]:
        """Those this surface shows: a partner's pages keep to what their association does."""
        rows = Household.objects.visible_to(user)
        return rows if self is STAFF else rows.accompanied_by(user)

    def url(self, name: str, *args: object) -> str:
        """The address of one of the pages that both surfaces have."""
        return reverse(f"households:{self.prefix}{name}", args=args)

    def context(self, request: SignedInRequest, title: str, **more: Any) -> dict[str, Any]:
        """What the base template needs, and the crumbs down from the list."""
        here = title == LIST_TITLE and self is STAFF  # the admin's frame adds the page itself
        crumbs = [] if here else [{"label": LIST_TITLE, "url": self.url("list")}]
        household = more.get("household")
        if household is not None and more.get("inside"):
            crumbs.append(
                {
                    "label": household.number,
                    "url": self.url("detail", household.uid),
                }
            )
        frame = admin.site.each_context(request) if self is STAFF else partner_frame(request.user)
        return {**frame, "title": title, "crumbs": crumbs, "base": self.base, **more}


STAFF = Surface("staff", "households/staff.html", "")
PARTNER = Surface("partner", "households/partner.html", "partner_")


def note_shown(
    request: SignedInRequest, households: Iterable[Household], classes: Iterable[str]
) -> None:
    """Write in the access log what is about to be shown."""
    match = request.resolver_match
    note_reading(
        [household.uid for household in households],
        by=request.user,
        at=now(),
        classes=classes,
        route=match.view_name if match else "",
        reason=capacity(request.user),
    )
