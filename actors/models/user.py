"""The account of a person: an e-mail address, a name, and the roles they hold."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import ClassVar

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from actors.models.membership import Membership
from actors.models.role_grant import RoleGrant
from actors.no_address import has_none
from actors.roles import STAFF_ROLES
from reims_solidarite.kit.names import Unaccent
from reims_solidarite.kit.walls import Wall, refuse

# Letters of another alphabet imitate ours: a name of two alphabets hides whose it is.
ONE_ALPHABET = f"""
    IF TG_OP = 'UPDATE' AND (NEW.first_name, NEW.last_name) = (OLD.first_name, OLD.last_name)
    THEN RETURN NEW;
    END IF;
    IF NEW.first_name || NEW.last_name ~ '[A-Za-z\\u00c0-\\u024f]'
       AND NEW.first_name || NEW.last_name
           ~ '[\\u0370-\\u03ff\\u0400-\\u052f\\u0531-\\u0587\\u13a0-\\u13ff]'
    THEN {refuse("user_name_one_alphabet", "letters of two alphabets")}
    END IF;
    RETURN NEW;
"""


class UserManager(BaseUserManager["User"]):
    """Accounts are found by e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """One person who signs in. `session_epoch` rises when rights change: every session ends."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("email", "first_name", "last_name", "phone", "sort_key"),
        "technical": (
            "id",
            "password",
            "last_login",
            "is_active",
            "is_demo",
            "session_epoch",
            "created_at",
        ),
    }

    email = models.EmailField("adresse e-mail", unique=True)
    first_name = models.CharField("prénom", max_length=80)
    last_name = models.CharField("nom", max_length=80)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    is_active = models.BooleanField("compte ouvert", default=True)
    is_demo = models.BooleanField("compte de démonstration", default=False)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField("créé le", editable=False)
    sort_key = models.GeneratedField(
        expression=Lower(Unaccent(F("last_name"))),
        output_field=models.CharField(max_length=100),
        db_persist=True,
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = "compte"
        verbose_name_plural = "comptes"
        ordering = ["sort_key", "first_name", "pk"]
        triggers = [
            Wall(
                name="user_name_one_alphabet",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ONE_ALPHABET,
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="user_email_lower",
                condition=Q(email=Lower("email")),
                violation_error_message="L’adresse e-mail doit être en minuscules.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def own_email(self) -> str:
        """The address that reaches the person; empty for somebody without e-mail."""
        return "" if has_none(self.email) else self.email

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name or self.email

    @cached_property
    def memberships(self) -> list[Membership]:
        """Active memberships with their organisation, read once per request."""
        return list(Membership.objects.active().filter(user=self).select_related("organisation"))

    @cached_property
    def granted(self) -> frozenset[str]:
        """Roles given to the person themselves, read once per request."""
        return frozenset(RoleGrant.objects.live().filter(user=self).values_list("role", flat=True))

    @cached_property
    def roles(self) -> frozenset[str]:
        """Every role held now, granted or given by a membership; none on a closed account."""
        if not self.is_active:
            return frozenset()
        return self.granted | frozenset(m.role for m in self.memberships)

    @cached_property
    def organisation_ids(self) -> frozenset[int]:
        """Organisations the person acts for now."""
        return frozenset(m.organisation_id for m in self.memberships)

    @property
    def is_staff(self) -> bool:
        """May enter the admin site; what they see there is decided role by role."""
        return bool(self.roles & STAFF_ROLES)

    @property
    def is_superuser(self) -> bool:
        """Nobody is above the rules."""
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Model permissions are not ticked per user: admin classes ask `actors.rules`."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff

    def get_session_auth_hash(self) -> str:
        """Ends every session when the password or the rights change."""
        base = super().get_session_auth_hash()
        return hashlib.sha256(f"{base}:{self.session_epoch}".encode()).hexdigest()

    def get_session_auth_fallback_hash(self):  # type: ignore[no-untyped-def]
        """Old signing keys stay valid, with the same epoch."""
        for base in super().get_session_auth_fallback_hash():
            yield hashlib.sha256(f"{base}:{self.session_epoch}".encode()).hexdigest()
