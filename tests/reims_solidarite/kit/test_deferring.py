"""A job is written with the act that asks for it, in a page's process as in a worker's."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import TaskNotFound

from reims_solidarite.kit.deferring import defer, defer_all
from tests.harness.leftovers import truncate_forgotten

pytestmark = pytest.mark.django_db(transaction=True)
TASK = "epicerie.advance_call"


@pytest.fixture(params=["page", "worker"])
def process(request: pytest.FixtureRequest) -> Iterator[str]:
    """A worker's process talks to the queue through a pool of its own."""
    truncate_forgotten()
    if request.param == "page":
        yield request.param
        return
    with app.replace_connector(app.connector.get_worker_connector()):
        yield request.param


def seen_by_others() -> int:
    held = connection.get_connection_params()
    names = {"host", "port", "user", "password", "dbname"} & held.keys()
    with psycopg.connect(**{name: held[name] for name in names}) as other:
        return other.execute("SELECT count(*) FROM procrastinate_jobs").fetchone()[0]


def test_nobody_sees_the_job_before_the_commit(process: str) -> None:
    with transaction.atomic():
        defer(TASK, call_id=1)
        assert ProcrastinateJob.objects.count() == 1
        assert seen_by_others() == 0
    assert seen_by_others() == 1


def test_an_act_taken_back_leaves_no_job(process: str) -> None:
    with transaction.atomic():
        defer_all(TASK, [{"call_id": 1}, {"call_id": 2}])
        transaction.set_rollback(True)
    assert seen_by_others() == 0


def test_many_in_one_query_on_the_queue_of_the_task(
    process: str, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        defer_all("actors.deliver_message", [{"message_id": str(n)} for n in range(3)])
    with django_assert_num_queries(0):
        defer_all("actors.deliver_message", [])
    assert set(ProcrastinateJob.objects.values_list("queue_name", flat=True)) == {"mail"}
    assert ProcrastinateJob.objects.count() == 3


def test_a_name_that_no_task_has_is_an_error() -> None:
    with pytest.raises(TaskNotFound):
        defer("epicerie.no_such_task")
