"""A page that only reads cannot write, whatever its code does."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection

from actors.actions.accounts import open_account
from actors.actions.reading import note_reading
from actors.models import RoleGrant, User
from reims_solidarite.kit.http import ReadOnlyGet, WriteInGet
from reims_solidarite.kit.http.readonly import refuse_writes
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "write",
    [
        lambda: User.objects.filter(pk=1).update(phone=""),
        lambda: RoleGrant.objects.all().delete(),
        lambda: connection.cursor().execute('  insert into "actors_user" default values'),
        lambda: connection.cursor().execute("TRUNCATE actors_user CASCADE"),
    ],
)
def test_every_kind_of_write_is_refused(write, cast: Cast) -> None:
    assert cast.volunteer.pk
    with connection.execute_wrapper(refuse_writes), pytest.raises(WriteInGet):
        write()


def test_the_access_log_is_the_one_trace_of_a_reading(cast: Cast, at: datetime) -> None:
    reader = cast.case_worker
    with connection.execute_wrapper(refuse_writes):
        note_reading([], by=reader, at=at, classes=["identity"], route="t", reason="t")
        with pytest.raises(WriteInGet):
            open_account("x@cast.example", first_name="X", last_name="Y", by=None, at=at)


def test_post_may_write_and_get_may_not(rf, cast: Cast) -> None:
    user = cast.volunteer

    def view(request):
        return User.objects.filter(pk=user.pk).update(phone="03")

    assert ReadOnlyGet(view)(rf.post("/")) == 1
    with pytest.raises(WriteInGet):
        ReadOnlyGet(view)(rf.get("/"))
