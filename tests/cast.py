"""The named cast: who plays which role in the tests, made through the portal's own actions."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from django.test import Client

from actors.actions.accounts import grant_role, open_account
from actors.actions.memberships import add_member
from actors.models import Organisation, OrganisationKind, User
from actors.roles import Role
from tests.harness.kept_steps import Memory, remembered


def organisation(name: str, kind: str, at: datetime) -> Organisation:
    slug = name.lower().replace(" ", "-").replace("é", "e")
    return Organisation.objects.create(
        name=name, slug=slug, kind=kind, is_published=True, created_at=at, is_demo=True
    )


class Cast:
    """One attribute per person; `client(user)` is a signed-in browser of theirs."""

    memory: Memory | None = None

    def __init__(self, at: datetime) -> None:
        self.at = at

    @remembered
    def person(self, name: str, *roles: str) -> User:
        user = open_account(
            f"{name}@cast.example",
            first_name=name.capitalize(),
            last_name="De la Distribution",
            by=None,
            at=self.at,
            is_demo=True,
        )
        for role in roles:
            grant_role(user, role, by=None, at=self.at)
        return User.objects.get(pk=user.pk)

    @remembered
    def member(self, name: str, of: Organisation, *, manager: bool = False) -> User:
        user = self.person(name)
        add_member(of, user, as_manager=manager, by=None, at=self.at)
        return User.objects.get(pk=user.pk)

    @staticmethod
    def client(user: User | None = None, *, second_factor: bool = True) -> Client:
        """A client signed in as allauth would have done it (with the second factor for staff)."""
        client = Client()
        if user is not None:
            client.force_login(user)
            methods = [{"method": "password", "at": 1.0}]
            if second_factor and user.is_staff:
                methods.append({"method": "mfa", "type": "totp", "at": 2.0})
            session = client.session
            session["account_authentication_methods"] = methods
            session["account_authentication_methods_user"] = str(user.pk)
            session.save()
        return client

    @cached_property
    def entraide(self) -> Organisation:
        return organisation("Entraide de démonstration", OrganisationKind.ASSOCIATION, self.at)

    @cached_property
    def secours(self) -> Organisation:
        return organisation("Secours de démonstration", OrganisationKind.ASSOCIATION, self.at)

    @cached_property
    def bailleur(self) -> Organisation:
        return organisation("Habitat de démonstration", OrganisationKind.LANDLORD, self.at)

    @cached_property
    def volunteer(self) -> User:
        return self.person("benevole", Role.VOLUNTEER)

    @cached_property
    def agent_a(self) -> User:
        return self.member("agent-a", self.entraide)

    @cached_property
    def manager_a(self) -> User:
        return self.member("responsable-a", self.entraide, manager=True)

    @cached_property
    def agent_b(self) -> User:
        return self.member("agent-b", self.secours)

    @cached_property
    def landlord_agent(self) -> User:
        return self.member("bailleur", self.bailleur)

    @cached_property
    def reception(self) -> User:
        return self.person("accueil", Role.RECEPTION)

    @cached_property
    def case_worker(self) -> User:
        return self.person("instructrice", Role.CASE_WORKER)

    @cached_property
    def manager(self) -> User:
        return self.person("cadre", Role.MANAGER)

    @cached_property
    def secretary(self) -> User:
        return self.person("secretaire", Role.SECRETARY)

    @cached_property
    def signatory(self) -> User:
        return self.person("signataire", Role.SIGNATORY)

    @cached_property
    def finance(self) -> User:
        return self.person("depenses", Role.FINANCE)

    @cached_property
    def grocery(self) -> User:
        return self.person("epicerie", Role.GROCERY)

    @cached_property
    def network(self) -> User:
        return self.person("reseau", Role.NETWORK)

    @cached_property
    def auditor(self) -> User:
        return self.person("auditrice", Role.AUDITOR)

    @cached_property
    def administrator(self) -> User:
        return self.person("administratrice", Role.ADMINISTRATOR)
