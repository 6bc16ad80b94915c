"""Whether a person has enrolled a second factor."""

from allauth.mfa.utils import is_mfa_enabled

from actors.models import User


def has_second_factor(user: User) -> bool:
    """A TOTP application or a security key (recovery codes alone do not count)."""
    enabled: bool = is_mfa_enabled(user)
    return enabled
