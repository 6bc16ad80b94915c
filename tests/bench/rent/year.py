"""Ten thousand approved orders in a scratch database, copied in SQL from one of the demo.

The portal's own actions would take hours. As in `tests.bench.fill`, these rows go round the
triggers, so they are never written anywhere but in a database about to be dropped; every act that
is measured afterwards meets all of them again.
"""

from __future__ import annotations

from django.db import connection, models, transaction

from actors.actions.journal import record_many
from reims_solidarite.benching.scratch import PREFIX
from reims_solidarite.kit.clock import now
from secours_loyer.actions.doors import seal
from secours_loyer.models import (
    Approval,
    Award,
    Channel,
    Debt,
    Decision,
    EntryKind,
    PaymentEntry,
    PaymentOrder,
    RentRequest,
    Tenancy,
)
from secours_loyer.models.order_sql import DIGEST
from secours_loyer.queries.approvals_said import SAID_BY
from secours_loyer.states import OrderState
from tests.bench.fill import _triggers

COUNT = 10_000
OFFSET = 1_000_000
CENTS = "10000 + n"
TOTAL = sum(10_000 + number for number in range(1, COUNT + 1))


def fill_orders() -> None:
    """Each with a lease, a debt, a decision and an award of its own; amounts all differ."""
    name = str(connection.settings_dict["NAME"])
    if not name.startswith(PREFIX):
        raise RuntimeError(f"{name} is not a scratch database")
    order = (
        PaymentOrder.objects.select_related("award__decision__request__debt")
        .filter(state=OrderState.IN_BATCH, channel=Channel.REGIE)
        .first()
    )
    if order is None:
        raise RuntimeError("the demo has no order in a batch")
    request = order.award.decision.request
    with transaction.atomic():
        _triggers("DISABLE")
        _clone(request.tenancy, reference="'BANC-' || n")
        _clone(request.debt, tenancy="own")
        _clone(request, tenancy="own", debt="own", number="'SL-2000-' || lpad(n::text, 6, '0')")
        _clone(
            order.award.decision,
            request="own",
            number="'D-2000-' || lpad(n::text, 5, '0')",
            origin="'directe'",
            item="NULL",
        )
        _clone(order.award, decision="own")
        committed = PaymentEntry.objects.get(award=order.award, kind=EntryKind.COMMITTED)
        _clone(committed, award="own")
        _clone(
            order,
            award="own",
            amount_cents=CENTS,
            state="'approuve_2'",
            batch="NULL",
            line="NULL",
            end_to_end_id="'OP-2000-' || lpad(n::text, 6, '0')",
        )
        approvals = list(Approval.objects.filter(order=order, round=order.round))
        for place, approval in enumerate(approvals):
            _clone(approval, place=place, order="own")
        _sign_again()
        with connection.cursor() as cursor:  # no table may change with checks waiting
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _triggers("ENABLE")
        # No act rests on a row that the portal did not seal, nor on an approval that nobody gave.
        for model in (Tenancy, Debt, RentRequest, Decision, Award, PaymentOrder, Approval):
            seal(*model._default_manager.filter(pk__gt=OFFSET).order_by("pk"), at=now())
        orders = list(PaymentOrder.objects.filter(pk__gt=OFFSET).order_by("pk"))
        for approval in approvals:
            verb = SAID_BY[approval.rank]
            record_many(verb, orders, by=approval.approver, at=now())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _clone(row: models.Model, *, place: int = 0, **changed: str) -> None:
    """`COUNT` copies; « own » is the copy of the same number of the row it points to."""
    quote = connection.ops.quote_name
    columns, values = [], []
    for field in row._meta.concrete_fields:
        column = quote(str(field.column))
        columns.append(column)
        wanted = changed.get(field.name, f"t.{column}")
        if field.primary_key:
            wanted = f"{OFFSET + place * COUNT} + n"
        elif field.name == "uid":
            wanted = "gen_random_uuid()"
        elif wanted == "own":
            wanted = f"{OFFSET} + n"
        values.append(wanted)
    table = quote(row._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)}"  # noqa: S608 - our own names
            f" FROM {table} t, generate_series(1, {COUNT}) n WHERE t.id = %s",
            [row.pk],
        )


def _sign_again() -> None:
    """An approval is of one content: each is given the digest of its own order."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE secours_loyer_approval a SET digest = {DIGEST.format(row='o')}"  # noqa: S608 - made of constants
            " FROM secours_loyer_paymentorder o WHERE o.id = a.order_id AND o.id > %s",
            [OFFSET],
        )
