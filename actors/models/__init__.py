"""Who acts in the network, and the traces of what they do."""

from actors.models.journal import JournalEntry, JournalSeal, append_only
from actors.models.membership import Membership
from actors.models.message import Message
from actors.models.organisation import Organisation, OrganisationKind
from actors.models.parameter import Parameter
from actors.models.role_grant import RoleGrant
from actors.models.sensitive_read import SensitiveRead
from actors.models.stored_file import StoredFile
from actors.models.user import User

__all__ = [
    "JournalEntry",
    "JournalSeal",
    "Membership",
    "Message",
    "Organisation",
    "OrganisationKind",
    "Parameter",
    "RoleGrant",
    "SensitiveRead",
    "StoredFile",
    "User",
    "append_only",
]
