"""The stock: lots in the order they must leave, deliveries, losses and counts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.stock import count_lot, receive_delivery, write_off
from epicerie.forms.refusals import add_refusal
from epicerie.forms.stock import DeliveryForm, LotFormSet, OutForm
from epicerie.models import Family, Lot, StockMovement
from epicerie.queries.stock import state_of, stock_lots
from epicerie.views.frame import task_context
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.lists import ListPage
from reims_solidarite.kit.transitions import Refused

STOCK = ("Stock", "/admin/epicerie/stock/")


class StockList(ListPage):
    """Lots in stock, what ends first in front."""

    rule = rules.STOCK_READER
    template_name = "epicerie/staff/stock.html"
    paginate_by = 50
    search = ("product__name", "lot_number")
    sorts = {
        "date": ("date", ("best_on",)),
        "article": ("article", ("product__sort_key", "best_on")),
    }
    export_name = "stock"
    columns = {
        "Article": lambda row: str(row.product),
        "Famille": lambda row: row.product.get_family_display(),
        "Origine": lambda row: row.get_funding_display(),
        "Lot": lambda row: row.lot_number,
        "Sorte de date": lambda row: row.get_date_kind_display(),
        "Date": lambda row: f"{row.best_on:%d/%m/%Y}" if row.best_on else "",
        "Reste": lambda row: row.remaining,
        "Valeur d’une unité (centimes)": lambda row: row.unit_value_cents,
    }

    def rows(self) -> QuerySet[Any]:
        rows = stock_lots()
        family = self.request.GET.get("famille", "")
        return rows.filter(product__family=family) if family in Family.values else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        day = today()
        for row in context["object_list"]:
            row.said, row.tone = state_of(row, day)
        kept = context["kept"]
        return {
            **task_context(self.request, "Stock de l’épicerie"),
            **context,
            "families": Family.choices,
            "family": self.request.GET.get("famille", ""),
            "may_write": rules.GROCERY.allows(self.request.user),
            "page_query": f"{kept}&" if kept else "",
        }


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def delivery(request: SignedInRequest) -> HttpResponse:
    """A delivery note and its lots, on one page; refused lines keep what was typed."""
    head = DeliveryForm(request.POST or None, initial={"on": today()})
    lines = LotFormSet(request.POST or None, prefix="lots")
    if request.method == "POST" and head.is_valid() and lines.is_valid():
        lots = [line.new_lot() for line in lines if line.has_changed()]
        try:
            receive_delivery(lots=lots, by=request.user, at=now(), **head.cleaned_data)
        except Refused as refusal:
            add_refusal(head, refusal)
        else:
            messages.success(request, "La livraison est en stock.")
            return redirect("epicerie:stock")
    context = {
        **task_context(request, "Enregistrer une livraison", STOCK),
        "head": head,
        "lines": lines,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "epicerie/staff/delivery.html", context, status=status)


@ruled(rules.STOCK_READER)
@require_http_methods(["GET", "HEAD", "POST"])
def lot(request: SignedInRequest, pk: int) -> HttpResponse:
    """One lot: its movements, and for the coordinator its losses and counts."""
    may_write = rules.GROCERY.allows(request.user)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    shown = get_object_or_404(Lot.objects.select_related("product", "delivery__supplier"), pk=pk)
    form = OutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = write_off if form.cleaned_data["what"] == "waste" else count_lot
        try:
            act(
                shown,
                form.cleaned_data["quantity"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Le mouvement est enregistré.")
            return redirect("epicerie:lot", shown.pk)
    shown.said, shown.tone = state_of(shown, today())  # type: ignore[attr-defined]
    context = {
        **task_context(request, str(shown), STOCK),
        "lot": shown,
        "form": form,
        "may_write": may_write,
        "movements": StockMovement.objects.filter(lot=shown)
        .select_related("by")
        .order_by("-at", "-pk")[:100],
    }
    status = 422 if form.is_bound else 200
    return render(request, "epicerie/staff/lot.html", context, status=status)
