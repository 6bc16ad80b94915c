"""Opening a file: people, home, and the explicit answer when households resemble."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from actors import rules
from actors.households.actions.opening import open_household
from actors.households.forms.household import (
    AccompanimentForm,
    HousingForm,
    NewHouseholdForm,
    NoDuplicateForm,
    PeopleFormSet,
    PersonForm,
)
from actors.households.models import Household
from actors.households.queries.duplicates import Candidate, find_duplicates
from actors.households.views.frame import PARTNER, STAFF, Surface, note_shown
from actors.models import OrganisationKind
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import Rule
from reims_solidarite.kit.transitions import Refused

MORE = "autre_personne"


class OpenHousehold(View):
    """The staff's page; without JavaScript, « Ajouter une personne » draws one more line."""

    request: SignedInRequest
    rule: ClassVar[Rule] = rules.FILE_WRITER
    surface: ClassVar[Surface] = STAFF
    title: ClassVar[str] = "Ouvrir un dossier de ménage"

    def get(self, request: SignedInRequest) -> HttpResponse:
        return self.draw(*self.forms(None))

    def post(self, request: SignedInRequest) -> HttpResponse:
        data = request.POST.copy()
        if MORE in data:
            data["people-TOTAL_FORMS"] = str(_count(data.get("people-TOTAL_FORMS")) + 1)
            return self.draw(*self.forms(data, check=False))
        forms, people = self.forms(data)
        valid = [form.is_valid() for form in (*forms.values(), people)]
        if not all(valid):
            return self.draw(forms, people)
        members = [form.person() for form in people if isinstance(form, PersonForm)]
        try:
            household = open_household(
                **forms["identity"].cleaned_data,
                members=members,
                housing=forms["home"].housing(),
                no_duplicate=forms["choice"].cleaned_data["no_duplicate"],
                **(forms["follow"].cleaned_data if "follow" in forms else {}),
                by=request.user,
                at=now(),
            )
        except Refused as refusal:
            forms["identity"].add_error(None, refusal.message)
            found = find_duplicates(members, user=request.user)
            readable = [candidate for candidate in found if candidate.readable]
            note_shown(request, [candidate.household for candidate in readable], ("identity",))
            return self.draw(forms, people, readable)
        return self.opened(household)

    def opened(self, household: Household) -> HttpResponse:
        messages.success(self.request, f"Le dossier {household.number} est ouvert.")
        return redirect(self.surface.url("detail", household.uid))

    def forms(
        self, data: Any, *, check: bool = True
    ) -> tuple[dict[str, Any], BaseFormSet[PersonForm]]:
        """Every form of the page; unchecked ones show what was typed without its errors."""
        forms: dict[str, Any] = {
            "identity": NewHouseholdForm(data, prefix="menage"),
            "home": HousingForm(data, prefix="logement"),
            "choice": NoDuplicateForm(data, prefix="choix"),
        }
        if self.surface is PARTNER:
            own = frozenset(
                m.organisation_id
                for m in self.request.user.memberships
                if m.organisation.kind != OrganisationKind.LANDLORD
            )
            forms["follow"] = AccompanimentForm(data, prefix="suivi", own=own)
        people = PeopleFormSet(data, prefix="people")
        if not check:
            for form in (*forms.values(), *people):
                form._errors = {}  # noqa: SLF001 - typed so far, not yet sent
        return forms, people

    def draw(
        self,
        forms: dict[str, Any],
        people: BaseFormSet[PersonForm],
        candidates: list[Candidate] | None = None,
    ) -> HttpResponse:
        context = self.surface.context(
            self.request,
            self.title,
            forms=forms,
            people=people,
            candidates=candidates or [],
            more=MORE,
            faulty=[form for form in (*people, *forms.values()) if form.errors],
            surface=self.surface,
        )
        return render(self.request, "households/open.html", context)


class PartnerOpenHousehold(OpenHousehold):
    """« Accompagner un ménage »: the file opens with the association's accompaniment."""

    rule = rules.AGENT
    surface = PARTNER
    title = "Accompagner un ménage"


def _count(typed: str | None) -> int:
    """How many people the page drew, whatever was sent."""
    return min(int(typed), 14) if typed and typed.isascii() and typed.isdigit() else 1
