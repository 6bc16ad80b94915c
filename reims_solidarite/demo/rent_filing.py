"""The demo's requests as they are filed: a home, its months, who asks for the household."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from actors.households.models import Household
from actors.models import Organisation, User
from reims_solidarite.demo.rent_stories import FUNDS, SUMMARIES, month_by_month
from reims_solidarite.demo.world import World
from reims_solidarite.kit.dates import Period, add_months, month_start, paris_day
from reims_solidarite.kit.documents import render_pdf
from secours_loyer.actions import drafts, filing
from secours_loyer.actions.plausible import Claim, Lease
from secours_loyer.models import Landlord, RentRequest


class Filing:
    """Files one request after the other, at one instant."""

    def __init__(
        self, world: World, landlords: Sequence[Landlord], worker: User, at: datetime
    ) -> None:
        self.world, self.landlords, self.worker, self.at = world, landlords, worker, at
        self.count = 0
        self.statement = render_pdf(
            "base/sheet.typ",
            {"title": "Décompte de démonstration, sans valeur", "body": []},
            at=at,
        )

    def file(self, household: Household, beside: RentRequest | None = None) -> RentRequest:
        """`beside`: the request whose home and months this one claims too."""
        self.count += 1
        chance = self.world.random
        today = paris_day(self.at)
        months = chance.randint(2, 4)
        first = add_months(month_start(today), -months - 1)
        rent = chance.randrange(35_000, 70_000, 100)
        home = household.housings.first()
        address = home.address if home else "1 rue de l’Essai"
        by, organisation = self._filer(household)
        offered = self._offered(by)
        landlord = offered[self.count % len(offered)]
        if beside:
            address, landlord = beside.tenancy.address.upper(), beside.tenancy.landlord
            first, months = beside.debt.first_month, 1
            if landlord not in offered:
                by, organisation = self.worker, None
        lease = Lease(
            address=address,
            postcode="51100",
            city="Reims",
            # Two leases that one landlord signs on one day would be asked about.
            lease_date=date(
                2019 + chance.randint(0, 6), chance.randint(1, 12), 1 + self.count * 5 % 28
            ),
            rent_cents=rent,
            charges_cents=chance.randrange(3_000, 9_000, 100),
            reference=f"DEMO-{self.count:04d}",
            housing_aid_cents=chance.randrange(0, 25_000, 100),
        )
        unpaid = Period(first, add_months(first, months))
        certified = rent * months + chance.randint(0, 99)
        return filing.open_request(
            household,
            landlord=landlord,
            lease=lease,
            claim=Claim(
                months=unpaid,
                certified_cents=certified,
                arrears=month_by_month(unpaid, certified, lease),
                statement_on=today - timedelta(days=chance.randint(2, 20)),
                summary=chance.choice(SUMMARIES),
                funds=chance.choice(FUNDS),
                down_payment_cents=chance.choice((0, 5_000)),
                helped_by="" if self.count % 4 else "Une voisine inventée",
                agreed=True,
            ),
            organisation=organisation,
            statement=filing.Upload("decompte.pdf", self.statement),
            by=by,
            at=self.at,
        )

    def _offered(self, by: User) -> list[Landlord]:
        """Those of the demo's landlords that this person may choose."""
        seen = set(Landlord.objects.visible_to(by).values_list("pk", flat=True))
        return [landlord for landlord in self.landlords if landlord.pk in seen]

    def _filer(self, household: Household) -> tuple[User, Organisation | None]:
        """An agent of the association that accompanies the household, or else the CCAS."""
        for row in household.accompaniments.filter(ended_at=None).select_related("organisation"):
            for agent in self.world.agents:
                if row.organisation_id in agent.organisation_ids:
                    return agent, row.organisation
        return self.worker, None

    def draft(self, household: Household) -> None:
        """Half written: the landlord's statement has not come yet."""
        by, organisation = self._filer(household)
        home = household.housings.first()
        drafts.keep_draft(
            uuid.uuid5(uuid.NAMESPACE_URL, f"demo-draft-{household.number}"),
            typed={
                "household": str(household.pk),
                "organisation": str(organisation.pk) if organisation else "",
                "summary": SUMMARIES[0],
                "address": home.address if home else "",
                "postcode": "51100",
                "city": "Reims",
                "rent": "480,00",
            },
            household=household,
            organisation=organisation,
            by=by,
            at=self.at,
        )
