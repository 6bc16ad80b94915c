"""Accounts and roles: the administrator opens, gives, takes back and closes; nobody else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest

from actors import rules
from actors.actions.accounts import close_account, grant_role, revoke_role
from actors.actions.colleagues import tell_again, welcome_colleague
from actors.forms.accounts import NewAccountForm, NewRoleForm
from actors.models import RoleGrant, User
from actors.queries.one_person import look_alikes
from actors.roles import Role
from actors.staff_buttons import ActionButtons, Button
from actors.staff_written_once import WrittenOnce
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.names import folded


class HoldsRole(admin.SimpleListFilter):
    """Accounts by the role they hold now."""

    title = "rôle"
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(role.value, role.label) for role in Role]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        chosen: QuerySet[Any] = queryset
        if self.value():
            holders = RoleGrant.objects.live().filter(role=self.value()).order_by()
            chosen = queryset.filter(pk__in=holders.values("user"))
        return chosen


def alike_accounts(user: User) -> str:
    """The other accounts that look like this person’s, and what it means."""
    others = look_alikes(user)
    if not others:
        return "Aucun"
    told = " ; ".join(
        f"{one} ({one.email}, {'ouvert' if one.is_active else 'fermé'})" for one in others
    )
    return (
        f"{told}. Une seule personne, semble-t-il : ce que l’un fait, l’autre ne le contrôle pas. "
        "Fermez le compte de trop, ou écrivez dans « Comptes de deux personnes » comment on sait "
        "qu’elles sont deux."
    )


def is_open(user: User) -> bool:
    """The account can still sign in."""
    return user.is_active


@admin.register(User)
class UserAdmin(WrittenOnce, ActionButtons):
    """Opening and closing accounts; volunteers are corrected in their own record."""

    new_form = NewAccountForm
    view_rule = rules.ADMINISTRATOR
    change_rule = rules.ADMINISTRATOR
    add_rule = rules.ADMINISTRATOR
    add_form_template = "admin/change_form.html"
    list_display = ("last_name", "first_name", "email", "live_roles", "is_active", "last_login")
    list_filter = (HoldsRole, "is_active")
    search_fields = ("sort_key",)
    search_help_text = "Nom, avec ou sans accents, ou adresse e-mail."
    ordering = ("sort_key", "first_name", "pk")
    buttons = (
        Button(
            "renvoyer",
            "Renvoyer l’e-mail de bienvenue",
            tell_again,
            "L’e-mail est parti.",
            shown=is_open,
        ),
        Button(
            "fermer",
            "Fermer le compte",
            close_account,
            "Le compte est fermé : ses rôles et ses connexions ont pris fin.",
            question="La personne perd tous ses rôles et est déconnectée tout de suite.",
            tone="danger",
            shown=is_open,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        live = Prefetch("role_grants", RoleGrant.objects.live().order_by("pk"), to_attr="live")
        return super().get_queryset(request).prefetch_related(live)

    @admin.display(description="rôles")
    def live_roles(self, user: Any) -> str:
        return ", ".join(grant.get_role_display() for grant in user.live) or "–"

    @admin.display(description="comptes semblables")
    def alike(self, user: Any) -> str:
        return alike_accounts(user)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        for word in folded(search_term).split():
            queryset = queryset.filter(
                Q(sort_key__contains=word)
                | Q(first_name__unaccent__istartswith=word)
                | Q(email__startswith=word)
            )
        return queryset, False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        if obj is None:
            return ["email", "first_name", "last_name", "phone", "role", "team"]
        shown = ["email", "first_name", "last_name", "phone", "live_roles", "alike"]
        return [*shown, "is_active", "last_login", "created_at"]

    def save_model(
        self,
        request: HttpRequest,
        obj: User,
        form: forms.ModelForm[User],
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        if change:
            return
        typed = {name: form.cleaned_data[name] for name in self.get_fields(request)}
        opened = welcome_colleague(**typed, by=request.user, at=now())  # type: ignore[arg-type]
        obj.pk = opened.pk


def take_back(grant: RoleGrant, *, by: User, at: Any) -> None:
    """The button's form of `revoke_role`."""
    revoke_role(grant.user, grant.role, by=by, at=at)


@admin.register(RoleGrant)
class RoleGrantAdmin(WrittenOnce, ActionButtons):
    """Who holds or held which role; a grant is never edited."""

    new_form = NewRoleForm
    view_rule = rules.ADMINISTRATOR | rules.AUDITOR
    change_rule = rules.ADMINISTRATOR
    add_rule = rules.ADMINISTRATOR
    add_form_template = "admin/change_form.html"
    list_display = ("user", "role", "team", "granted_at", "granted_by", "revoked_at")
    list_filter = ("role", ("revoked_at", admin.EmptyFieldListFilter))
    list_select_related = ("user", "granted_by")
    search_fields = ("user__sort_key", "user__email")
    ordering = ("-granted_at", "-pk")
    buttons = (
        Button(
            "retirer",
            "Retirer ce rôle",
            take_back,
            "Le rôle est retiré ; la personne est déconnectée tout de suite.",
            question="La personne perd ce rôle et est déconnectée tout de suite.",
            tone="danger",
            shown=lambda grant: grant.revoked_at is None,
        ),
    )

    @admin.display(description="comptes semblables")
    def alike(self, grant: Any) -> str:
        return alike_accounts(grant.user)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        if obj is None:
            return ["email", "role", "team"]
        return ["user", "alike", "role", "team", "granted_at", "granted_by", "revoked_at"]

    def save_model(
        self,
        request: HttpRequest,
        obj: RoleGrant,
        form: forms.ModelForm[RoleGrant],
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        if not change:
            by: Any = request.user
            if look_alikes(obj.user):
                messages.warning(request, f"Comptes semblables : {alike_accounts(obj.user)}")
            given = grant_role(obj.user, obj.role, team=obj.team, by=by, at=now())
            obj.pk = given.pk
