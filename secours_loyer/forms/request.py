"""The form of a request: the household, its lease, the debt, in the order of the papers."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from actors.households.models import Housing
from actors.models import StoredFile, User
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.cofunding import granted_of
from secours_loyer.actions.filing import NO_STATEMENT, Upload
from secours_loyer.actions.plausible import Claim, doubts
from secours_loyer.forms.debt_parts import OtherFundsForm
from secours_loyer.forms.filing.debt import DebtPart
from secours_loyer.forms.filing.household import HouseholdPart
from secours_loyer.forms.filing.landlord import LandlordPart
from secours_loyer.forms.filing.lease import LeasePart
from secours_loyer.forms.uploads import upload_of


class RequestForm(HouseholdPart, LandlordPart, LeasePart, DebtPart, OtherFundsForm):
    """Every field is on the lease or on the landlord's statement."""

    SECTIONS = (
        ("menage", "Le ménage", ("household", "organisation", "helped_by", "agreed", "summary")),
        ("bailleur", "Le bailleur", ("landlord", "landlord_name", "landlord_kind",
                                     "landlord_siret", "landlord_phone", "landlord_email",
                                     "landlord_mail_lines", "landlord_mail_postcode",
                                     "landlord_mail_city")),
        ("bail", "Le bail", ("reference", "address", "postcode", "city", "lease_date",
                             "lease_end")),
        ("loyer", "Le loyer de chaque mois", ("rent", "charges", "housing_aid",
                                              "aid_paid_to_landlord")),
        ("dette", "La dette, d’après le décompte du bailleur", (
            "statement_on", "statement", "certified", "first_month", "last_month")),
        ("mois", "Les mois impayés, un par un", ("debt_confirmed",)),
        ("financements", "Les aides demandées ailleurs pour cette dette", ()),
        ("apport", "L’apport du ménage", ("down_payment",)),
    )  # fmt: skip
    field_order = tuple(name for _, _, names in SECTIONS for name in names)

    at_home: uuid.UUID | None = None
    """The household whose known address the form shows."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_households(user)
        self.offer_landlords(user)
        self.offer_funds({})

    def start_at_home(self, on: date) -> None:
        """The address that the household's file knows, for whoever begins on this household."""
        household = self.chosen()
        home = Housing.objects.on(on).filter(household=household).first() if household else None
        if household is None or home is None or not home.address:
            return
        self.at_home = household.uid
        for name in ("address", "postcode", "city"):
            self.initial[name] = getattr(home, name)
        self.fields["address"].help_text = "Reprise du dossier du ménage : comparez-la au bail."

    def sections(self) -> list[dict[str, Any]]:
        """key, title, fields and lines of fields, for the page."""
        lines = {"mois": self.month_rows(), "financements": self.fund_pairs()}
        return [
            {
                "key": key,
                "title": title,
                "fields": [self[name] for name in names],
                "lines": lines.get(key, []),
            }
            for key, title, names in self.SECTIONS
        ]

    def clean(self) -> dict[str, Any]:
        # Read first, while nothing that was typed is set aside for an error of its own.
        found = list(self._doubts(self.cleaned_data))
        given = super().clean() or {}
        self.check_funds()
        for doubt in found:
            self.add_error(doubt.field, doubt.message)
        return given

    def _doubts(self, given: dict[str, Any]) -> Iterator[Refused]:
        """What cannot be true of what could be read: all of it."""
        rent = given.get("rent")
        funds = self.funds_said()
        return doubts(
            on=today(),
            lease_date=given.get("lease_date"),
            monthly_cents=rent + (given.get("charges") or 0) if rent is not None else None,
            months=self.months_claimed(),
            certified_cents=given.get("certified"),
            debt_confirmed=bool(given.get("debt_confirmed")),
            statement_on=given.get("statement_on"),
            shared_cents=granted_of(funds) + (given.get("down_payment") or 0),
        )

    def need_statement(self, *, kept: bool) -> None:
        """For a request that is filed: the landlord's paper comes with it, or was `kept`."""
        if not kept and not self.files.get("statement") and "statement" not in self.errors:
            self.add_error("statement", NO_STATEMENT)

    def claim(self) -> Claim:
        """What filing asks for."""
        given, months = self.cleaned_data, self.months_claimed()
        if months is None:
            raise Refused("Donnez le premier et le dernier mois impayés.", field="first_month")
        return Claim(
            months=months,
            certified_cents=given["certified"],
            statement_on=given["statement_on"],
            summary=given["summary"],
            down_payment_cents=given["down_payment"] or 0,
            helped_by=given["helped_by"],
            agreed=given["agreed"],
            debt_confirmed=given["debt_confirmed"],
            arrears=self.months_said(),
            funds=self.funds_said(),
        )

    def upload(self) -> Upload | None:
        return upload_of(self.cleaned_data.get("statement"))

    def request(self) -> dict[str, Any]:
        """What filing asks for."""
        return {
            "household": self.cleaned_data["household"],
            "organisation": self.cleaned_data["organisation"],
            "landlord": self.who_lets(),
            "lease": self.lease(),
            "claim": self.claim(),
            "statement": self.upload(),
        }

    def is_blank(self) -> bool:
        """Nothing was typed or chosen, beyond what the form began on; no file was sent."""
        names = [name for name in [*self.fields, *self.amounts_aside()] if self.data.get(name)]
        began = {
            name: self.get_initial_for_field(field, name) for name, field in self.fields.items()
        }
        own = [name for name in names if self.data[name] != str(began.get(name) or "")]
        return not self.files and not [name for name in own if name not in self.started()]

    def draft(self) -> dict[str, Any]:
        """What a draft keeps: everything as it was typed, and what could be understood."""
        started = self.started()
        return {
            "typed": {
                name: self.data[name]
                for name in [*self.fields, *self.amounts_aside()]
                if self.data.get(name) and name not in started
            },
            "household": self.cleaned_data.get("household"),
            "organisation": self.cleaned_data.get("organisation"),
        }

    def tell_kept(self, statement: StoredFile) -> None:
        """Say that the statement of the draft is there: a browser never sends a file again."""
        self["statement"].help_text = f"Déjà joint : {statement.name}. Un autre le remplace."

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal beside the field it speaks of."""
        field = "statement" if refusal.field == "file" else refusal.field
        self.add_error(field if field in self.fields else None, refusal.message)
