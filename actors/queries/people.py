"""Finding accounts by what a colleague remembers of them."""

from django.db.models import Q, QuerySet

from actors.models import User


def people_matching(word: str) -> QuerySet[User]:
    """Accounts whose last name holds the folded word, or whose address begins with it."""
    matches = Q(sort_key__contains=word) | Q(email__startswith=word)
    return User.objects.order_by().filter(matches)


def account_with(email: str) -> User | None:
    """The account of that address, whatever its letters' case."""
    return User.objects.filter(email=email.lower()).first()
