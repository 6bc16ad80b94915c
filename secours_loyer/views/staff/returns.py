"""What came back from the bank or the accountant: import, files, lines, quarantine."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actors import rules
from actors.models import User
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import attach, ruled
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import short_date
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import return_quarantine
from secours_loyer.actions.return_import import apply_lines, import_returns
from secours_loyer.forms.steps.returns import DismissForm, ImportForm, ProposeForm
from secours_loyer.models import ReturnFile, ReturnKind, ReturnLine
from secours_loyer.queries.put_aside import two_words
from secours_loyer.queries.returns import answer_of, counts_of, direction_of, file_of, orders_of
from secours_loyer.queries.sums_received import apart_words
from secours_loyer.queries.words import TONES
from secours_loyer.states import RETURN, ReturnState
from secours_loyer.views.staff.frame import note_shown, task_frame
from secours_loyer.views.staff.list_page import StaffList
from secours_loyer.views.staff.step_page import Step, StepPage, step_of

SHOWN = 50


class ReturnList(StaffList):
    """Every line of every file, newest file first."""

    rule = rules.BATCH_READER
    title = "Retours de la banque et du comptable"
    states = ReturnState
    search = ("reference", "file__name", "text", "bank_reference")
    heads = (
        *(("Référence", False), ("Réponse", False), ("Date", False)),
        *(("Montant", True), ("Ce qui ne va pas", False), ("État", False)),
    )

    def base(self) -> QuerySet[Any]:
        return ReturnLine.objects.visible_to(self.request.user)

    def cells(self, row: ReturnLine) -> list[dict[str, Any]]:
        return [
            {
                "text": row.reference or "Sans référence",
                "url": reverse("secours_loyer:return_line", args=[row.uid]),
            },
            {"text": answer_of(row)},
            {"text": f"{row.booked_on:%d/%m/%Y}" if row.booked_on else ""},
            {"text": _amount(row), "numeric": True},
            {"text": row.get_problem_display()},
            {"text": row.get_state_display(), "tone": TONES[row.state]},
        ]


@ruled(rules.FINANCE)
@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: SignedInRequest) -> HttpResponse:
    """Choose the file; asked before it is chosen, so that nothing is chosen twice: the code."""
    raise_if_reauthentication_required(request, app="secours_loyer")
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            content = sent.read()
            known = file_of(content)
            file = import_returns(content, name=sent.name, by=request.user, at=now())
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            told = "Le fichier est importé : voici ce qu’il a fait."
            if known is not None:
                told = f"Ce fichier a déjà été importé le {short_date(known.received_at)}."
            messages.success(request, told)
            return redirect("secours_loyer:return_file", uid=file.uid)
    files = ReturnFile.objects.visible_to(request.user).select_related("received_by")
    context = {
        **task_frame(request, "Importer des retours", _back()),
        "form": form,
        "files": files.defer("content")[:20],
    }
    status = 422 if form.is_bound else 200
    return render(request, "secours_loyer/staff/return_import.html", context, status=status)


@ruled(rules.FINANCE)
@require_safe
def received_file(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """The bytes as they came; they may name every landlord and household of a batch."""
    raise_if_reauthentication_required(request, app="secours_loyer")
    file = get_object_or_404(ReturnFile.objects.visible_to(request.user), uid=uid)
    rows = [one.award.decision.request for one in orders_of(file)]
    note_shown(request, rows, ["identity", "bank", "debts"])
    media_type = "text/csv" if file.kind == ReturnKind.STATUS else "application/xml"
    response = HttpResponse(bytes(file.content), content_type=media_type)
    attach(response, file.name)
    response.headers["Cache-Control"] = "no-store, private"
    return response


class ReturnFilePage(StepPage):
    """One file: what its lines did, and those that wait for people."""

    rule = rules.BATCH_READER
    template = "secours_loyer/staff/return_file.html"
    steps = (
        Step("finish_import", "Finir l’import", rules.FINANCE,
             lambda f, _g, by, at: apply_lines(f, by=by, at=at), "Toutes les lignes sont lues.",
             lambda f, _u: f.lines.filter(state=ReturnState.READ).exists(), repeats=True),
    )  # fmt: skip

    def find(self, user: User, **key: Any) -> ReturnFile:
        rows = ReturnFile.objects.visible_to(user).select_related("received_by").defer("content")
        return get_object_or_404(rows, uid=key["uid"])

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:return_file", args=[target.uid])

    def context_of(self, target: Any) -> dict[str, Any]:
        waiting = target.lines.filter(state=ReturnState.QUARANTINED).order_by("rank")
        return {
            **task_frame(self.request, str(target), _back()),
            "file": target,
            "counts": counts_of(target),
            "may_download": rules.FINANCE.allows(self.request.user),
            "waiting": list(waiting[:SHOWN]),
        }


def _waits_for_another(line: ReturnLine, user: User) -> bool:
    """Two people put it aside, and this one may not be the second."""
    return bool(two_words(line)) and line.aside_by_id in (None, user.pk)


def _by_two(line: ReturnLine) -> str:
    """Why one person alone is not enough for this line, or nothing."""
    return two_words(line) or apart_words(line)


class ReturnLinePage(StepPage):
    """One line: what it says, the order it is about, and how people resolve it."""

    rule = rules.BATCH_READER
    template = "secours_loyer/staff/return_line.html"
    steps = (
        step_of(RETURN, "settle_line",
                lambda r, _g, by, at: return_quarantine.settle_line(r, by=by, at=at),
                "La ligne est réglée.",
                question="Vous avez vérifié que ce mouvement est bien celui de cet ordre ?",
                unless=lambda r, u: r.proposed_by_id in (None, u.pk), fresh=True),
        Step("propose_order", "Proposer un ordre", rules.APPROVER,
             lambda r, g, by, at: return_quarantine.propose_order(r, **g, by=by, at=at),
             "L’ordre est proposé : une autre personne règle la ligne.",
             lambda r, _u: r.state == ReturnState.QUARANTINED, form=ProposeForm, tone=""),
        Step("propose_dismissal", "Proposer d’écarter la ligne", rules.APPROVER,
             lambda r, g, by, at: return_quarantine.propose_dismissal(r, **g, by=by, at=at),
             "C’est proposé : une autre personne écarte la ligne.",
             lambda r, _u: r.state == ReturnState.QUARANTINED and bool(_by_two(r)),
             form=DismissForm, tone=""),
        step_of(RETURN, "dismiss_line",
                lambda r, g, by, at: return_quarantine.dismiss_line(r, **g, by=by, at=at),
                "La ligne est écartée.", form=DismissForm, tone="",
                unless=_waits_for_another),
    )  # fmt: skip

    def find(self, user: User, **key: Any) -> ReturnLine:
        rows = (
            ReturnLine.objects.visible_to(user)
            .select_related(
                *("file", "proposed_by", "resolved_by", "aside_by"),
                "order__award__decision__request__household",
            )
            .defer("file__content")
        )
        return get_object_or_404(rows, uid=key["uid"])

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:return_line", args=[target.uid])

    def context_of(self, target: Any) -> dict[str, Any]:
        if target.order:
            note_shown(self.request, [target.order.award.decision.request], ["debts"])
        return {
            **task_frame(self.request, target.reference or "Ligne sans référence", _back()),
            "line": target,
            "tone": TONES[target.state],
            "amount": _amount(target),
            "direction": direction_of(target),
            "answer": answer_of(target),
            "by_two": _by_two(target) if target.state == ReturnState.QUARANTINED else "",
        }


def _back() -> tuple[str, str]:
    return ("Retours", reverse("secours_loyer:returns"))


def _amount(line: ReturnLine) -> str:
    """As the file says it; another currency is never shown as euros."""
    if line.amount_cents is None:
        return "illisible"
    shown = format_cents(line.amount_cents)
    return shown if line.currency == "EUR" else f"{shown[:-1]}{line.currency}"
