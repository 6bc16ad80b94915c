"""The rent aid: requests, decisions, landlords' accounts, payments and repayment plans."""

from secours_loyer.models.account import LandlordAccount
from secours_loyer.models.batch import Batch, Channel, FileKind, OutgoingFile
from secours_loyer.models.debt import Debt
from secours_loyer.models.decision import Award, Decision, Outcome
from secours_loyer.models.draft import RequestDraft
from secours_loyer.models.landlord import Landlord, LandlordKind
from secours_loyer.models.landlord_link import LandlordLink, LandlordReport, ReportKind
from secours_loyer.models.ledger import EntryKind, MoneySeal, PaymentEntry
from secours_loyer.models.letter import Letter, LetterKind
from secours_loyer.models.order import Approval, PaymentOrder, digest_of
from secours_loyer.models.piece import RequestPiece
from secours_loyer.models.plan import Instalment, RepaymentPlan
from secours_loyer.models.request import RentRequest
from secours_loyer.models.study import Assessment, SocialNote
from secours_loyer.models.tenancy import Tenancy

__all__ = [
    "Approval",
    "Assessment",
    "Award",
    "Batch",
    "Channel",
    "Debt",
    "Decision",
    "EntryKind",
    "FileKind",
    "Instalment",
    "Landlord",
    "LandlordAccount",
    "LandlordKind",
    "LandlordLink",
    "LandlordReport",
    "Letter",
    "LetterKind",
    "MoneySeal",
    "Outcome",
    "OutgoingFile",
    "PaymentEntry",
    "PaymentOrder",
    "RentRequest",
    "RepaymentPlan",
    "ReportKind",
    "RequestDraft",
    "RequestPiece",
    "SocialNote",
    "Tenancy",
    "digest_of",
]
