"""Who stands apart from a request (a tie, a member of the landlord), and who should perhaps:
same name, same phone, same e-mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from actors.models import JournalEntry, Membership, OnePerson, User
from reims_solidarite.kit.names import folded
from secours_loyer.models import (
    Approval,
    Batch,
    DeclaredTie,
    Landlord,
    LandlordKind,
    PaymentDecision,
    PaymentOrder,
    RentRequest,
    Tenancy,
)
from secours_loyer.states import LEFT_THE_LEASE, RequestState

A_YEAR = timedelta(days=365)


def standing_ties(request: RentRequest) -> QuerySet[DeclaredTie]:
    """The ties that keep somebody apart from this request."""
    return DeclaredTie.objects.standing().filter(request=request).select_related("user")


def people_apart(request: RentRequest) -> QuerySet[User]:
    """Who declared a tie with this request, or belongs to the organisation of its landlord: the
    very accounts that say so."""
    return _people(request, Q(user=OuterRef("pk")))


def apart_among(request: RentRequest, people: Iterable[Any]) -> QuerySet[User]:
    """Those of these people, by their keys, who stand apart from this request under the account
    given or another one of theirs."""
    return _people(request, Q(OnePerson(OuterRef("pk"), F("user")))).filter(pk__in=people)


def _people(request: RentRequest, own: Q) -> QuerySet[User]:
    ties = DeclaredTie.objects.standing().filter(own, request=request)
    lets = Tenancy.objects.filter(pk=request.tenancy_id).values("landlord__organisation")
    asked = request.filed_at or request.created_at
    there = Q(ended_at=None) | Q(ended_at__gte=asked - A_YEAR)
    member = Membership.objects.filter(own, there, organisation__in=lets)
    return User.objects.filter(Exists(ties) | Exists(member))


def stands_apart(request: RentRequest, user: User) -> bool:
    """This person does, under this account or another one of theirs."""
    return RentRequest.objects.filter(_apart(user), pk=request.pk).exists()


def apart_orders(orders: QuerySet[PaymentOrder], user: User) -> QuerySet[PaymentOrder]:
    """Those of these orders that pay a request from which this person stands apart."""
    return orders.filter(apart_from_order(user))


def apart_from_order(user: User) -> Q:
    """A condition on orders: this person stands apart from what they pay, under this account or
    another one of theirs."""
    return _apart(user, "award__decision__request__")


def _apart(user: User, request: str = "") -> Q:
    """The ties and the landlords of the person are read once, whatever the number of rows."""
    ties = DeclaredTie.objects.standing().filter(_own(user)).values("request")
    return (
        Q(**{f"{request}pk__in": ties})
        | Q(**{f"{request}tenancy__landlord__in": _own_landlords(user)})
        | Q(**{f"{request}pk__in": _asked_of_former(user).values("pk")})
    )


def _there_when_asked(request: str) -> Q:
    """A condition on memberships: still one, or one a year before this request was filed or later.
    The same as `tie_sql.asked_since`."""
    asked = Coalesce(OuterRef(f"{request}filed_at"), OuterRef(f"{request}created_at"))
    return Q(ended_at=None) | Q(ended_at__gte=asked - A_YEAR)


def _asked_of_former(user: User) -> QuerySet[RentRequest]:
    """Requests about the homes of a landlord whose organisation this person left since, or in the
    year before."""
    left = Membership.objects.filter(_own(user), ended_at__isnull=False)
    home = "tenancy__landlord__organisation"
    stood = left.filter(_there_when_asked(""), organisation=OuterRef(home))
    rows = RentRequest.objects.filter(**{f"{home}__in": left.values("organisation")})
    return rows.filter(Exists(stood)).order_by()


def _own(user: User) -> Q:
    """A condition on rows about a `user`: this very person, as far as it shows."""
    return Q(user=user) | Q(OnePerson(user.pk, F("user")))


def _own_landlords(user: User) -> QuerySet[Any]:
    """Keys of the landlords whose organisation this person belongs to."""
    lets = Landlord.objects.filter(organisation__isnull=False)
    member = Membership.objects.filter(
        _own(user), ended_at=None, organisation__in=lets.values("organisation")
    )
    return lets.filter(organisation__in=member.values("organisation")).values("pk")


def is_tied_to_lease(lease: Tenancy, user: User) -> bool:
    """This person declared a tie with a request about this lease, or belongs to the landlord,
    under this account or another one of theirs."""
    ties = DeclaredTie.objects.standing().filter(_own(user)).values("request__tenancy")
    own = Q(pk__in=ties) | Q(landlord__in=_own_landlords(user))
    own |= Q(pk__in=_asked_of_former(user).values("tenancy"))
    return Tenancy.objects.filter(own, pk=lease.pk).exists()


def tied_to_landlord(landlord: Landlord, user: User) -> bool:
    """This person declared a tie with a live request about a home of this landlord, or belongs to
    it, under this account or another one of theirs."""
    ties = DeclaredTie.objects.standing().filter(_own(user))
    live = ties.exclude(request__state__in=[*LEFT_THE_LEASE, RequestState.REFUSED])
    own = Q(pk__in=live.values("request__tenancy__landlord")) | Q(pk__in=_own_landlords(user))
    asked = _asked_of_former(user).exclude(state__in=[*LEFT_THE_LEASE, RequestState.REFUSED])
    own |= Q(pk__in=asked.values("tenancy__landlord"))
    return Landlord.objects.filter(own, pk=landlord.pk).exists()


def ties_of(requests: Iterable[int]) -> list[DeclaredTie]:
    """All of them, lifted or not, by the keys of their requests."""
    return list(DeclaredTie.objects.filter(request__in=list(requests)).order_by("pk"))


def unlike_the_journal(ties: Iterable[DeclaredTie], requests: Iterable[int]) -> Iterator[int]:
    """Keys of the requests whose ties are fewer, or lifted more often, than the journal says."""
    rows = list(ties)
    declared = Counter(str(tie.request_id) for tie in rows)
    lifted = Counter(str(tie.request_id) for tie in rows if tie.lifted_at is not None)
    said = {
        (verb, key): found
        for verb, key, found in JournalEntry.objects.filter(
            object_type=RentRequest._meta.label_lower,
            object_id__in=[str(key) for key in requests],
            verb__in=("declare_tie", "lift_tie"),
        )
        .order_by()
        .values_list("verb", "object_id")
        .annotate(Count("pk"))
    }
    for verb, found in (("declare_tie", declared), ("lift_tie", lifted)):
        for key in {*found, *(key for said_verb, key in said if said_verb == verb)}:
            if found[key] != said.get((verb, key), 0):
                yield int(key)


def tied_lines(batch: Batch) -> QuerySet[PaymentOrder]:
    """Orders of a batch approved, or signed for the accountant, by whoever stands apart now."""
    given = {"order": OuterRef("pk"), "round": OuterRef("round")}
    approved = Approval.objects.filter(_apart_from_order("approver"), **given)
    signed = PaymentDecision.objects.filter(_apart_from_order("signed_by"), **given)
    return PaymentOrder.objects.filter(Exists(approved) | Exists(signed), batch=batch)


def _apart_from_order(person: str) -> Q:
    """For a row about an order: the person of this column stands apart from its request, under
    this account or another one of theirs."""
    request = "order__award__decision__request"
    own = Q(OnePerson(OuterRef(person), F("user")))
    ties = DeclaredTie.objects.standing().filter(own, request=OuterRef(request))
    member = Membership.objects.filter(
        own,
        _there_when_asked(f"{request}__"),
        organisation=OuterRef(f"{request}__tenancy__landlord__organisation"),
    )
    return Q(Exists(ties)) | Q(Exists(member))


def resemblances(
    request: RentRequest, people: Iterable[tuple[str, User]], *, on: date
) -> list[str]:
    """Sentences about what somebody shares with the household or the landlord.

    `people`: how a sentence names each, with their account. A resemblance proves nothing: it asks
    a question to the person, who declares a tie or does not. Also when the landlord resembles the
    household: a made-up landlord often does.
    """
    household, landlord = request.household, request.tenancy.landlord
    names = _living(request, on)
    private = landlord.kind == LandlordKind.PRIVATE
    lets = f" {folded(landlord.name)} {folded(landlord.legal_name)} " if private else ""
    found = []
    for said, user in people:
        name = folded(user.last_name)
        if name in names:
            found.append(f"{said} : même nom que le ménage.")
        if name and f" {name} " in lets:
            found.append(f"{said} : même nom que le bailleur.")
        if _same(user.phone, household.phone) or _mail(user.own_email, household.email):
            found.append(f"{said} : même téléphone ou même adresse e-mail que le ménage.")
        if _same(user.phone, landlord.known_phone) or _mail(user.own_email, landlord.email):
            found.append(f"{said} : même téléphone ou même adresse e-mail que le bailleur.")
    if any(name and f" {name} " in lets for name in names):
        found.append("Le bailleur porte le même nom que le ménage : vérifiez le bail.")
    if _same(landlord.known_phone, household.phone) or _mail(landlord.email, household.email):
        found.append(
            "Le bailleur a le même téléphone ou la même adresse e-mail que le ménage : vérifiez "
            "le bail."
        )
    return found


def shared_names(request: RentRequest, people: Iterable[str], *, on: date) -> list[str]:
    """Those, known by their whole name only, who bear a name of the household or its landlord."""
    landlord = request.tenancy.landlord
    names = _living(request, on)
    if landlord.kind == LandlordKind.PRIVATE:
        names |= {folded(landlord.legal_name).rsplit(" ", 1)[-1]}
    return [said for said in people if any(f" {n} " in f" {folded(said)} " for n in names if n)]


def _living(request: RentRequest, on: date) -> set[str]:
    """Last names of those who live in the household on a day, folded."""
    stays = request.household.members.filter(period__contains=on)
    return {folded(name) for name in stays.values_list("person__last_name", flat=True)}


def _same(one: str, other: str) -> bool:
    digits = ["".join(char for char in number if char.isdigit())[-9:] for number in (one, other)]
    return bool(digits[0]) and digits[0] == digits[1]


def _mail(one: str, other: str) -> bool:
    return bool(one) and one.strip().lower() == other.strip().lower()
