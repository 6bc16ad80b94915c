"""Wait for the web server's first answer."""

import http.client
import time
from collections.abc import Callable

LIMIT = 60.0


def wait_for_answer(host: str, port: int, *, alive: Callable[[], bool]) -> int | None:
    """The status of the first answer to `/healthz`, or None if the server ended or stays silent."""
    deadline = time.monotonic() + LIMIT
    while time.monotonic() < deadline and alive():
        client = http.client.HTTPConnection(host, port, timeout=LIMIT)
        try:
            headers = {"Host": "localhost", "Connection": "close"}
            client.request("GET", "/healthz", headers=headers)
            with client.getresponse() as response:
                response.read()
                return response.status
        except OSError:
            time.sleep(0.1)
        finally:
            client.close()
    return None
