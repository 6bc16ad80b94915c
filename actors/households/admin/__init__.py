"""The auditor's pages: what was done, and who saw which household."""

from actors.households.admin import journal, reads

__all__ = ["journal", "reads"]
