"""The address of a button, opened by itself: a sentence, not a blank page."""

from __future__ import annotations

import uuid

from django.urls import reverse

from tests.cast import Cast


def test_it_says_that_nothing_was_done(cast: Cast) -> None:
    button = reverse("secours_loyer:give_up", args=[uuid.uuid4()])
    answer = cast.client(cast.agent_a).get(button)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Rien n’a été fait ni changé" in answer.text
    assert int(answer["Content-Length"]) == len(answer.content)
    assert cast.client(cast.agent_a).head(button).content == b""
