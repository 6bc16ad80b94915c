"""Names that never end: nothing overflows and nothing is cut off, wherever they are shown."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from tests.journeys.crawl import crawl
from tests.journeys.people import session_of
from tests.journeys.states import NEXT

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("pages")]

ENDLESS = "Solidaritéetaccompagnementdesfamilles" * 6
NAMES = {
    "actors_organisation": "name",
    "actors_service": "name",
    "actors_user": "last_name",
    "assises_action": "title",
    "assises_edition": "name",
    "assises_proposal": "title",
    "assises_session": "title",
    "assises_workinggroup": "name",
    "epicerie_post": "label",
    "epicerie_product": "name",
    "epicerie_site": "label",
    "epicerie_supplier": "name",
    "households_household": "name",
    "households_person": "last_name",
    "secours_loyer_landlord": "name",
}
SHOWN = {
    None: {"home", "actors:directory", "actors:organisation", "assises:index",
           "assises:programme", "assises:register", "assises:groups", "assises:group",
           "assises:changes"},
    "benevole": {"epicerie:my_shifts", "epicerie:give_up_place", "epicerie:offer_exchange",
                 "epicerie:my_days", "epicerie:my_absences", "epicerie:my_wishes",
                 "epicerie:my_hours"},
    "responsable": {"actors:partner_home", "actors:partner_agents", "households:partner_list",
                    "households:partner_detail", "secours_loyer:own_requests",
                    "secours_loyer:own_request", "assises:partner", "assises:own_action",
                    "epicerie:association_volunteers", "epicerie:association_shifts",
                    "epicerie:association_called", "epicerie:association_hours",
                    "epicerie:substitute_place"},
    "instructeur": {"admin:index", "households:list", "households:detail", "one_household",
                    "secours_loyer:board", "secours_loyer:requests", "secours_loyer:file",
                    "secours_loyer:plan"},
    "depenses": {"admin:index", "secours_loyer:orders", "secours_loyer:order",
                 "secours_loyer:batches", "secours_loyer:batch"},
    "epicerie": {"admin:index", "epicerie:planning", "epicerie:opening", "epicerie:fill_post",
                 "epicerie:day_needs", "epicerie:day_sheet", "epicerie:sheets", "epicerie:sheet",
                 "epicerie:generate_openings", "epicerie:usual_day", "epicerie:add_opening",
                 "epicerie:sites", "epicerie:rename_site", "epicerie:volunteers",
                 "epicerie:volunteer", "epicerie:promises", "epicerie:calls", "epicerie:call",
                 "epicerie:phone_list", "epicerie:hours", "epicerie:hours_by_association",
                 "epicerie:volunteer_hours", "epicerie:statistics", "epicerie:rota_runs",
                 "epicerie:accesses", "epicerie:household_access", "epicerie:stock",
                 "epicerie:lot", "epicerie:till", "epicerie:till_days"},
    "reseau": {"admin:index", "admin:actors_organisation_changelist",
               "admin:actors_organisation_change", "assises:board"},
}  # fmt: skip
STARTS = {
    None: ["/", f"/assises/{NEXT - 1}/bilan/"],
    "benevole": ["/benevole/"],
    "responsable": ["/partenaire/"],
}
# Pages that only some rows lead to: an address, and the row to ask it about.
ROWS = {
    "instructeur": (
        "/admin/secours-loyer/plans/{}/",
        "SELECT uid FROM secours_loyer_repaymentplan",
    ),
    "epicerie": (
        "/admin/epicerie/planning/{}/besoins/",
        "SELECT id FROM epicerie_openingday WHERE state = 'planned' ORDER BY day DESC",
    ),
}


def starts_of(portal, role: str | None) -> list[str]:
    starts = STARTS.get(role, ["/admin/"])
    if role not in ROWS:
        return starts
    address, row = ROWS[role]
    return [*starts, address.format(portal.first(row))]


@pytest.fixture(scope="module")
def endless_names(portal) -> Iterator[None]:
    """Every name is as long as its column allows, without a space to break at; then as before.

    A landlord that money rests on keeps its name: here its wall is down, for the looks alone.
    """
    before = {}
    with psycopg.connect(portal.database) as session:
        for table, column in NAMES.items():
            where = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
            read = sql.SQL("SELECT {column}, id FROM {table}").format(**where)
            before[table] = (where, session.execute(read).fetchall())
            room = session.execute(
                "SELECT character_maximum_length FROM information_schema.columns"
                " WHERE table_name = %s AND column_name = %s",
                [table, column],
            ).fetchone()[0]
            change = sql.SQL("UPDATE {table} SET {column} = left(%s, %s) || id").format(**where)
            unwalled(session, table, change, [[ENDLESS, room - 6]])
    yield
    with psycopg.connect(portal.database) as session:
        for table, (where, rows) in before.items():
            back = sql.SQL("UPDATE {table} SET {column} = %s WHERE id = %s").format(**where)
            unwalled(session, table, back, rows)


def unwalled(session: psycopg.Connection, table: str, change: sql.Composed, rows: list) -> None:
    wall = sql.SQL("ALTER TABLE {} {} TRIGGER USER")
    session.execute(wall.format(sql.Identifier(table), sql.SQL("DISABLE")))
    session.cursor().executemany(change, rows)
    session.execute(wall.format(sql.Identifier(table), sql.SQL("ENABLE")))


@pytest.mark.parametrize("role", SHOWN)
def test_endless_names_are_held(chromium, portal, endless_names, role) -> None:
    context = chromium.new_context(
        locale="fr-FR",
        reduced_motion="reduce",
        storage_state=session_of(chromium, portal, role) if role else None,
    )
    met: set[str] = set()
    wrong = crawl(context, portal, starts_of(portal, role), seen=met, only=SHOWN[role])
    context.close()
    assert not wrong, "\n".join(f"{view}: {found}" for view, found in wrong.items())
    assert SHOWN[role] - met == set()
