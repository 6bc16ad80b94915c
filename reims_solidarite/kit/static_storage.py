"""Static files with hashed names; an address is worked out once in each process."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class RememberedAddresses(CompressedManifestStaticFilesStorage):
    """A page asks for ten to fifty addresses that never change while the process lives."""

    def url(self, name: str | None, force: bool = False) -> str:  # noqa: FBT001, FBT002 - Django's
        known: dict[str | None, str] = self.__dict__.setdefault("_known_addresses", {})
        if name not in known:
            known[name] = str(super().url(name or "", force))
        return known[name]
