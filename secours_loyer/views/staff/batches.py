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
from secours_loyer.actions.downloads import BY_PAGE, hand_out
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.payment_decisions import sign_payments
from secours_loyer.forms.steps.batches import (
    CancelBatchForm,
    DateForm,
    DayForm,
    ForwardForm,
    LinesForm,
    OpenBatchForm,
    SignPaymentsForm,
    TakeChargeForm,
    TakeOutForm,
)
from secours_loyer.models import Batch, Channel, OutgoingFile
from secours_loyer.queries.apart_words import tied_orders_words
from secours_loyer.queries.batch_standing import batch_badge
from secours_loyer.queries.handing_over import (
    downloads_of,
    paid_again,
    who_downloaded,
    why_kept_back,
)
from secours_loyer.queries.ladder import level_of
from secours_loyer.queries.payment_decisions import undecided_orders, valid_decisions
from secours_loyer.queries.payment_stop import payment_stop, stopped
from secours_loyer.queries.piece_gaps import left_empty
from secours_loyer.queries.ties import apart_orders
from secours_loyer.queries.waiting_orders import gathered_by_channel
from secours_loyer.queries.words import TONES
from secours_loyer.states import BATCH, TO_TAKE, BatchState, OrderState
from secours_loyer.views.staff.frame import note_shown, task_frame
from secours_loyer.views.staff.step_page import Step, StepPage, step_of

DONE = (BatchState.SETTLED, BatchState.CANCELLED, BatchState.ABANDONED)
BY_ANOTHER = "Une autre personne fait la suite."
REMEDY = {
    BatchState.OPEN: "Une autre personne le clôt. Ou retirez-en d’abord ce qui vous concerne.",
    BatchState.CLOSED: "Une autre personne l’exporte. Ou rouvrez-le, puis retirez-en ce qui vous "
    "concerne.",
    BatchState.EXPORTED: BY_ANOTHER,
    BatchState.FORWARDED: BY_ANOTHER,
}


def may_sign(batch: Batch, _user: User) -> bool:
    """Is a decision of payment waiting for its signature?"""
    return batch.state == BatchState.CLOSED and undecided_orders(batch).exists()


def by_cheque(batch: Batch, _user: User) -> bool:
    """Handed over one by one: each cheque is noted on its order."""
    return batch.channel == Channel.CHEQUE


def stands_apart(batch: Batch, user: User) -> bool:
    """From the file of an order that the batch pays: somebody else takes its steps."""
    return apart_orders(batch.orders.all(), user).exists()


def why_apart(batch: Batch, user: User) -> str:
    """The orders concerned, told to whoever would take a step of a batch that goes on."""
    if batch.state in DONE or not rules.APPROVER.allows(user):
        return ""
    return tied_orders_words(batch.orders.all(), user, remedy=REMEDY[BatchState(batch.state)])


def may_not_cancel(batch: Batch, user: User) -> bool:
    """Exported or taken away by the same person, or an order of it already has an answer."""
    if stands_apart(batch, user):
        return True
    if batch.exported_by_id == user.pk or user in who_downloaded(batch):
        return True
    return batch.orders.exclude(state=OrderState.SENT).exists()


def not_to_forward(batch: Batch) -> list[str]:
    """Why it does not leave the portal now."""
    return why_kept_back(batch, on=today()) if batch.state == BatchState.EXPORTED else []


def may_download(batch: Batch, user: User, *, held: list[str], again: list[str]) -> bool:
    """Expenses pay with them; once the batch is cancelled, or paid again, the auditor alone still
    reads them."""
    if batch.state == BatchState.CANCELLED or again:
        return rules.AUDITOR.allows(user)
    return rules.FINANCE.allows(user) and not held


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
                unless=lambda b, u: not b.orders.exists() or stopped(today())
                or stands_apart(b, u)),
        Step("sign_payments", "Signer les décisions de paiement", rules.SIGNATORY,
             lambda b, g, by, at: sign_payments(b, **g, by=by, at=at),
             "Les décisions de paiement sont signées.", may_sign, form=SignPaymentsForm, fresh=True,
             question="Vous décidez de payer chaque bailleur de ce lot à la place du ménage ?"),
        step_of(BATCH, "export_batch", lambda b, _g, by, at: export_batch(b, by=by, at=at),
                "Le lot est exporté : téléchargez ses fichiers.", fresh=True, repeats=True,
                unless=lambda b, u: undecided_orders(b).exists() or stopped(today())
                or stands_apart(b, u),
                question="Après l’export, rien ne change plus dans ce lot. L’exporter ?"),
        step_of(BATCH, "forward_batch",
                lambda b, g, by, at: forwarding.forward_batch(b, **g, by=by, at=at),
                "La transmission est notée.", form=ForwardForm,
                unless=lambda b, u: by_cheque(b, u) or bool(not_to_forward(b))
                or stands_apart(b, u),
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
             and b.orders.filter(state__in=TO_TAKE, failed_by=None).exists(),
             form=TakeChargeForm, tone=""),
        Step("change_batch_day", "Changer la date", rules.FINANCE,
             lambda b, g, by, at: batches.change_batch_day(b, **g, by=by, at=at),
             "La date est changée.", lambda b, _u: b.state == BatchState.OPEN, form=DayForm,
             tone=""),
        step_of(BATCH, "abandon_batch",
                lambda b, _g, by, at: batches.abandon_batch(b, by=by, at=at),
                "Le lot est abandonné.", tone="danger", unless=lambda b, _u: b.orders.exists(),
                question="Ce lot est vide et ne servira plus. L’abandonner ?"),
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
        held, again = not_to_forward(target), paid_again(target)
        handed = target.state != BatchState.CANCELLED and target.exported_at
        return {
            **task_frame(self.request, f"Lot {target.number}"),
            "batch": target,
            "stop": payment_stop(self.request.user, on=today()),
            "may_stop": rules.MANAGER.allows(self.request.user),
            "badge": batch_badge(target, lines),
            "lines": [
                {
                    "row": line,
                    "tone": TONES.get(line.state, "neutral"),
                    "decision": signed.get(line.pk),
                    "trust": level_of(line.account),
                }
                for line in lines
            ],
            "to_sign": may_sign(target, self.request.user),
            "cheques": by_cheque(target, self.request.user) and target.state == BatchState.EXPORTED,
            "decides": target.channel == Channel.MANDAT,
            "left_empty": left_empty(target),
            "total": sum(line.amount_cents for line in lines),
            "files": target.files.defer("content"),
            "may_download": may_download(target, self.request.user, held=held, again=again),
            "kept_back": held + again if handed else [],
            "apart": why_apart(target, self.request.user),
            "downloads": downloads_of(target),
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
            {
                **frame,
                "form": form,
                "submit": "Ouvrir le lot",
                "waiting": gathered_by_channel(),
                "none": "Aucun ordre approuvé n’attend un lot.",
            },
        )


@ruled(rules.FINANCE | rules.AUDITOR)
@require_safe
def outgoing_file(request: SignedInRequest, number: str, kind: str) -> HttpResponse:
    """The kept bytes, the same at every download; they hold every account number of the batch.

    Each download is kept: the file may be at the bank from then on.
    """
    raise_if_reauthentication_required(request, app="secours_loyer")
    file = get_object_or_404(
        OutgoingFile.objects.filter(batch__number=number).select_related("batch"), kind=kind
    )
    kept = file.batch.state == BatchState.CANCELLED or bool(paid_again(file.batch))
    if not file.batch.exported_at or not (kept or rules.FINANCE.allows(request.user)):
        raise Http404
    hand_out(file, by=request.user, at=now(), route=BY_PAGE)
    response = HttpResponse(bytes(file.content), content_type=file.media_type)
    attach(response, file.name)
    response.headers["Cache-Control"] = "no-store, private"
    return response
