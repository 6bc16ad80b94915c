import pytest
from django.db import connection

from reims_solidarite.serving import database


def test_the_counter_says_every_25th_step_and_the_last():
    said = []
    counter = database.StepCounter(said.append, 60)
    for number in range(60):
        counter.write(f"  Applying actors.{number:04d}…")
        counter.write(" OK\n")
    assert said == ["  25 sur 60", "  50 sur 60", "  60 sur 60"]


@pytest.mark.django_db
@pytest.mark.race
def test_two_preparations_take_turns():
    with database._our_turn(lambda _: None), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [database.TURN])
        assert cursor.fetchone() == (False,)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [database.TURN])
        assert cursor.fetchone() == (True,)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [database.TURN])
