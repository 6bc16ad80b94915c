"""No test reaches another machine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest


class OffThisMachine(AssertionError):
    """The address that was asked for."""


def is_local(family: int, address: Any) -> bool:
    """Sockets of this machine: files, loopback."""
    if family == socket.AF_UNIX:
        return True
    host = str(address[0])
    if host in {"localhost", ""}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class LocalSocket(socket.socket):
    """Connects to this machine only."""

    def connect(self, address: Any) -> None:
        if not is_local(self.family, address):
            raise OffThisMachine(str(address))
        super().connect(address)

    def connect_ex(self, address: Any) -> int:
        if not is_local(self.family, address):
            raise OffThisMachine(str(address))
        return super().connect_ex(address)


@pytest.fixture(autouse=True, scope="session")
def _no_other_machine() -> Iterator[None]:
    ordinary = socket.socket
    socket.socket = LocalSocket  # type: ignore[misc]
    yield
    socket.socket = ordinary  # type: ignore[misc]
