"""Writing a request, for an association and for the CCAS: kept at each try, filed when complete."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views import View

from actors import rules
from actors.actions.reading import note_reading
from actors.households.models import Household
from actors.households.queries.field_classes import classes_for
from actors.households.queries.search import search_households
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import Rule
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.drafts import discard_draft, file_draft, keep_draft
from secours_loyer.forms.request import RequestForm
from secours_loyer.models import RentRequest, RequestDraft
from secours_loyer.queries.drafts import is_taken
from secours_loyer.queries.household_budget import KnownBudget, known_budget
from secours_loyer.views.partner.frame import rent_frame
from secours_loyer.views.staff.frame import task_frame

TITLE = "Demander un secours loyer"
SHOWN = 20
BUDGET = "budget"
# What a button shows, kept first, and where it is on the page.
SHOWN_AT = {"mois": "mois", "menage": "ressources"}


class NewRequest(View):
    """GET shows an empty form; it is sent to the page of its own draft."""

    request: SignedInRequest
    rule: ClassVar[Rule] = rules.AGENT
    template: ClassVar[str] = "secours_loyer/partner/new.html"
    page: ClassVar[str] = "secours_loyer:own_request"
    drafts: ClassVar[str] = "secours_loyer:draft"
    listing: ClassVar[str] = "secours_loyer:own_requests"
    budgets: ClassVar[str] = "households:partner_budget"

    def frame(self) -> dict[str, Any]:
        return {**rent_frame(self.request.user), "title": TITLE}

    def get(self, request: HttpRequest) -> HttpResponse:
        form = RequestForm(user=self.request.user)
        form.choose(request.GET.get("menage", ""))
        form.start_at_home(today())
        return self.open(form, uuid.uuid4())

    def open(
        self, form: RequestForm, uid: uuid.UUID, draft: RequestDraft | None = None
    ) -> HttpResponse:
        """The form; at the CCAS, the search of a household comes first."""
        return self.show(form, uid, draft)

    def show(
        self,
        form: RequestForm,
        uid: uuid.UUID,
        draft: RequestDraft | None = None,
        *,
        status: int = 200,
    ) -> HttpResponse:
        if draft and draft.statement:
            form.tell_kept(draft.statement)
        budget = self._budget(form)
        # The list to choose from names households: each one was read.
        note_reading(
            form.households_offered(),
            by=self.request.user,
            at=now(),
            classes=["identity"],
            route=self.drafts,
            reason="choix du ménage",
        )
        if form.at_home:
            note_reading(
                [form.at_home],
                by=self.request.user,
                at=now(),
                classes=["housing"],
                route=self.drafts,
                reason="adresse reprise du dossier du ménage",
            )
        context = {
            **self.frame(),
            "form": form,
            "draft": draft,
            "budget": budget,
            "reads_budget": "resources" in classes_for(self.request.user),
            "send_to": reverse(self.drafts, args=[uid]),
            "discard": reverse(f"{self.drafts}_discard", args=[uid]) if draft else "",
            **self.choice(form, uid, draft),
        }
        return render(self.request, self.template, context, status=status)

    def _budget(self, form: RequestForm) -> KnownBudget | None:
        """What is known of the chosen household, for whoever reads amounts."""
        household = form.chosen()
        if household is None or "resources" not in classes_for(self.request.user):
            return None
        note_reading(
            [household.uid],
            by=self.request.user,
            at=now(),
            classes=["identity", "resources"],
            route=self.drafts,
            reason="ressources et charges de la demande",
        )
        return known_budget(household, on=today())

    def choice(
        self, _form: RequestForm, _uid: uuid.UUID, _draft: RequestDraft | None
    ) -> dict[str, Any]:
        """Which household was found, where the form does not list them."""
        return {}


class DraftPage(NewRequest):
    """GET takes a draft up again; POST files it, or keeps it whatever is wrong with it.

    What was filed under the same address answers with the request: sending twice files once.
    """

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponse:  # type: ignore[override]
        draft = self._draft(uid)
        if draft is None:
            return self._filed(uid) or _unknown()
        if draft.household:
            note_reading(
                [draft.household.uid],
                by=self.request.user,
                at=now(),
                classes=["identity", "housing", "debts"],
                route=self.drafts,
                reason="brouillon de demande",
            )
        form = RequestForm(user=self.request.user, initial=draft.typed)
        form.choose(request.GET.get("menage", ""))
        return self.open(form, uid, draft)

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
        if (filed := self._filed(uid)) is not None:
            return filed
        if self._draft(uid) is None and is_taken(uid):
            raise Http404
        form = RequestForm(request.POST, request.FILES, user=self.request.user)
        form.is_valid()
        gesture = request.POST.get("geste", "")
        if gesture == "brouillon":
            return self._keep(form, uid)
        if gesture in SHOWN_AT or gesture == BUDGET:
            return self._keep_and_go(form, uid, gesture)
        draft = self._draft(uid)
        form.need_statement(kept=draft is not None and draft.statement_id is not None)
        if form.is_valid():
            try:
                made = file_draft(uid, **form.request(), by=self.request.user, at=now())
            except Refused as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, f"{made.number} est déposée : le CCAS va l’étudier.")
                return redirect(self.page, uid=uid)
        if (filed := self._filed(uid)) is not None:
            return filed
        # An empty form that is sent by mistake is nothing to keep.
        kept = self._kept(form, uid) if draft is not None or not form.is_blank() else None
        return self.show(form, uid, kept, status=422)

    def _keep(self, form: RequestForm, uid: uuid.UUID) -> HttpResponse:
        """Kept on demand: nothing is checked but the file."""
        draft = self._kept(form, uid)
        problem = form.errors.get("statement")
        if problem and not draft.statement:
            messages.error(self.request, f"Le brouillon est gardé, sans le décompte. {problem[0]}")
            return redirect(self.drafts, uid=uid)
        messages.success(self.request, "Le brouillon est gardé : reprenez-le quand vous voulez.")
        return redirect(self.listing)

    def _keep_and_go(self, form: RequestForm, uid: uuid.UUID, gesture: str) -> HttpResponse:
        """Kept, then the part of the page that was asked for, or the household's budget."""
        draft, page = self._kept(form, uid), reverse(self.drafts, args=[uid])
        if (problem := form.errors.get("statement")) and not draft.statement:
            messages.error(self.request, f"Le décompte n’est pas gardé. {problem[0]}")
        if gesture == BUDGET and draft.household is not None:
            messages.info(
                self.request, "La demande est gardée en brouillon : vous y revenez ensuite."
            )
            back = urlencode({"retour": f"{page}#ressources"})
            return redirect(f"{reverse(self.budgets, args=[draft.household.uid])}?{back}")
        return redirect(f"{page}#{SHOWN_AT.get(gesture, 'ressources')}")

    def _kept(self, form: RequestForm, uid: uuid.UUID) -> RequestDraft:
        kept = {**form.draft(), "by": self.request.user, "at": now()}
        try:
            return keep_draft(uid, **kept, statement=form.upload())
        except Refused as refusal:
            form.refuse(refusal)
            return keep_draft(uid, **kept)

    def _draft(self, uid: uuid.UUID) -> RequestDraft | None:
        rows = RequestDraft.objects.visible_to(self.request.user)
        return rows.select_related("household", "statement").filter(uid=uid).first()

    def _filed(self, uid: uuid.UUID) -> HttpResponse | None:
        rows = RentRequest.objects.visible_to(self.request.user)
        return redirect(self.page, uid=uid) if rows.filter(uid=uid).exists() else None


class DiscardDraft(View):
    """Throw a draft away."""

    request: SignedInRequest
    rule: ClassVar[Rule] = rules.AGENT
    listing: ClassVar[str] = "secours_loyer:own_requests"

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
        draft = get_object_or_404(RequestDraft.objects.visible_to(self.request.user), uid=uid)
        discard_draft(draft, by=self.request.user, at=now())
        messages.success(request, "Le brouillon est supprimé.")
        return redirect(self.listing)


class _ByStaff:
    """The CCAS writes it for a household that came by itself."""

    request: Any
    rule = rules.FILE_WRITER
    template = "secours_loyer/staff/new.html"
    page = "secours_loyer:file"
    drafts = "secours_loyer:staff_draft"
    listing = "secours_loyer:board"
    budgets = "households:budget"

    def frame(self) -> dict[str, Any]:
        return task_frame(self.request, TITLE)

    def open(
        self, form: RequestForm, uid: uuid.UUID, draft: RequestDraft | None = None
    ) -> HttpResponse:
        wanted = self.request.GET.get("autre") or (draft is None and form.chosen() is None)
        return self.search() if wanted else self.show(form, uid, draft)  # type: ignore[attr-defined]

    def choice(
        self, form: RequestForm, uid: uuid.UUID, draft: RequestDraft | None
    ) -> dict[str, Any]:
        page = (
            reverse(self.drafts, args=[uid])
            if draft
            else reverse("secours_loyer:staff_new_request")
        )
        return {"chosen": form.chosen(), "choose_again": f"{page}?autre=1"}

    def search(self) -> HttpResponse:
        """Households found by number, name or birth date; each one shown was read."""
        typed = self.request.GET.get("q", "").strip()
        rows = Household.objects.visible_to(self.request.user).order_by("name", "number")
        found = list(search_households(rows, typed)[: SHOWN + 1]) if typed else []
        note_reading(
            [home.uid for home in found[:SHOWN]],
            by=self.request.user,
            at=now(),
            classes=["identity"],
            route=self.drafts,
            reason="choix du ménage",
        )
        context = {
            **self.frame(),
            "typed": typed,
            "found": found[:SHOWN],
            "more": len(found) > SHOWN,
        }
        return render(self.request, "secours_loyer/staff/choose_household.html", context)


class StaffNewRequest(_ByStaff, NewRequest):
    """The empty form, in the admin."""


class StaffDraftPage(_ByStaff, DraftPage):
    """A draft, in the admin."""


class StaffDiscardDraft(_ByStaff, DiscardDraft):
    """Throwing one away, in the admin."""


def _unknown() -> HttpResponse:
    raise Http404
