"""The whole portal as `make run` serves it, on a database of its own, and its demo people."""

from __future__ import annotations

import base64
import email
import hashlib
import hmac
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import policy
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings
from psycopg import sql

LONGEST_START = 240
CODE = re.compile(r"\b([A-Z0-9]{4}-[A-Z0-9]{4})\b")


@dataclass(frozen=True)
class Portal:
    """A running portal: its address, and one account per role."""

    url: str
    accounts: dict[str, dict[str, str]]

    def sign_in(self, page, role: str) -> None:
        """As the person would: password and second factor, or the code that was e-mailed."""
        account = self.accounts[role]
        page.goto(f"{self.url}/connexion/")
        if account["password"]:
            page.fill("#id_login", account["email"])
            page.fill("#id_password", account["password"])
            page.click("button:has-text('Se connecter')")
            page.wait_for_selector("#id_code")
            page.fill("#id_code", totp(account["totp_secret"]))
        else:
            asked = time.time()
            page.fill("form[action*='code'] input[type=email]", account["email"])
            page.click("button:has-text('Recevoir un code')")
            page.wait_for_selector("#id_code")
            page.fill("#id_code", mailed_code(account["email"], since=asked))
        with page.expect_navigation():
            page.press("#id_code", "Enter")


def totp(secret: str) -> str:
    """The six digits of now (RFC 6238)."""
    mac = hmac.new(
        base64.b32decode(secret), struct.pack(">Q", int(time.time() // 30)), hashlib.sha1
    ).digest()
    start = mac[-1] & 15
    number = struct.unpack(">I", mac[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def mailed_code(address: str, *, since: float) -> str:
    """The code of the newest e-mail to that address."""
    for _ in range(100):
        files = sorted(Path(settings.VAR / "outbox").glob("*.eml"), reverse=True)
        for file in files[:50]:
            if file.stat().st_mtime < since - 1:
                continue
            message = email.message_from_bytes(file.read_bytes(), policy=policy.default)
            found = CODE.search(message.get_body().get_content())
            if message["To"] == address and found:
                return found.group(1)
        time.sleep(0.1)
    raise AssertionError(f"no code was e-mailed to {address}")


@contextmanager
def running_portal() -> Iterator[Portal]:
    """Create a database, serve it, stop everything and drop it, whatever happens."""
    own = settings.DATABASES["default"]
    name = f"portail_journeys_{os.getpid()}"
    where = {"host": own["HOST"], "port": own.get("PORT") or None, "user": own["USER"]}
    with psycopg.connect(
        **where, password=own.get("PASSWORD") or None, dbname="postgres", autocommit=True
    ) as session:
        session.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield from _serve(name, own)
        finally:
            session.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _serve(name: str, own: dict) -> Iterator[Portal]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    account = quote(own["USER"], safe="")
    if own.get("PASSWORD"):
        account += ":" + quote(own["PASSWORD"], safe="")
    address = f"postgres://{account}@{quote(own['HOST'], safe='')}"
    address += f":{own['PORT']}/{name}" if own.get("PORT") else f"/{name}"
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "reims_solidarite.settings.dev",
    }
    manage = [sys.executable, str(settings.PROJECT / "manage.py")]
    log = Path(settings.VAR / f"journeys-{port}.log")
    log.parent.mkdir(exist_ok=True)
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*manage, "serve"], env=environment, stdout=out, stderr=out, start_new_session=True
        )
    try:
        _wait(f"http://127.0.0.1:{port}/healthz", process, log)
        listed = subprocess.run(
            [*manage, "demo_accounts", "--json"], env=environment, capture_output=True, check=True
        )
        accounts = {account["role"]: account for account in json.loads(listed.stdout)}
        yield Portal(f"http://127.0.0.1:{port}", accounts)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        log.unlink(missing_ok=True)


def _wait(url: str, process: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end:
        if process.poll() is not None:
            raise AssertionError(f"the portal did not start:\n{log.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"the portal did not answer:\n{log.read_text()[-3000:]}")
