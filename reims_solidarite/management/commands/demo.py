"""`manage.py demo`: the real content, then made-up people around it; once only."""

from __future__ import annotations

import random
import time
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from actors.models import Organisation, User
from reims_solidarite.demo.world import World
from reims_solidarite.kit.clock import now

# In this order: each part uses the people the parts before it made.
PARTS = (
    ("people", "comptes du CCAS et ménages"),
    ("network", "associations, agents, comité des usagers"),
    ("assises", "éditions, inscriptions, groupes de travail"),
    ("epicerie", "planning, bénévoles, accès, stock"),
    ("presence", "présences, heures, bénévole proposé"),
    ("secours_loyer", "demandes, paiements, plans"),
)
SEED = 51_100


class Command(BaseCommand):
    """Refuses to run on production settings, and leaves a filled database as it is."""

    help = "Charge le contenu réel du réseau, puis des personnes inventées pour essayer le portail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=int, default=1, help="multiplie les données inventées")
        parser.add_argument("--force", action="store_true", help="même si des comptes existent")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.TEST_SURFACE:
            raise CommandError("La démonstration ne s’installe jamais sur le portail réel.")
        self.step("contenu réel : annuaire", lambda: call_command("import_reseau", verbosity=0))
        self.step("contenu réel : Assises", lambda: call_command("import_assises", verbosity=0))
        if User.objects.exists() and not options["force"]:
            self.stdout.write(
                "Des comptes existent déjà : la démonstration est laissée telle quelle. "
                "Pour la refaire, « make reset » efface tout, puis relancez cette commande."
            )
            return
        world = World(at=now(), random=random.Random(SEED))  # noqa: S311 - a demo must be repeatable
        world.organisations = list(Organisation.objects.all())
        with transaction.atomic():
            for name, label in PARTS:
                build = import_module(f"reims_solidarite.demo.{name}").build
                self.step(
                    f"démonstration : {label}", lambda b=build: b(world, scale=options["scale"])
                )

    def step(self, label: str, run: Any) -> None:
        """Say what is being done before it starts, and how long it took."""
        self.stdout.write(f"  {label}…", ending="")
        self.stdout.flush()
        started = time.monotonic()
        run()
        self.stdout.write(f" {time.monotonic() - started:.1f} s")
