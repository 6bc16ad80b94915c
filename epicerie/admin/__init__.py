"""The grocery's tables in the admin; its work is done on the task pages beside them."""

from epicerie.admin import articles, ledgers

__all__ = ["articles", "ledgers"]
