"""The embedded server, started in a copy of the package so that no other server is touched."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from reims_solidarite import devdb

pytestmark = pytest.mark.race

CLIENT = """
import json, sys
from reims_solidarite import devdb
print(json.dumps(devdb.ensure()), flush=True)
sys.stdin.read()
"""


class Checkout:
    """A copy of the package in its own folder, and the processes that use its server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        package = Path(devdb.__file__).parent
        (folder / "reims_solidarite").mkdir()
        (folder / "reims_solidarite" / "__init__.py").touch()
        shutil.copytree(package, folder / "reims_solidarite" / "devdb")
        supervisor = folder / "reims_solidarite" / "devdb" / "supervisor.py"
        patient = supervisor.read_text()
        assert "LINGER = 5.0" in patient
        supervisor.write_text(patient.replace("LINGER = 5.0", "LINGER = 1.0"))
        self.clients: list[subprocess.Popen[str]] = []

    def start(self) -> subprocess.Popen[str]:
        client = subprocess.Popen(
            [sys.executable, "-c", CLIENT],
            env={**os.environ, "PYTHONPATH": str(self.folder)},
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.clients.append(client)
        return client

    def address(self, client: subprocess.Popen[str]) -> dict[str, str]:
        assert client.stdout is not None
        return json.loads(client.stdout.readline())

    def connect(self, address: dict[str, str]) -> psycopg.Connection:
        return psycopg.connect(host=address["HOST"], user=address["USER"], dbname=address["NAME"])

    def close(self) -> None:
        for client in self.clients:
            client.kill()
            client.communicate()


@pytest.fixture
def checkout() -> Iterator[Checkout]:
    folder = Path(tempfile.mkdtemp(prefix="portail-devdb-"))
    folder.chmod(0o755)
    copy = Checkout(folder)
    yield copy
    copy.close()
    base = folder / "var" / "postgres"
    until(lambda: not (base / "data" / "postmaster.pid").exists())
    shutil.rmtree(folder)


def until(condition, limit: float = 30) -> None:
    deadline = time.monotonic() + limit
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def postmaster(address: dict[str, str]) -> int:
    return int((Path(address["HOST"]) / "postmaster.pid").read_text().split()[0])


def test_eight_starts_at_once_share_one_server(checkout):
    clients = [checkout.start() for _ in range(8)]
    addresses = [checkout.address(client) for client in clients]
    assert {json.dumps(address) for address in addresses} == {json.dumps(addresses[0])}
    identifiers = set()
    for address in addresses:
        with checkout.connect(address) as connection:
            identifiers.add(connection.execute("SELECT pg_postmaster_start_time()").fetchone())
    assert len(identifiers) == 1


def test_the_server_stops_when_its_last_user_is_killed(checkout):
    first, second = checkout.start(), checkout.start()
    address = checkout.address(first)
    checkout.address(second)
    pid = postmaster(address)
    first.kill()
    time.sleep(1)
    assert Path(f"/proc/{pid}").exists()
    second.kill()
    until(lambda: not Path(f"/proc/{pid}").exists())


def test_data_survives_a_killed_server_and_living_users_get_it_back(checkout):
    address = checkout.address(checkout.start())
    with checkout.connect(address) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    killed = postmaster(address)
    os.kill(killed, signal.SIGKILL)
    again = checkout.address(checkout.start())
    assert postmaster(again) != killed
    with checkout.connect(again) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_a_killed_supervisor_takes_its_server_along_and_the_next_start_recovers(checkout):
    address = checkout.address(checkout.start())
    pid = postmaster(address)
    supervisor = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    os.kill(supervisor, signal.SIGKILL)
    again = checkout.address(checkout.start())
    assert postmaster(again) != pid
    with checkout.connect(again) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_stale_pid_file_naming_a_living_stranger_does_not_hinder_or_harm(checkout):
    client = checkout.start()
    address = checkout.address(client)
    pid = postmaster(address)
    client.kill()
    until(lambda: not Path(f"/proc/{pid}").exists())
    stranger = subprocess.Popen(["/bin/sleep", "60"])
    try:
        stale = Path(address["HOST"]) / "postmaster.pid"
        stale.write_text(f"{stranger.pid}\n{address['HOST']}\n")
        again = checkout.address(checkout.start())
        with checkout.connect(again) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def reset(checkout: Checkout) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reims_solidarite.devdb.reset"],
        env={**os.environ, "PYTHONPATH": str(checkout.folder)},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_reset_is_refused_while_the_server_is_used_then_deletes(checkout):
    client = checkout.start()
    address = checkout.address(client)
    refused = reset(checkout)
    assert refused.returncode != 0
    assert "utilisée" in refused.stderr
    client.kill()
    assert reset(checkout).returncode == 0
    assert not Path(address["HOST"]).exists()
