"""Who is here is said, never assumed; what may be put on an agenda names the household."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.urls import reverse

from actors.models import SensitiveRead
from reims_solidarite.kit.templatetags.steps import step_at
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import agenda, sessions
from secours_loyer.letters.minutes import minutes_of
from secours_loyer.models import CommissionSession
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_posting import shown
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db


def planned(path: Path, *names: str, days: int = 0) -> CommissionSession:
    """A session with three members, nobody said to be here."""
    cast, at = path.cast, path.cast.at
    session = sessions.plan_session(
        held_at=at + timedelta(days=days, hours=1), place="Salle", by=cast.secretary, at=at
    )
    for name in ("Ana", "Bo", "Cy", "Dia"):
        sessions.seat(session, name=name, by=cast.secretary, at=at)
    asked = [path.claimed_apart(path.validated(last=name, reference=name)) for name in names]
    if asked:
        agenda.register(session, asked, by=cast.secretary, at=at)
    return session


def test_a_session_opens_once_somebody_said_who_is_here(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    session = planned(path, "Vesle")
    page = reverse("secours_loyer:session", args=[session.number])
    client = cast.client(cast.secretary)
    assert "Présence à noter" in shown(client.get(page))
    answer = client.post(f"{page}open_session/")
    assert answer.status_code == 422
    assert "La présence n’est pas notée. Dites d’abord qui est là" in shown(answer)
    here = list(session.members.exclude(name="Dia"))
    sessions.mark_presence(session, present=here, by=cast.secretary, at=at)
    session = sessions.open_session(session, by=cast.secretary, at=at)
    told = shown(client.get(page))
    assert "3 présents sur 4" in told
    assert told.count("(absent)") == 1
    texts = [block.get("text") for block in minutes_of(session, [], signed_by=None, at=at)["body"]]
    assert "Présents : Ana ; Bo ; Cy." in texts
    assert "Absents : Dia." in texts


def test_the_next_session_assumes_nothing_and_presence_waits_for_its_day(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    path.lifted(path.validated())
    later = planned(path, days=7)
    assert later.members.count() > 4  # those of the last session, proposed again
    assert not later.members.filter(present=True).exists()
    with pytest.raises(Refused, match="le jour de la séance"):
        sessions.mark_presence(later, present=[], by=cast.secretary, at=at)


def test_sql_seats_nobody_as_present(path: Path) -> None:
    session = planned(path, "Vesle")
    refused(
        "INSERT INTO secours_loyer_sessionmember (session_id, name, title, present)"
        " VALUES (%s, 'x', '', true)",
        session.pk,
        by="member_starts_absent",
    )
    refused(
        "UPDATE secours_loyer_commissionsession SET state = 'ouverte', opened_at = held_at",
        by="session_quorum",
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM secours_loyer_sessionmember WHERE present")
        assert cursor.fetchone() == (0,)


def test_what_may_be_registered_is_named_to_the_secretary_alone(path: Path) -> None:
    cast = path.cast
    session = planned(path)
    page = reverse("secours_loyer:session", args=[session.number])
    client = cast.client(cast.secretary)
    told = shown(client.get(page))
    assert "Aucune demande n’attend une séance" in told
    assert "Inscrire des demandes" not in told
    request = path.validated()
    told = shown(client.get(page))
    assert "Aucune demande n’attend" not in told
    assert f"{request.number}, {request.household.name} : dette 1 000,00 €" in told.replace(
        "\N{NARROW NO-BREAK SPACE}", " "
    )
    read = SensitiveRead.objects.filter(household=request.household.uid).last()
    assert read is not None
    assert {"identity", "debts"} <= set(read.classes)
    assert request.household.name not in shown(cast.client(cast.signatory).get(page))


def test_whoever_proves_again_reads_for_what(path: Path) -> None:
    session = path.lifted(path.validated())
    page = reverse("secours_loyer:session", args=[session.number])
    assert step_at(f"{page}sign_minutes/") == "Signer le procès-verbal"
    assert step_at(f"{page}nothing/") == step_at("/nulle/part") == step_at(None) == ""
    user = path.cast.signatory
    user.set_password("une-phrase-de-passe")
    user.save()
    client = path.cast.client(user)
    where = reverse("account_reauthenticate") + "?next=" + quote(f"{page}sign_minutes/")
    told = client.get(where).content.decode()
    assert "Confirmer que c’est bien vous" in told
    assert "Pour « Signer le procès-verbal », montrez" in told
    assert "Mot de passe" in told
    wrong = client.post(where, {"password": "autre"})
    assert "point à corriger" in wrong.content.decode()
    assert "Pour continuer, montrez" in client.get(reverse("account_reauthenticate")).text
