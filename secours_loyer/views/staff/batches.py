"""A batch of orders: its lines, its total, the files that leave."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_safe

from actors import rules
from actors.models import User
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import attach, ruled
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import batches, forwarding
from secours_loyer.actions.cancelling import cancel_batch
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.payment_decisions import sign_payments
from secours_loyer.forms.steps.batches import (
    CancelBatchForm,
    DateForm,
    LinesForm,
    OpenBatchForm,
    SignPaymentsForm,
    TakeChargeForm,
    TakeOutForm,
)
from secours_loyer.models import Batch, Channel, OutgoingFile
from secours_loyer.queries.payment_decisions import undecided_orders, valid_decisions
from secours_loyer.queries.payment_stop import payment_stop, stopped
from secours_loyer.queries.piece_gaps import left_empty
from secours_loyer.queries.words import TONES
from secours_loyer.states import BATCH, TO_TAKE, BatchState, OrderState
from secours_loyer.views.staff.frame import note_shown, task_frame
from secours_loyer.views.staff.step_page import Step, StepPage, step_of


def may_sign(batch: Batch, _user: User) -> bool:
    """Is a decision of payment waiting for its signature?"""
    return batch.state == BatchState.CLOSED and undecided_orders(batch).exists()


def by_cheque(batch: Batch, _user: User) -> bool:
    """Handed over one by one: each cheque is noted on its order."""
    return batch.channel == Channel.CHEQUE


def may_not_cancel(batch: Batch, user: User) -> bool:
    """Exported by the same person, or an order of it already has an answer."""
    answered = batch.orders.exclude(state=OrderState.SENT)
    return batch.exported_by_id == user.pk or answered.exists()


class BatchPage(StepPage):
    """One batch: its lines, its total, its files."""

    rule = rules.BATCH_READER
    template = "secours_loyer/staff/batch.html"
    steps = (
        Step("put_in_batch", "Ajouter des ordres approuvés", rules.FINANCE,
             lambda b, g, by, at: batches.put_in_batch(b, g["orders"], by=by, at=at),
             "Les ordres sont dans le lot.", lambda b, _u: b.state == "ouvert",
             form=LinesForm),
        Step("take_out_of_batch", "Retirer un ordre", rules.FINANCE,
             lambda _b, g, by, at: batches.take_out_of_batch(g["order"], by=by, at=at),
             "L’ordre est retiré du lot.",
             lambda b, _u: b.state == "ouvert" and b.orders.exists(),
             form=TakeOutForm, tone=""),
        step_of(BATCH, "close_batch",
                lambda b, g, by, at: batches.close_batch(b, **g, by=by, at=at),
                "Le lot est clos.", form=DateForm,
                unless=lambda b, _u: not b.orders.exists() or stopped(today())),
        Step("sign_payments", "Signer les décisions de paiement", rules.SIGNATORY,
             lambda b, g, by, at: sign_payments(b, **g, by=by, at=at),
             "Les décisions de paiement sont signées.", may_sign, form=SignPaymentsForm, fresh=True,
             question="Vous décidez de payer chaque bailleur de ce lot à la place du ménage ?"),
        step_of(BATCH, "export_batch", lambda b, _g, by, at: export_batch(b, by=by, at=at),
                "Le lot est exporté : téléchargez ses fichiers.", fresh=True,
                unless=lambda b, _u: undecided_orders(b).exists() or stopped(today()),
                question="Après l’export, rien ne change plus dans ce lot. L’exporter ?"),
        step_of(BATCH, "forward_batch",
                lambda b, _g, by, at: forwarding.forward_batch(b, by=by, at=at),
                "La transmission est notée.", unless=by_cheque,
                question="Les fichiers de ce lot ont été remis, tous et en entier ?"),
        step_of(BATCH, "cancel_batch",
                lambda b, g, by, at: cancel_batch(b, **g, by=by, at=at),
                "Le lot est annulé : rien n’en sera payé.", form=CancelBatchForm, tone="danger",
                fresh=True, unless=may_not_cancel,
                question="Aucun fichier n’a été remis ? Chaque ordre sera à refaire."),
        Step("take_charge", "Noter la prise en charge", rules.FINANCE,
             lambda b, g, by, at: forwarding.take_charge(b, g["orders"], by=by, at=at),
             "La prise en charge est notée.",
             lambda b, _u: b.channel == Channel.MANDAT
             and b.orders.filter(state__in=TO_TAKE).exists(),
             form=TakeChargeForm, tone=""),
        step_of(BATCH, "reopen_batch", lambda b, _g, by, at: batches.reopen_batch(b, by=by, at=at),
                "Le lot est rouvert.", tone=""),
    )  # fmt: skip

    def find(self, user: User, **key: Any) -> Batch:
        rows = Batch.objects.visible_to(user).select_related(
            "opened_by", "closed_by", "exported_by", "forwarded_by", "cancelled_by"
        )
        return get_object_or_404(rows, number=key["number"])

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:batch", args=[target.number])

    def context_of(self, target: Any) -> dict[str, Any]:
        lines = list(
            target.orders.select_related("account", "award__decision__request__household").order_by(
                "line"
            )
        )
        note_shown(
            self.request,
            [line.award.decision.request for line in lines],
            ["identity", "debts"],
        )
        signed = valid_decisions(target)
        return {
            **task_frame(self.request, f"Lot {target.number}"),
            "batch": target,
            "stop": payment_stop(self.request.user, on=today()),
            "tone": TONES[target.state],
            "lines": [
                {
                    "row": line,
                    "tone": TONES.get(line.state, "neutral"),
                    "decision": signed.get(line.pk),
                }
                for line in lines
            ],
            "to_sign": may_sign(target, self.request.user),
            "cheques": by_cheque(target, self.request.user) and target.state == BatchState.EXPORTED,
            "decides": target.channel == Channel.MANDAT,
            "left_empty": left_empty(target),
            "total": sum(line.amount_cents for line in lines),
            "files": target.files.defer("content"),
            "may_download": rules.FINANCE.allows(self.request.user)
            and target.state != BatchState.CANCELLED,
        }


class OpenBatch(View):
    """The form that opens a batch."""

    request: SignedInRequest
    rule = rules.FINANCE

    def get(self, request: SignedInRequest) -> HttpResponse:
        return self._show(OpenBatchForm(target=None))

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = OpenBatchForm(request.POST, target=None)
        if form.is_valid():
            try:
                batch = batches.open_batch(**form.cleaned_data, by=request.user, at=now())
            except Refused as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                return redirect("secours_loyer:batch", number=batch.number)
        return self._show(form)

    def _show(self, form: OpenBatchForm) -> HttpResponse:
        frame = task_frame(self.request, "Ouvrir un lot de paiement")
        return render(
            self.request,
            "secours_loyer/staff/form.html",
            {**frame, "form": form, "submit": "Ouvrir le lot"},
        )


@ruled(rules.FINANCE)
@require_safe
def outgoing_file(request: SignedInRequest, number: str, kind: str) -> HttpResponse:
    """The kept bytes, the same at every download; they hold every account number of the batch."""
    raise_if_reauthentication_required(request, app="secours_loyer")
    file = get_object_or_404(
        OutgoingFile.objects.filter(batch__number=number).select_related("batch"), kind=kind
    )
    if not file.batch.exported_at:
        raise Http404
    if file.batch.state == BatchState.CANCELLED:
        raise Refused("Ce lot est annulé : ses fichiers ne se téléchargent plus.")
    orders = file.batch.orders.select_related("award__decision__request__household")
    note_shown(
        request, [one.award.decision.request for one in orders], ["identity", "bank", "debts"]
    )
    response = HttpResponse(bytes(file.content), content_type=file.media_type)
    attach(response, file.name)
    response.headers["Cache-Control"] = "no-store, private"
    return response
