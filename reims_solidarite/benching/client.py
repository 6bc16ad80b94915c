"""A visitor's browser, as little of it as measuring needs: keep-alive, one cookie, loopback."""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass

from reims_solidarite.benching.measured import CPU_MICROSECONDS, MICROSECONDS, QUERIES
from reims_solidarite.benching.servers import HOST

TIMEOUT = 60.0


@dataclass(frozen=True)
class Answer:
    """What came back, and what it cost."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    client_ms: float

    @property
    def queries(self) -> int:
        return int(self.headers[QUERIES])

    @property
    def server_ms(self) -> float:
        return int(self.headers[MICROSECONDS]) / 1000

    @property
    def cpu_ms(self) -> float:
        """Of the web worker alone: the database's work and waiting for a turn are not in it."""
        return int(self.headers[CPU_MICROSECONDS]) / 1000


class Client:
    """One connection to one server; opened again when the server closed it."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=TIMEOUT)
        self._headers = {"Host": "localhost", "Accept-Encoding": "gzip"}
        if cookie:
            self._headers["Cookie"] = cookie

    def close(self) -> None:
        self._connection.close()

    def get(self, path: str) -> Answer:
        """One GET. A connection that the server ended while idle is opened once more."""
        try:
            return self._once(path)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self._connection.close()
            return self._once(path)

    def _once(self, path: str) -> Answer:
        started = time.perf_counter()
        self._connection.request("GET", path, headers=self._headers)
        response = self._connection.getresponse()
        body = response.read()
        spent = (time.perf_counter() - started) * 1000
        return Answer(response.status, dict(response.headers), body, spent)
