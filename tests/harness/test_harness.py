"""Each guard of the harness is seen catching what it is there for."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.template import Context, engines
from zeal import NPlusOneError, zeal_context

from actors.models import Membership, User
from tests.cast import Cast
from tests.harness import migrated
from tests.harness.network import OffThisMachine
from tests.harness.templates import UndefinedVariable


def drawn(source: str, **context: object) -> str:
    """Text drawn from a template that stands, for the harness, in our own folder."""
    template = engines["django"].engine.from_string(source)
    for node in template.nodelist:
        node.origin.name = str(settings.PROJECT / "templates" / "made_up.html")
    return template.render(Context(context))


def test_an_undefined_variable_fails_and_a_defined_empty_one_does_not() -> None:
    assert drawn("[{{ word }}]", word="") == "[]"
    with pytest.raises(UndefinedVariable, match=r"made_up\.html: \{\{ word"):
        drawn("{{ word }}")
    with pytest.raises(UndefinedVariable):
        drawn("{{ word|default:'–' }}")
    assert drawn("{% if word %}yes{% endif %}") == ""


def test_templates_of_other_packages_may_print_optional_variables() -> None:
    template = engines["django"].engine.from_string("[{{ word|default:'–' }}]")
    for node in template.nodelist:
        node.origin.name = "/somewhere/site-packages/django/x.html"
    assert template.render(Context({})) == "[–]"


@pytest.mark.django_db
def test_rows_without_an_order_come_back_in_several_orders(cast: Cast) -> None:
    for number in range(6):
        cast.person(f"personne-{number}")
    seen = {tuple(User.objects.order_by().values_list("pk", flat=True)) for _ in range(12)}
    assert len(seen) > 1
    kept = {tuple(User.objects.order_by("pk").values_list("pk", flat=True)) for _ in range(12)}
    assert len(kept) == 1


def test_other_machines_are_out_of_reach() -> None:
    with socket.socket() as line, pytest.raises(OffThisMachine):
        line.connect(("192.0.2.1", 80))


@pytest.mark.django_db
def test_one_query_per_row_is_seen(cast: Cast) -> None:
    for name in ("a", "b", "c"):
        cast.member(name, cast.entraide)
    with zeal_context(), pytest.raises(NPlusOneError):
        [member.organisation.name for member in Membership.objects.order_by("pk")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_the_job_queue_is_empty_at_each_start(turn: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('q', 't', '{}')"
        )


def test_the_outbox_is_this_process_own() -> None:
    assert Path(settings.OUTBOX_DIR).is_dir()
    assert "outbox" in Path(settings.OUTBOX_DIR).name


def test_an_edited_migration_or_what_it_imports_makes_another_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step, wall = tmp_path / "0001_step.py", tmp_path / "a_wall.py"
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(migrated, "_migrations", lambda: [step])
    wall.write_text("SQL = 1")
    step.write_text("import a_wall")
    seen = [migrated.digest(), migrated.digest()]
    wall.write_text("SQL = 2")
    seen.append(migrated.digest())
    step.write_text("import a_wall  # edited")
    seen.append(migrated.digest())
    assert len(set(seen)) == 3
    assert seen[0] == seen[1]
