"""What every request goes through: default deny, read-only GET, no-store, safe input."""

from reims_solidarite.kit.http.access import METHODS, DefaultDeny, Rule, View, declared_rule, ruled
from reims_solidarite.kit.http.caches import NoStore
from reims_solidarite.kit.http.input import SafeInput
from reims_solidarite.kit.http.isolation import Isolation, attach
from reims_solidarite.kit.http.policy import FixedPolicy
from reims_solidarite.kit.http.readonly import ReadOnlyGet, WriteInGet
from reims_solidarite.kit.http.secret_address import secret_address

__all__ = [
    "METHODS",
    "DefaultDeny",
    "FixedPolicy",
    "Isolation",
    "NoStore",
    "ReadOnlyGet",
    "Rule",
    "SafeInput",
    "View",
    "WriteInGet",
    "attach",
    "declared_rule",
    "ruled",
    "secret_address",
]
