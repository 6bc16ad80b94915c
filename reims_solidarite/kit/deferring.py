"""Deferring a job with the act that asks for it: both are written, or neither.

The worker's process replaces the queue's connector by a pool of its own, outside Django's
transaction: a job deferred through it leaves before the act is committed, finds nothing to do, and
waits for its second attempt. Here the row of the job is always written by Django's connection.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import JobDeferrer
from procrastinate.manager import JobManager


def defer(name: str, **arguments: Any) -> None:
    """One job of the task of this name, on its queue, seen by the workers after the commit.

    Raises `procrastinate.exceptions.TaskNotFound` for a name that no task has.
    """
    defer_all(name, [arguments])


def defer_all(name: str, jobs: Iterable[Mapping[str, Any]]) -> None:
    """One job for each mapping of arguments, in one query; none, in none."""
    rows = [dict(one) for one in jobs]
    if rows:
        usual = app.configure_task(name, allow_unknown=False)
        JobDeferrer(job=usual.job, job_manager=JobManager(DjangoConnector())).batch_defer(*rows)
