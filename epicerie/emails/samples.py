"""What the previews of the e-mails show: two invented shifts, one invented link."""

from datetime import UTC, datetime

SHIFT = {
    "first_name": "Camille",
    "name": "Camille Exemple",
    "post": "Accueil",
    "where": "Marché des Salines",
    "begins_at": datetime(2026, 12, 3, 8, 0, tzinfo=UTC),
    "finishes_at": datetime(2026, 12, 3, 11, 30, tzinfo=UTC),
    "opening_id": 1,
}
LATER = {
    **SHIFT,
    "post": "Rayons",
    "begins_at": datetime(2026, 12, 10, 8, 0, tzinfo=UTC),
    "finishes_at": datetime(2026, 12, 10, 11, 30, tzinfo=UTC),
}
LINK = "lien-d-essai"  # pragma: allowlist secret
