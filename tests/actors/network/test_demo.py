"""The demo's partners, built once by the portal's own actions."""

from __future__ import annotations

import random
from datetime import datetime

from django.core.management import call_command
from django.test import Client

from actors.models import BodyMeeting, Membership, Organisation, Service
from reims_solidarite.demo.network import LANDLORD, build
from reims_solidarite.demo.world import World


def test_partners_services_landlord_and_committee(db: None, at: datetime, client: Client) -> None:
    call_command("import_reseau", verbosity=0)
    seeded = random.Random(1)
    world = World(at=at, random=seeded, organisations=list(Organisation.objects.all()))
    build(world, scale=3)
    assert len(world.agents) == 36
    assert Membership.objects.managers().count() == 13
    assert Organisation.objects.get(name=LANDLORD).is_demo
    assert Organisation.objects.filter(is_demo=True).count() == 201
    assert Service.objects.filter(is_demo=True).count() == 24
    assert not Service.objects.filter(is_demo=False).exists()
    assert BodyMeeting.objects.published().upcoming(at).count() == 1
    page = client.get("/acteurs/comite-des-usagers/").content.decode()
    assert "Se déplacer dans l’agglomération" in page
    assert "Propositions retenues" in page
    assert "(démonstration)" not in page
