"""Every e-mail the portal sends, drawn with made-up facts."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actors import rules
from actors.emails.kinds import all_kinds
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.http import ruled


@ruled(rules.ADMINISTRATOR)
@require_safe
def message_previews(request: SignedInRequest) -> HttpResponse:
    """One section per kind, in the order of the parts."""
    context = {
        **admin.site.each_context(request),
        "title": "Modèles d’e-mails",
        "lead": "Chaque e-mail que le portail envoie, avec des faits inventés.",
        "crumbs": [
            {"label": "Messages envoyés", "url": reverse("admin:actors_message_changelist")}
        ],
        "previews": [(kind, kind.render(kind.dummy)) for kind in all_kinds()],
    }
    return render(request, "actors/staff/message_previews.html", context)
