"""The board of the rent aid, and its lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.money import format_cents
from secours_loyer.models import Batch, LandlordAccount, PaymentOrder, RentRequest
from secours_loyer.queries.batch_standing import ended_badge, with_ends
from secours_loyer.queries.contact import contact_untold
from secours_loyer.queries.payment_stop import payment_stop
from secours_loyer.queries.spreadsheets import ORDER_COLUMNS, REQUEST_COLUMNS
from secours_loyer.queries.standing import (
    CHOICES,
    amounts_of,
    standing_at,
    standing_of,
    with_standing,
)
from secours_loyer.queries.words import TONES
from secours_loyer.queries.work_lists import work_lists_for
from secours_loyer.states import AccountState, BatchState, OrderState, RequestState
from secours_loyer.views.staff.frame import task_frame
from secours_loyer.views.staff.list_page import StaffList


@ruled(rules.AID_READER)
@require_safe
def board(request: SignedInRequest) -> HttpResponse:
    """What waits for this person, then the way to everything else."""
    lists = work_lists_for(request.user, on=today())
    note = "Ce qui vous attend, puis les listes."
    return render(
        request,
        "secours_loyer/staff/board.html",
        {
            **task_frame(request, "Tableau du secours loyer", lead=note),
            "lists": [work for work in lists if work["rows"]],
            "stop": payment_stop(request.user, on=today()),
            "may_stop": rules.MANAGER.allows(request.user),
            "quiet": [work["title"] for work in lists if not work["rows"]],
            "may_read_batches": rules.BATCH_READER.allows(request.user),
            "may_read_sessions": rules.DECISION_READER.allows(request.user),
            "may_audit": rules.AUDITOR.allows(request.user),
            "untold": contact_untold(request.user, on=today()),
            "may_file": rules.FILE_WRITER.allows(request.user),
        },
    )


class RequestList(StaffList):
    """Every request, searched by number, household or landlord."""

    rule = rules.AID_READER
    title = "Demandes de secours loyer"
    states = RequestState
    choices = CHOICES
    search = (
        *("number", "household__name", "household__number"),
        *("tenancy__landlord__name", "tenancy__reference"),
    )
    heads = (
        *(("Demande", False), ("Ménage", False), ("Bailleur", False)),
        *(("Dette", True), ("Déposée le", False), ("État", False)),
    )
    # The reception reads that it is paid, never the amounts.
    amounts = (("Accordé", True), ("Payé", True))

    export_name = "demandes-secours-loyer"
    columns = REQUEST_COLUMNS

    def base(self) -> QuerySet[Any]:
        rows = RentRequest.objects.visible_to(self.request.user)
        if self.request.GET.get("dossiers") == "miens":
            rows = rows.filter(instructor=self.request.user)
        if self.leaving:
            return with_standing(rows.with_people())
        shown = ("household__name", "household__uid", "tenancy__landlord__name")
        whole = with_standing(rows.select_related("household", "tenancy__landlord", "debt"))
        return whole.only("number", "uid", "state", "filed_at", "debt__certified_cents", *shown)

    def rows(self) -> QuerySet[Any]:
        wanted = self.request.GET.get("etat", "")
        return standing_at(self.base(), wanted) if wanted in dict(CHOICES) else self.base()

    @property
    def reads_amounts(self) -> bool:
        return rules.DECISION_READER.allows(self.request.user)

    def columns_shown(self) -> Sequence[tuple[str, bool]]:
        return (*self.heads, *self.amounts) if self.reads_amounts else self.heads

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return {
            **super().get_context_data(**kwargs),
            "may_file": rules.FILE_WRITER.allows(user),
            "studies": rules.SOCIAL_WORKER.allows(user),
            "own": self.request.GET.get("dossiers") == "miens",
        }

    def file_of(self, row: RentRequest) -> RentRequest:
        return row

    def cells(self, row: RentRequest) -> list[dict[str, Any]]:
        said, tone = standing_of(row)
        return [
            {"text": row.number, "url": reverse("secours_loyer:file", args=[row.uid])},
            {"text": row.household.name},
            {"text": row.tenancy.landlord.name},
            {"text": format_cents(row.debt.certified_cents), "numeric": True},
            {"text": f"{row.filed_at:%d/%m/%Y}" if row.filed_at else ""},
            {"text": said, "tone": tone},
            *(self._amounts(row) if self.reads_amounts else ()),
        ]

    def _amounts(self, row: RentRequest) -> list[dict[str, Any]]:
        return [
            {"text": format_cents(cents) if cents else "", "numeric": True}
            for cents in amounts_of(row)
        ]


class AccountList(StaffList):
    """Landlords' accounts, numbers masked."""

    rule = rules.AID_READER
    title = "Comptes des bailleurs"
    states = AccountState
    search = ("landlord__name", "holder")
    heads = (
        *(("Bailleur", False), ("Titulaire", False), ("Compte", False)),
        *(("Saisi le", False), ("État", False)),
    )

    def base(self) -> QuerySet[Any]:
        return LandlordAccount.objects.visible_to(self.request.user).select_related("landlord")

    def cells(self, row: LandlordAccount) -> list[dict[str, Any]]:
        return [
            {"text": row.landlord.name, "url": reverse("secours_loyer:account", args=[row.uid])},
            {"text": row.holder},
            {"text": row.masked},
            {"text": f"{row.entered_at:%d/%m/%Y}"},
            {"text": row.get_state_display(), "tone": TONES[row.state]},
        ]


class OrderList(StaffList):
    """Payment orders."""

    rule = rules.BATCH_READER
    title = "Ordres de paiement"
    states = OrderState
    search = ("end_to_end_id", "payee_name", "award__decision__request__number")
    heads = (
        *(("Ordre", False), ("Demande", False), ("Bénéficiaire", False)),
        *(("Montant", True), ("État", False)),
    )

    pays = True
    export_rule = rules.BATCH_READER
    export_name = "ordres-secours-loyer"
    columns = ORDER_COLUMNS

    def base(self) -> QuerySet[Any]:
        return PaymentOrder.objects.visible_to(self.request.user).select_related(
            "award__decision__request__household", "batch", "prepared_by"
        )

    def file_of(self, row: PaymentOrder) -> RentRequest:
        return row.award.decision.request

    def cells(self, row: PaymentOrder) -> list[dict[str, Any]]:
        return [
            {"text": row.end_to_end_id, "url": reverse("secours_loyer:order", args=[row.uid])},
            {"text": row.award.decision.request.number},
            {"text": row.payee_name},
            {"text": format_cents(row.amount_cents), "numeric": True},
            {"text": row.get_state_display(), "tone": TONES.get(row.state, "neutral")},
        ]


class BatchList(StaffList):
    """Batches, newest first."""

    rule = rules.BATCH_READER
    title = "Lots de paiement"
    states = BatchState
    pays = True
    search = ("number",)
    heads = (("Lot", False), ("Circuit", False), ("À payer le", False), ("Total", True),
             ("État", False))  # fmt: skip

    def base(self) -> QuerySet[Any]:
        return with_ends(Batch.objects.visible_to(self.request.user))

    def cells(self, row: Batch) -> list[dict[str, Any]]:
        said, tone = ended_badge(row)
        return [
            {"text": row.number, "url": reverse("secours_loyer:batch", args=[row.number])},
            {"text": row.get_channel_display()},
            {"text": f"{row.execute_on:%d/%m/%Y}"},
            {"text": format_cents(row.total_cents) if row.total_cents else "", "numeric": True},
            {"text": said, "tone": tone},
        ]
