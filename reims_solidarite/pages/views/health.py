"""`/healthz`: is this process alive, and can it reach its database?"""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from actors.rules import PUBLIC
from reims_solidarite.kit.http import ruled


@ruled(PUBLIC)
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when a query answers, 503 otherwise; never cached, nothing secret."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        database = True
    except DatabaseError:
        database = False
    response = JsonResponse({"alive": True, "database": database}, status=200 if database else 503)
    response.headers["Cache-Control"] = "no-store"
    return response
