"""Letters on paper: the list, one file of those that are ticked, and that they left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property

from actors import rules
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.lists import ListPage
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.posting import hold_back_letters, post_letters, print_letters
from secours_loyer.forms.steps.posting import HoldBackForm, LettersForm, PostLettersForm
from secours_loyer.models import CommissionSession, Letter
from secours_loyer.queries.letters_out_of_date import out_of_date
from secours_loyer.queries.posting import (
    WAITING,
    address_problem,
    addressee_of,
    in_delivery_order,
    letters_of_session,
    letters_on_paper,
)
from secours_loyer.views.staff.frame import note_shown, task_frame
from secours_loyer.views.staff.session_papers import pdf

TITLE = "Lettres"
NAMED = ("identity", "housing")


class LetterList(ListPage):
    """`?etat=` keeps those that wait for the printer or the post; `?seance=`, those of a session.

    A refused form comes back with the boxes as they were ticked.
    """

    request: SignedInRequest
    rule = rules.AID_READER
    template_name = "secours_loyer/staff/letters.html"
    search = ("request__number", "request__household__name", "request__tenancy__landlord__name")
    paginate_by = 100

    def rows(self) -> QuerySet[Letter]:
        kept = letters_on_paper(self.request.user).filter(WAITING[self.chosen][1])
        if not self.asked:
            return kept
        return kept.filter(letters_of_session(self.session)) if self.session else kept.none()

    @property
    def asked(self) -> str:
        """The number of the session whose letters are wanted, or nothing."""
        return self.request.GET.get("seance", "")

    @property
    def chosen(self) -> str:
        wanted = self.request.GET.get("etat", "toutes" if self.asked else "")
        return wanted if wanted in WAITING else ""

    @cached_property
    def session(self) -> CommissionSession | None:
        """That session, if this person may see it."""
        sessions = CommissionSession.objects.visible_to(self.request.user)
        return sessions.filter(number=self.asked).first() if self.asked else None

    def rows_shown(self, rows: Sequence[Letter]) -> None:
        self.note([row for row in rows if not hasattr(row, "held_back")], NAMED)
        self.note([row for row in rows if hasattr(row, "held_back")], (*NAMED, "content"))

    def note(self, rows: Sequence[Letter], classes: Sequence[str]) -> None:
        """Keep in the access log whose letters are shown or taken away."""
        note_shown(self.request, [row.request for row in rows], classes)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        sent = self.request.POST if self.request.method == "POST" else None
        ticked = set(sent.getlist("letters")) if sent is not None else None
        form = context.get("form")
        rows = in_delivery_order(context["page_obj"].object_list)
        stale = out_of_date(rows)
        return {
            **task_frame(self.request, TITLE),
            **context,
            "lines": [_line(row, ticked, stale.get(row.pk, "")) for row in rows],
            "stale": len(stale),
            "posting": form if isinstance(form, PostLettersForm) else _blank(sent),
            "holding": form if isinstance(form, HoldBackForm) else _not_held(sent),
            "session": self.session,
            "asked": self.asked,
            "states": [(code, label) for code, (label, _) in WAITING.items()],
            "chosen": self.chosen,
            "may_send": rules.LETTER_SENDER.allows(self.request.user),
            "may_address": rules.FILE_WRITER.allows(self.request.user),
            "address": self.request.GET.urlencode(),
            "query": f"{context['kept']}&" if context["kept"] else "",
        }

    def back(self) -> HttpResponse:
        """To the same list, once it is done."""
        query, address = self.request.GET.urlencode(), reverse("secours_loyer:letters")
        return HttpResponseRedirect(f"{address}?{query}" if query else address)

    def refuse(self, form: LettersForm) -> HttpResponse:
        """The list as it was, what was ticked and what to correct."""
        self.object_list = self.get_queryset()
        context = self.get_context_data(form=form, refused=True)
        return self.render_to_response(context, status=422)


def _blank(sent: QueryDict | None) -> PostLettersForm:
    """Not sent, or sent with the other button: what was typed there stays."""
    typed = {name: sent[name] for name in ("sent_on", "way") if name in sent} if sent else {}
    return PostLettersForm(rows=Letter.objects.none(), on=today(), initial=typed)


def _not_held(sent: QueryDict | None) -> HoldBackForm:
    typed = {"reason": sent["reason"]} if sent and "reason" in sent else {}
    return HoldBackForm(rows=Letter.objects.none(), initial=typed)


def _line(letter: Letter, ticked: set[str] | None, stale: str) -> dict[str, Any]:
    """`stale`: why it no longer holds; such a letter is ticked by hand alone."""
    held = getattr(letter, "held_back", None)
    posting = getattr(letter, "posting", None)
    printed = getattr(letter, "printed_at", None)
    said, tone, day = "À imprimer", "warning", None
    if posting is not None:
        said, tone, day = posting.get_way_display(), "success", posting.sent_on
    elif held is not None:
        said, tone, day = "Non envoyée", "neutral", paris_day(held.at)
    elif printed is not None:
        said, tone, day = "Imprimée", "info", paris_day(printed)
    return {
        "row": letter,
        "addressee": addressee_of(letter),
        "address": address_problem(letter) if posting is None else "",
        "said": said,
        "tone": tone,
        "day": day,
        "stale": stale,
        "why": held.reason if held is not None and posting is None else "",
        "ticked": not (letter.left or stale) if ticked is None else str(letter.pk) in ticked,
    }


class PrintLetters(LetterList):
    """The letters that are ticked, in one file; who took it is kept."""

    rule = rules.LETTER_SENDER

    def get(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("secours_loyer:letters"))

    def post(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        user = self.request.user
        form = LettersForm(self.request.POST, rows=letters_on_paper(user))
        if form.is_valid():
            chosen, at = list(form.cleaned_data["letters"]), now()
            try:
                joined = print_letters(chosen, by=user, at=at)
            except Refused as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                self.note(chosen, ("identity", "housing", "content"))
                return pdf(joined, f"lettres-{paris_day(at):%Y-%m-%d}.pdf")
        return self.refuse(form)


class PostLetters(LetterList):
    """The letters that are ticked left, all on one day."""

    rule = rules.LETTER_SENDER

    def get(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("secours_loyer:letters"))

    def post(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        user = self.request.user
        form = PostLettersForm(self.request.POST, rows=letters_on_paper(user), on=today())
        if form.is_valid():
            try:
                posted = post_letters(**form.cleaned_data, by=user, at=now())
            except Refused as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                many = "s" if len(posted) > 1 else ""
                messages.success(
                    self.request, f"{len(posted)} lettre{many} notée{many} partie{many}."
                )
                return self.back()
        return self.refuse(form)


class HoldBackLetters(LetterList):
    """The letters that are ticked do not leave, and why."""

    rule = rules.LETTER_SENDER

    def get(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("secours_loyer:letters"))

    def post(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        form = HoldBackForm(self.request.POST, rows=letters_on_paper(self.request.user))
        if form.is_valid():
            try:
                held = hold_back_letters(**form.cleaned_data, by=self.request.user, at=now())
            except Refused as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                many = "s" if len(held) > 1 else ""
                told = f"{len(held)} lettre{many} notée{many} « non envoyée{many} »."
                messages.success(self.request, told)
                return self.back()
        return self.refuse(form)
