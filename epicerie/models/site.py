"""Where the grocery opens: one shop today; vans and a second shop are the same kind of place."""

from __future__ import annotations

from typing import Self

from django.db import models


class SiteQuerySet(models.QuerySet["Site"]):
    """Words of the sites."""

    def open_now(self) -> Self:
        return self.filter(active=True)

    def usual(self) -> Site | None:
        """The first site in service: the one that is meant where none is named."""
        return self.open_now().order_by("pk").first()


class Site(models.Model):
    """One place of opening. The first one is the usual one."""

    code = models.SlugField("code", max_length=20, unique=True)
    label = models.CharField("site", max_length=80, unique=True)
    location = models.CharField("adresse", max_length=160, blank=True)
    active = models.BooleanField("en service", default=True)

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = "site"
        verbose_name_plural = "sites"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label


USUAL_SITE = ("salines", "Épicerie sociale et solidaire de Reims")
