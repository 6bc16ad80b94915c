"""Telling people that there is something to read, without saying what."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from actors.actions.messages import write_message
from secours_loyer.models import RentRequest


def tell_filer(request: RentRequest, kind: str, *, event: str, at: datetime) -> None:
    """One e-mail to whoever filed the request; staff find it on their dashboard instead."""
    person = request.filed_by
    if person.is_staff or not person.is_active:
        return
    path = reverse("secours_loyer:own_request", args=[request.uid])
    write_message(
        f"secours_loyer.{kind}",
        to=person,
        dedupe_key=f"secours_loyer.{kind}:{event}:{person.pk}",
        context={
            "first_name": person.first_name,
            "number": request.number,
            "url": f"{settings.WEBSITE_ADDRESS}{path}",
        },
        at=at,
    )
