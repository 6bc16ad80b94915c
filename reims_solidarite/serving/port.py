"""Say clearly that a port is taken, before anything long has started."""

import os
import socket
import time

from django.core.management.base import CommandError

HOST = "127.0.0.1"
PATIENCE = 3.0
"""Seconds given to a server that is just ending: killed web workers notice within about one."""


def wanted_port() -> int:
    """`PORT` of the environment, 8000 without it."""
    text = os.environ.get("PORT", "") or "8000"
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise CommandError(
            f"PORT={text} n’est pas un numéro de port (1 à 65535).\n"
            f"PORT={text} is not a port number (1 to 65535)."
        )
    return int(text)


def require_free(port: int) -> None:
    """Raise CommandError if somebody else answers on the port."""
    deadline = time.monotonic() + PATIENCE
    while reason := _refusal(port):
        if time.monotonic() > deadline or isinstance(reason, PermissionError):
            raise CommandError(
                f"Le port {port} n’est pas libre ({reason.strerror}). "
                f"Choisissez-en un autre, par exemple : PORT={_another(port)} make run\n"
                f"Port {port} is not free. Choose another one: PORT={_another(port)} make run"
            )
        time.sleep(0.2)


def _refusal(port: int) -> OSError | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            return error
    return None


def _another(port: int) -> int:
    return port + 1 if 1024 <= port < 65535 else 8001
