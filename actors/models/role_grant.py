"""A role given to a person, by whom, until when."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from actors.roles import INCOMPATIBLE_WITH_ADMINISTRATOR, Role
from reims_solidarite.kit.walls import Wall, changed, kept, refuse

_FORBIDDEN = ", ".join(f"'{code}'" for code in sorted(INCOMPATIBLE_WITH_ADMINISTRATOR))

WRITTEN_ONCE = changed("id", "user_id", "role", "team", "granted_at", "granted_by_id")
FROZEN = f"""
    IF TG_OP = 'INSERT' THEN
        IF NEW.revoked_at IS NOT NULL THEN
            {refuse("role_grant_revoked_once", "a new grant is not revoked yet")}
        END IF;
    ELSIF {WRITTEN_ONCE} THEN
        {refuse("role_grant_frozen", "a grant is revoked, never changed")}
    ELSIF OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at THEN
        {refuse("role_grant_revoked_once", "a revocation is neither moved nor undone")}
    END IF;
    RETURN NEW;
"""


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Words of the roles."""

    def live(self) -> Self:
        """Grants that count now."""
        return self.filter(revoked_at=None)


class RoleGrant(models.Model):
    """A grant is never edited: it is revoked, and another one is made."""

    user = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="role_grants", verbose_name="compte"
    )
    role = models.CharField("rôle", max_length=20, choices=Role.choices)
    team = models.CharField("équipe", max_length=60, blank=True)
    granted_at = models.DateTimeField("donné le")
    granted_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="par"
    )
    revoked_at = models.DateTimeField("retiré le", null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = "rôle donné"
        verbose_name_plural = "rôles donnés"
        ordering = ["user", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(revoked_at=None),
                name="role_once_per_user",
                violation_error_message="Cette personne a déjà ce rôle.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="role_known",
                violation_error_message="Ce rôle n’existe pas.",
            ),
            models.CheckConstraint(
                condition=~Q(user=models.F("granted_by")),
                name="role_not_self_granted",
                violation_error_message="Personne ne se donne un rôle à soi-même.",
            ),
        ]
        triggers = [
            *kept("role_grant_kept"),
            Wall(
                name="role_grant_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=FROZEN,
            ),
            Wall(
                name="administrator_apart",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=f"""
                IF NEW.revoked_at IS NULL AND EXISTS (
                    SELECT 1 FROM actors_rolegrant other
                    WHERE other.user_id = NEW.user_id AND other.revoked_at IS NULL
                      AND other.id IS DISTINCT FROM NEW.id
                      AND ((NEW.role = '{Role.ADMINISTRATOR}' AND other.role IN ({_FORBIDDEN}))
                        OR (other.role = '{Role.ADMINISTRATOR}' AND NEW.role IN ({_FORBIDDEN})))
                ) THEN
                    RAISE EXCEPTION 'administrator_apart' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,  # noqa: S608 - made of role codes
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()
