"""Who acts in the network, and the traces of what they do."""

from actors.models.body import Body, BodyKind, College, CollegeCode
from actors.models.body_meeting import BodyMeeting
from actors.models.body_member import BodyMember, Seat
from actors.models.invitation import Invitation
from actors.models.journal import JournalEntry, JournalSeal
from actors.models.membership import Membership
from actors.models.message import Message
from actors.models.organisation import Organisation, OrganisationKind
from actors.models.parameter import Parameter
from actors.models.role_grant import RoleGrant
from actors.models.sensitive_read import SensitiveRead
from actors.models.service import Service
from actors.models.stored_file import StoredFile
from actors.models.two_people import OnePerson, TwoPeople
from actors.models.user import User

__all__ = [
    "Body",
    "BodyKind",
    "BodyMeeting",
    "BodyMember",
    "College",
    "CollegeCode",
    "Invitation",
    "JournalEntry",
    "JournalSeal",
    "Membership",
    "Message",
    "OnePerson",
    "Organisation",
    "OrganisationKind",
    "Parameter",
    "RoleGrant",
    "Seat",
    "SensitiveRead",
    "Service",
    "StoredFile",
    "TwoPeople",
    "User",
]
