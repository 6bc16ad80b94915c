"""Tables of the Assises in the admin: the network's coordinators edit, the staff reads."""

from assises.admin import editions, followup, groups

__all__ = ["editions", "followup", "groups"]
