"""Asking for the e-mailed code."""

from allauth.account.forms import RequestLoginCodeForm

from actors.models import User


class RequestCodeForm(RequestLoginCodeForm):
    """Staff sign in with a password and a second factor: an e-mailed code is not one.

    For them the form behaves as for an unknown address, so that it tells nothing.
    """

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if isinstance(self._user, User) and self._user.is_staff:
            self._user = None
        return email
