"""Every right of the portal, in one place: predicates by role, and the rules that URLs declare.

A rule says who may open a page at all. Which rows they see inside is `visible_to(user)` on the
QuerySets; who may act on one object is the `who` of its transition, looked up here by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from actors.roles import STAFF_ROLES, MemberRole, Role
from reims_solidarite.kit.http import Rule

if TYPE_CHECKING:
    from actors.models import User


def holds(user: Any, roles: Iterable[str]) -> bool:
    """Signed in, account open, and at least one of these roles."""
    return bool(user.is_authenticated and user.roles & frozenset(roles))


def by_roles(name: str, label: str, *roles: str) -> Rule:
    """A rule that any one of these roles satisfies."""
    wanted = frozenset(roles)
    return Rule(name, label, lambda user: holds(user, wanted))


PUBLIC = Rule("public", "tout le monde", lambda _user: True, public=True)
SIGNED_IN = Rule(
    "signed_in", "toute personne connectée", lambda user: bool(user.is_active), own=True
)

VOLUNTEER = by_roles("volunteer", "bénévole", Role.VOLUNTEER)
AGENT = by_roles("agent", "agent d’une association", MemberRole.AGENT, MemberRole.ORG_MANAGER)
ORG_MANAGER = by_roles("org_manager", "responsable d’association", MemberRole.ORG_MANAGER)
LANDLORD = by_roles("landlord", "agent de bailleur", MemberRole.LANDLORD_AGENT)
PARTNER = by_roles("partner", "partenaire", *MemberRole.values)

ORG_EDITOR = Rule(
    "org_editor",
    "responsable d’une organisation",
    lambda user: holds(user, MemberRole.values) and any(m.is_manager for m in user.memberships),
)

STAFF = by_roles("staff", "agent du CCAS", *STAFF_ROLES)
RECEPTION = by_roles("reception", "accueil", Role.RECEPTION)
CASE_WORKER = by_roles("case_worker", "instructeur", Role.CASE_WORKER)
MANAGER = by_roles("manager", "cadre", Role.MANAGER)
SECRETARY = by_roles("secretary", "secrétaire de commission", Role.SECRETARY)
SIGNATORY = by_roles("signatory", "signataire", Role.SIGNATORY)
FINANCE = by_roles("finance", "gestionnaire des dépenses", Role.FINANCE)
GROCERY = by_roles("grocery", "coordinateur de l’épicerie", Role.GROCERY)
NETWORK = by_roles("network", "coordinateur du réseau", Role.NETWORK)
AUDITOR = by_roles("auditor", "auditeur", Role.AUDITOR)
ADMINISTRATOR = by_roles("administrator", "administrateur", Role.ADMINISTRATOR)

# Compound rules used in several places.
ACCOUNT_VERIFIER = by_roles("account_verifier", "cadre ou dépenses", Role.MANAGER, Role.FINANCE)
APPROVER = by_roles(
    "approver", "cadre, signataire ou dépenses", Role.MANAGER, Role.SIGNATORY, Role.FINANCE
)
FILE_WRITER = by_roles(
    "file_writer", "accueil, instructeur ou cadre", Role.RECEPTION, Role.CASE_WORKER, Role.MANAGER
)
SOCIAL_WORKER = by_roles("social_worker", "instructeur ou cadre", Role.CASE_WORKER, Role.MANAGER)
HOUSEHOLD_STAFF = by_roles(
    "household_staff",
    "accueil, instructeur, cadre ou coordinateur de l’épicerie",
    Role.RECEPTION,
    Role.CASE_WORKER,
    Role.MANAGER,
    Role.GROCERY,
)
GROCERY_DECIDER = by_roles(
    "grocery_decider",
    "coordinateur de l’épicerie ou instructeur",
    Role.GROCERY,
    Role.CASE_WORKER,
)
STOCK_READER = by_roles(
    "stock_reader", "coordinateur de l’épicerie ou auditeur", Role.GROCERY, Role.AUDITOR
)
AID_READER = by_roles(
    "aid_reader",
    "agent du secours loyer",
    *(Role.RECEPTION, Role.CASE_WORKER, Role.MANAGER, Role.SECRETARY),
    *(Role.SIGNATORY, Role.FINANCE, Role.AUDITOR),
)
# What was decided tells amounts, which the reception does not read.
DECISION_READER = by_roles(
    "decision_reader",
    "agent du secours loyer, hors accueil",
    *(Role.CASE_WORKER, Role.MANAGER, Role.SECRETARY),
    *(Role.SIGNATORY, Role.FINANCE, Role.AUDITOR),
)
# A sheet of the commission tells resources, without a name.
COMMISSION_READER = by_roles(
    "commission_reader",
    "secrétaire, signataire, instructeur ou cadre",
    *(Role.SECRETARY, Role.SIGNATORY, Role.CASE_WORKER, Role.MANAGER),
)
LEASE_READER = FILE_WRITER | COMMISSION_READER
NOTIFIER = by_roles("notifier", "secrétaire ou signataire", Role.SECRETARY, Role.SIGNATORY)
# Whoever writes letters takes them to the post.
LETTER_SENDER = by_roles(
    "letter_sender",
    "agent du secours loyer, hors auditeur",
    *(Role.RECEPTION, Role.CASE_WORKER, Role.MANAGER),
    *(Role.SECRETARY, Role.SIGNATORY, Role.FINANCE),
)
ACCOUNT_WRITER = by_roles(
    "account_writer", "accueil ou instructeur", Role.RECEPTION, Role.CASE_WORKER
)
ACCOUNT_HANDLER = ACCOUNT_WRITER | ACCOUNT_VERIFIER
BATCH_READER = by_roles(
    "batch_reader",
    "dépenses, signataire, cadre ou auditeur",
    *(Role.FINANCE, Role.SIGNATORY, Role.MANAGER, Role.AUDITOR),
)
REQUEST_FILER = AGENT | FILE_WRITER
ACTION_BEARER = by_roles(
    "action_bearer", "coordinateur du réseau ou partenaire", Role.NETWORK, *MemberRole.values
)
# Households, class of fields by class of fields (see households.queries.field_classes).
HOUSEHOLD_AMOUNTS = by_roles(
    "household_amounts",
    "instructeur, cadre, coordinateur de l’épicerie ou agent qui accompagne",
    Role.CASE_WORKER,
    Role.MANAGER,
    Role.GROCERY,
    MemberRole.AGENT,
    MemberRole.ORG_MANAGER,
)
HOUSEHOLD_AMOUNTS_WRITER = by_roles(
    "household_amounts_writer",
    "instructeur, cadre ou coordinateur de l’épicerie",
    Role.CASE_WORKER,
    Role.MANAGER,
    Role.GROCERY,
)
PARAMETER_DECIDER = by_roles(
    "parameter_decider", "administrateur ou cadre", Role.ADMINISTRATOR, Role.MANAGER
)

BY_NAME: dict[str, Rule] = {
    rule.name: rule for rule in list(globals().values()) if isinstance(rule, Rule)
}


def allows(user: User, name: str) -> bool:
    """Does the user satisfy the rule of that name? An unknown name is a programming error."""
    return BY_NAME[name].allows(user)
