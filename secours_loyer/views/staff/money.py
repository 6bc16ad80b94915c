"""Accounts, orders and batches: the pages where public money is checked, approved and sent."""

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
from secours_loyer.actions import accounts, batches, orders, returns
from secours_loyer.actions.export import export_batch
from secours_loyer.forms import steps as forms
from secours_loyer.iban import display
from secours_loyer.models import Batch, LandlordAccount, OutgoingFile, PaymentOrder
from secours_loyer.queries.account_alerts import alerts_of
from secours_loyer.queries.order_checks import problems_of
from secours_loyer.queries.words import TONES
from secours_loyer.queries.work_lists import waiting_for
from secours_loyer.states import ACCOUNT, BATCH, ORDER, AccountState, OrderState
from secours_loyer.views.staff.frame import note_shown, task_frame
from secours_loyer.views.staff.step_page import Step, StepPage, step_of


def _typist(account: LandlordAccount, user: User) -> bool:
    return account.entered_by_id == user.pk


class AccountPage(StepPage):
    """One landlord's account and its trust ladder."""

    rule = rules.AID_READER
    template = "secours_loyer/staff/account.html"
    steps = (
        step_of(ACCOUNT, "verify_account",
                lambda a, g, by, at: accounts.verify_account(a, **g, by=by, at=at),
                "Le compte est vérifié.", form=forms.CalledForm, unless=_typist),
        step_of(ACCOUNT, "activate_account",
                lambda a, _g, by, at: accounts.activate_account(a, by=by, at=at),
                "Le compte est actif.", unless=_typist,
                question="Avez-vous l’explication de l’alerte ? Le compte pourra être payé."),
        Step("note_known_phone", "Enregistrer le téléphone connu", rules.FILE_WRITER,
             lambda a, g, by, at: accounts.note_known_phone(a.landlord, **g, by=by, at=at),
             "Le téléphone est enregistré.",
             lambda a, u: a.state == AccountState.TYPED and not _typist(a, u),
             form=forms.PhoneForm, tone=""),
        step_of(ACCOUNT, "block_account",
                lambda a, g, by, at: accounts.block_account(a, **g, by=by, at=at),
                "Le compte est bloqué.", form=forms.ReasonForm, tone="danger"),
        step_of(ACCOUNT, "archive_account",
                lambda a, _g, by, at: accounts.archive_account(a, by=by, at=at),
                "Le compte est archivé.", tone="",
                question="Ce compte ne servira plus. L’archiver ?"),
    )  # fmt: skip

    def find(self, user: User, **key: Any) -> LandlordAccount:
        rows = LandlordAccount.objects.visible_to(user).select_related(
            "landlord", "entered_by", "verified_by"
        )
        return get_object_or_404(rows, uid=key["uid"])

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:account", args=[target.uid])

    def context_of(self, target: Any) -> dict[str, Any]:
        return {
            **task_frame(self.request, f"Compte de {target.landlord.name}"),
            "account": target,
            "tone": TONES[target.state],
            "number": shown_number(target, self.request.user),
            "alerts": alerts_of(target),
        }


class OrderPage(StepPage):
    """One order: what it pays, to whom, why it may go on, who approved it."""

    rule = rules.BATCH_READER
    template = "secours_loyer/staff/order.html"
    steps = (
        step_of(ORDER, "check_order", lambda o, _g, by, at: orders.check_order(o, by=by, at=at),
                "L’ordre est contrôlé : il attend deux approbations."),
        Step("change_order", "Changer l’ordre", rules.FINANCE,
             lambda o, g, by, at: orders.change_order(o, **g, by=by, at=at),
             "L’ordre est changé.", lambda o, _u: o.state == OrderState.DRAFT,
             form=forms.ChangeOrderForm, tone=""),
        Step("approve_order", "Approuver ce paiement", rules.APPROVER,
             lambda o, g, by, at: orders.approve_order(o, **g, by=by, at=at),
             "Votre approbation est enregistrée.",
             lambda o, u: waiting_for(u).filter(pk=o.pk).exists(),
             form=forms.ApproveForm, fresh=True),
        step_of(ORDER, "mark_paid",
                lambda o, _g, by, at: returns.mark_paid(o.end_to_end_id, by=by, at=at),
                "Le paiement est noté, les lettres sont prêtes.",
                question="Le relevé montre ce paiement avec cette référence ?"),
        step_of(ORDER, "reject_order",
                lambda o, g, by, at: returns.reject_order(o.end_to_end_id, **g, by=by, at=at),
                "Le rejet est noté.", form=forms.ReturnForm, tone=""),
        step_of(ORDER, "return_order",
                lambda o, g, by, at: returns.return_order(o.end_to_end_id, **g, by=by, at=at),
                "Le retour est noté.", form=forms.ReturnForm, tone=""),
        step_of(ORDER, "rework_order", lambda o, _g, by, at: orders.rework_order(o, by=by, at=at),
                "L’ordre est repris, ses approbations sont annulées.", tone="",
                question="Les approbations données ne vaudront plus. Reprendre l’ordre ?"),
        step_of(ORDER, "cancel_order", lambda o, _g, by, at: orders.cancel_order(o, by=by, at=at),
                "L’ordre est annulé.", tone="danger",
                question="Rien n’est parti. Annuler cet ordre ?"),
    )  # fmt: skip

    def find(self, user: User, **key: Any) -> PaymentOrder:
        rows = PaymentOrder.objects.visible_to(user).select_related(
            "account__landlord",
            "account__verified_by",
            "batch",
            "prepared_by",
            "award__decision__signed_by",
            "award__decision__request__household",
            "award__decision__request__debt",
            "award__decision__request__instructor",
            "award__decision__request__tenancy__landlord",
        )
        return get_object_or_404(rows, uid=key["uid"])

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:order", args=[target.uid])

    def context_of(self, target: Any) -> dict[str, Any]:
        file = target.award.decision.request
        note_shown(self.request, [file], ["identity", "bank", "debts"])
        return {
            **task_frame(self.request, f"Ordre {target.end_to_end_id}"),
            "order": target,
            "file": file,
            "tone": TONES.get(target.state, "neutral"),
            "number": shown_number(target.account, self.request.user),
            "problems": problems_of(target, on=today())
            if target.state in (OrderState.DRAFT, OrderState.CHECKED, OrderState.APPROVED_ONCE)
            else [],
            "approvals": target.approvals.filter(round=target.round).select_related("approver"),
        }


class BatchPage(StepPage):
    """One batch: its lines, its total, its files."""

    rule = rules.BATCH_READER
    template = "secours_loyer/staff/batch.html"
    steps = (
        Step("put_in_batch", "Ajouter des ordres approuvés", rules.FINANCE,
             lambda b, g, by, at: batches.put_in_batch(b, g["orders"], by=by, at=at),
             "Les ordres sont dans le lot.", lambda b, _u: b.state == "ouvert",
             form=forms.LinesForm),
        Step("take_out_of_batch", "Retirer un ordre", rules.FINANCE,
             lambda _b, g, by, at: batches.take_out_of_batch(g["order"], by=by, at=at),
             "L’ordre est retiré du lot.",
             lambda b, _u: b.state == "ouvert" and b.orders.exists(),
             form=forms.TakeOutForm, tone=""),
        step_of(BATCH, "close_batch",
                lambda b, g, by, at: batches.close_batch(b, **g, by=by, at=at),
                "Le lot est clos.", form=forms.DateForm,
                unless=lambda b, _u: not b.orders.exists()),
        step_of(BATCH, "export_batch", lambda b, _g, by, at: export_batch(b, by=by, at=at),
                "Le lot est exporté : téléchargez ses fichiers.", fresh=True,
                question="Après l’export, rien ne change plus dans ce lot. L’exporter ?"),
        step_of(BATCH, "reopen_batch", lambda b, _g, by, at: batches.reopen_batch(b, by=by, at=at),
                "Le lot est rouvert.", tone=""),
    )  # fmt: skip

    def find(self, user: User, **key: Any) -> Batch:
        rows = Batch.objects.visible_to(user).select_related(
            "opened_by", "closed_by", "exported_by"
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
        return {
            **task_frame(self.request, f"Lot {target.number}"),
            "batch": target,
            "tone": TONES[target.state],
            "lines": [{"row": line, "tone": TONES.get(line.state, "neutral")} for line in lines],
            "total": sum(line.amount_cents for line in lines),
            "files": target.files.defer("content"),
            "may_download": rules.FINANCE.allows(self.request.user),
        }


class OpenBatch(View):
    """The form that opens a batch."""

    request: SignedInRequest
    rule = rules.FINANCE

    def get(self, request: SignedInRequest) -> HttpResponse:
        return self._show(forms.OpenBatchForm(target=None))

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = forms.OpenBatchForm(request.POST, target=None)
        if form.is_valid():
            try:
                batch = batches.open_batch(**form.cleaned_data, by=request.user, at=now())
            except Refused as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                return redirect("secours_loyer:batch", number=batch.number)
        return self._show(form)

    def _show(self, form: forms.OpenBatchForm) -> HttpResponse:
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
    orders = file.batch.orders.select_related("award__decision__request__household")
    note_shown(
        request, [one.award.decision.request for one in orders], ["identity", "bank", "debts"]
    )
    response = HttpResponse(bytes(file.content), content_type=file.media_type)
    attach(response, file.name)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def shown_number(account: LandlordAccount, user: User) -> str:
    """Whole for those who check or approve a payment, masked for everyone else."""
    whole = (rules.FINANCE | rules.APPROVER).allows(user)
    return display(account.iban) if whole else account.masked
