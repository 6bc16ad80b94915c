"""While the portal is being mended, it says so, with the code that crawlers understand."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings


@pytest.mark.django_db
@override_settings(MAINTENANCE=True)
def test_every_page_but_the_health_check_answers_503() -> None:
    client = Client()
    for path in ("/", "/connexion/", "/admin/", "/nulle-part/"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert answer["Retry-After"] == "600"
    assert client.get("/healthz").json() == {"alive": True, "database": True}
