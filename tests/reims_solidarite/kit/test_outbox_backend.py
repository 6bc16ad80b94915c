from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes
from email.policy import default

import pytest
from django.core.mail import EmailMessage, get_connection


@pytest.fixture
def outbox(tmp_path, settings):
    settings.OUTBOX_DIR = tmp_path / "deep" / "outbox"
    return settings.OUTBOX_DIR


def send(subject: str, **kwargs) -> int:
    connection = get_connection("reims_solidarite.kit.outbox_backend.EmlBackend")
    kwargs.setdefault("to", ["benevole@exemple.test"])
    message = EmailMessage(
        subject, "Bonjour,\nà bientôt.", "portail@exemple.test", connection=connection, **kwargs
    )
    return message.send()


def read(path):
    return message_from_bytes(path.read_bytes(), policy=default)


def test_one_readable_file_per_message(outbox):
    assert send("Votre créneau de l’épicerie") == 1
    (path,) = outbox.iterdir()
    assert path.suffix == ".eml"
    message = read(path)
    assert message["Subject"] == "Votre créneau de l’épicerie"
    assert message.get_content().splitlines() == ["Bonjour,", "à bientôt."]


def test_hidden_copies_are_visible_in_the_envelope(outbox):
    send("Copie", bcc=["archive@exemple.test"])
    (path,) = outbox.iterdir()
    assert read(path)["X-Envelope-To"] == "benevole@exemple.test, archive@exemple.test"


def test_a_message_to_nobody_is_not_written(outbox):
    assert send("Personne", to=[]) == 0


def test_many_writers_lose_nothing_even_when_the_clock_stands_still(outbox, monkeypatch, settings):
    settings.TEST_SURFACE = True
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-03-02T09:00Z")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, [f"n° {number}" for number in range(60)]))
    files = sorted(outbox.iterdir())
    assert {path.suffix for path in files} == {".eml"}
    assert {read(path)["Subject"] for path in files} == {f"n° {number}" for number in range(60)}


def test_names_sort_in_order_of_sending(outbox, monkeypatch, settings):
    settings.TEST_SURFACE = True
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-03-02T09:00Z")
    for number in range(12):
        send(str(number))
    assert [read(path)["Subject"] for path in sorted(outbox.iterdir())] == [
        str(n) for n in range(12)
    ]
