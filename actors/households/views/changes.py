"""Changing a household: identity, people, home, budget."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404

from actors import rules
from actors.households.actions import composition
from actors.households.actions.amounts import open_amounts, set_budget
from actors.households.actions.housing import move_house
from actors.households.actions.opening import change_identity, identity_of
from actors.households.forms.budget import BudgetForm
from actors.households.forms.household import (
    ChangeIdentityForm,
    LeavingForm,
    MemberForm,
    MoveForm,
    ReturnForm,
)
from actors.households.models import Charge, HouseholdMember, Housing, Resource
from actors.households.views.form_page import HouseholdFormPage
from actors.households.views.frame import PARTNER
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.seen import marks


class ChangeIdentity(HouseholdFormPage):
    """Name, telephone, e-mail."""

    form_class = ChangeIdentityForm
    title = "Nom et coordonnées"
    done = "Nom et coordonnées enregistrés."

    def get_initial(self) -> dict[str, Any]:
        shown = identity_of(self.household)
        return {**shown, "seen": marks(shown)}

    def act(self, form: ChangeIdentityForm, at: datetime) -> None:
        change_identity(self.household, **form.cleaned_data, by=self.request.user, at=at)


class AddMember(HouseholdFormPage):
    """Somebody joins."""

    form_class = MemberForm
    title = "Ajouter une personne"
    done = "La personne fait partie du ménage."

    def get_initial(self) -> dict[str, Any]:
        return {"since": today()}

    def act(self, form: MemberForm, at: datetime) -> None:
        composition.add_member(
            self.household,
            form.person(),
            since=form.cleaned_data["since"],
            by=self.request.user,
            at=at,
        )


class MemberPage(HouseholdFormPage):
    """A page about one stay in the household."""

    @cached_property
    def member(self) -> HouseholdMember:
        stays = HouseholdMember.objects.filter(household=self.household)
        return get_object_or_404(stays.select_related("person", "household"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "lead": str(self.member)}


class EndMember(MemberPage):
    """Somebody leaves."""

    form_class = LeavingForm
    title = "Noter un départ"
    done = "Le départ est noté."

    def act(self, form: LeavingForm, at: datetime) -> None:
        until = form.cleaned_data["until"]
        composition.end_member(self.member, until=until, by=self.request.user, at=at)


class WelcomeBack(MemberPage):
    """Somebody comes back."""

    form_class = ReturnForm
    title = "Noter un retour"
    done = "Le retour est noté."

    def act(self, form: ReturnForm, at: datetime) -> None:
        since = form.cleaned_data["since"]
        composition.welcome_back(self.member, since=since, by=self.request.user, at=at)


class Move(HouseholdFormPage):
    """A new home."""

    form_class = MoveForm
    title = "Logement"
    lead = "Le logement précédent se termine le jour de l’entrée dans le nouveau."
    done = "Le logement est enregistré."
    shown_classes = ("identity", "housing")

    def get_initial(self) -> dict[str, Any]:
        home = Housing.objects.on(today()).filter(household=self.household).first()
        if home is None:
            return {}
        names = ("kind", "address", "postcode", "city", "district")
        return {name: getattr(home, name) for name in names}

    def act(self, form: MoveForm, at: datetime) -> None:
        since = form.cleaned_data["since"]
        move_house(self.household, form.housing(), since=since, by=self.request.user, at=at)


class PartnerMove(Move):
    """The same, by the association that accompanies the household."""

    rule = rules.AGENT
    surface = PARTNER


class Budget(HouseholdFormPage):
    """Resources and charges, stated together from one day on."""

    rule = rules.HOUSEHOLD_AMOUNTS_WRITER
    form_class = BudgetForm
    template_name = "households/budget.html"
    title = "Ressources et charges"
    lead = "Laissez vide ce que le ménage n’a pas. L’ancien montant reste dans l’historique."
    done = "Ressources et charges enregistrées."
    shown_classes = ("identity", "resources")

    def get_form_kwargs(self) -> dict[str, Any]:
        known: dict[str, int] = {}
        for prefix, model in (("resource", Resource), ("charge", Charge)):
            rows = model.objects.on(today()).filter(household=self.household, monthly_cents__gt=0)
            known |= {f"{prefix}-{row.kind}": row.monthly_cents for row in rows}
        return {
            **super().get_form_kwargs(),
            "known": known,
            "initial": {"since": today(), "seen": marks(open_amounts(self.household))},
        }

    def act(self, form: BudgetForm, at: datetime) -> None:
        set_budget(
            self.household,
            resources=form.amounts("resource"),
            charges=form.amounts("charge"),
            since=form.cleaned_data["since"],
            seen=form.cleaned_data["seen"],
            by=self.request.user,
            at=at,
        )


class PartnerBudget(Budget):
    """The same, by the association that accompanies the household."""

    rule = rules.AGENT
    surface = PARTNER
