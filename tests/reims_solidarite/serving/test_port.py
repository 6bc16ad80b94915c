import socket

import pytest
from django.core.management.base import CommandError

from reims_solidarite.serving import port


@pytest.mark.parametrize(("text", "expected"), [("", 8000), ("8001", 8001)])
def test_the_port_of_the_environment(monkeypatch, text, expected):
    monkeypatch.setenv("PORT", text)
    assert port.wanted_port() == expected


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1", "８０"])
def test_what_is_not_a_port_is_refused(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(CommandError, match="n’est pas un numéro de port"):
        port.wanted_port()


def test_a_taken_port_is_named_with_what_to_do(monkeypatch):
    monkeypatch.setattr(port, "PATIENCE", 0.0)
    with socket.create_server((port.HOST, 0)) as taken:
        number = taken.getsockname()[1]
        with pytest.raises(CommandError, match=rf"(?s)Le port {number}.*PORT=.*Port {number}"):
            port.require_free(number)
    port.require_free(number)
