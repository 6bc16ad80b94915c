"""The made-up world of the permission tests: two sides that must never see each other."""

from tests.permissions.world.build import World, build_world
from tests.permissions.world.side import Side

__all__ = ["Side", "World", "build_world"]
