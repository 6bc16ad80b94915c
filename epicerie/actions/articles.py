"""Articles and suppliers: the words of the stock."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.openings import require_coordinator
from epicerie.actions.walls import walls
from epicerie.models import Product, Supplier


@transaction.atomic
def keep_article(article: Product | Supplier, *, by: User, at: datetime) -> Product | Supplier:
    """Add or rename an article or a supplier; refused when it exists already."""
    require_coordinator(by)
    with walls():
        article.save()
    record("keep_article", article, by=by, at=at)
    return article
