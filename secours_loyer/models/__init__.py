"""The rent aid: requests, decisions, landlords' accounts, payments and repayment plans."""

from secours_loyer.models.account import LandlordAccount, PayeeCheck
from secours_loyer.models.account_proposal import AccountProposal
from secours_loyer.models.agenda import AgendaItem, ItemOutcome, Recusal
from secours_loyer.models.alert import Alert, AlertKind
from secours_loyer.models.appeal import Appeal, AppealOutcome, AppealSource
from secours_loyer.models.approval import Approval, digest_of
from secours_loyer.models.arrears_month import ArrearsMonth
from secours_loyer.models.asked_piece import AskedPiece, PieceKind, PieceState
from secours_loyer.models.batch import Batch, OutgoingFile
from secours_loyer.models.board import BoardMeeting, BoardReport, BoardReportLine
from secours_loyer.models.budget import BudgetCredit, BudgetLine
from secours_loyer.models.channel import FILES_OF, Channel, FileKind
from secours_loyer.models.cheque import Cheque, ChequeEnd
from secours_loyer.models.cofunding import Cofunding, Fund, FundAnswer
from secours_loyer.models.current_rent import CurrentRent, RentKind
from secours_loyer.models.debt import Debt
from secours_loyer.models.debt_contest import ContestedPart, DebtContest
from secours_loyer.models.decision import Award, Decision, Origin, Outcome
from secours_loyer.models.draft import RequestDraft
from secours_loyer.models.duplicate_answer import DuplicateAnswer, DuplicateReason
from secours_loyer.models.file_download import FileDownload
from secours_loyer.models.fund_check import FundCheck, FundFinding
from secours_loyer.models.instalment_fact import FactKind, InstalmentFact
from secours_loyer.models.landlord import Landlord, LandlordKind
from secours_loyer.models.landlord_link import LandlordLink, LandlordReport, ReportKind
from secours_loyer.models.lease_correction import LeaseCorrection
from secours_loyer.models.lease_renewal import LeaseRenewal
from secours_loyer.models.ledger import EntryKind, MoneySeal, PaymentEntry
from secours_loyer.models.letter import Letter, LetterKind
from secours_loyer.models.letter_held_back import LetterHeldBack
from secours_loyer.models.letter_post import LetterPosting, LetterPrint, SentBy
from secours_loyer.models.order import PaymentOrder
from secours_loyer.models.overpayment import Cause, Overpayment, Recovery
from secours_loyer.models.partner_opinion import PartnerOpinion
from secours_loyer.models.payment_decision import PaymentDecision
from secours_loyer.models.piece import RequestPiece
from secours_loyer.models.plan import Instalment, RepaymentPlan
from secours_loyer.models.plan_given_up import PlanGivenUp
from secours_loyer.models.plan_pause import PauseReason, PlanPause
from secours_loyer.models.procedure_act import ActDelay, ActKind, ProcedureAct, Signaller
from secours_loyer.models.request import RentRequest
from secours_loyer.models.return_file import ReturnFile, ReturnKind
from secours_loyer.models.return_line import Event, Problem, ReturnLine
from secours_loyer.models.session import CommissionSession, SessionMember, SessionMinutes
from secours_loyer.models.study import Assessment, SocialNote
from secours_loyer.models.tenancy import Tenancy
from secours_loyer.models.tenancy_event import LeaseAnswer, LeaseEvent, TenancyEvent
from secours_loyer.models.tie import DeclaredTie

__all__ = [
    "FILES_OF",
    "AccountProposal",
    "ActDelay",
    "ActKind",
    "AgendaItem",
    "Alert",
    "AlertKind",
    "Appeal",
    "AppealOutcome",
    "AppealSource",
    "Approval",
    "ArrearsMonth",
    "AskedPiece",
    "Assessment",
    "Award",
    "Batch",
    "BoardMeeting",
    "BoardReport",
    "BoardReportLine",
    "BudgetCredit",
    "BudgetLine",
    "Cause",
    "Channel",
    "Cheque",
    "ChequeEnd",
    "Cofunding",
    "CommissionSession",
    "ContestedPart",
    "CurrentRent",
    "Debt",
    "DebtContest",
    "Decision",
    "DeclaredTie",
    "DuplicateAnswer",
    "DuplicateReason",
    "EntryKind",
    "Event",
    "FactKind",
    "FileDownload",
    "FileKind",
    "Fund",
    "FundAnswer",
    "FundCheck",
    "FundFinding",
    "Instalment",
    "InstalmentFact",
    "ItemOutcome",
    "Landlord",
    "LandlordAccount",
    "LandlordKind",
    "LandlordLink",
    "LandlordReport",
    "LeaseAnswer",
    "LeaseCorrection",
    "LeaseEvent",
    "LeaseRenewal",
    "Letter",
    "LetterHeldBack",
    "LetterKind",
    "LetterPosting",
    "LetterPrint",
    "MoneySeal",
    "Origin",
    "Outcome",
    "OutgoingFile",
    "Overpayment",
    "PartnerOpinion",
    "PauseReason",
    "PayeeCheck",
    "PaymentDecision",
    "PaymentEntry",
    "PaymentOrder",
    "PieceKind",
    "PieceState",
    "PlanGivenUp",
    "PlanPause",
    "Problem",
    "ProcedureAct",
    "Recovery",
    "Recusal",
    "RentKind",
    "RentRequest",
    "RepaymentPlan",
    "ReportKind",
    "RequestDraft",
    "RequestPiece",
    "ReturnFile",
    "ReturnKind",
    "ReturnLine",
    "SentBy",
    "SessionMember",
    "SessionMinutes",
    "Signaller",
    "SocialNote",
    "Tenancy",
    "TenancyEvent",
    "digest_of",
]
