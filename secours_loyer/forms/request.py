"""The form of a request: the household, its lease, the debt, in the order of the papers."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms

from actors.households.models import Household
from actors.models import Organisation, StoredFile, User
from reims_solidarite.kit.dates import Period, add_months, month_start
from reims_solidarite.kit.form_fields import DayField, EurosField
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.filing import NewLandlord, Upload
from secours_loyer.actions.plausible import Claim, Lease
from secours_loyer.models import Landlord, LandlordKind

KINDS = [("", "Choisissez"), *LandlordKind.choices]


class MonthField(DayField):
    """A month, by any of its days."""

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        return month_start(day) if day else None


class RequestForm(forms.Form):
    """Every field is on the lease or on the landlord's statement."""

    SECTIONS = (
        ("Le ménage", ("household", "organisation", "helped_by", "agreed", "summary")),
        ("Le bailleur", ("landlord", "landlord_name", "landlord_kind", "landlord_siret",
                         "landlord_phone", "landlord_email")),
        ("Le bail", ("reference", "address", "postcode", "city", "lease_date", "lease_end")),
        ("Le loyer de chaque mois", ("rent", "charges", "housing_aid", "aid_paid_to_landlord")),
        ("La dette", ("first_month", "last_month", "certified", "debt_confirmed", "statement_on",
                      "statement",
                      "cofunding", "down_payment")),
    )  # fmt: skip

    household = forms.ModelChoiceField(
        queryset=Household.objects.none(), label="Ménage", empty_label="Choisissez un ménage"
    )
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), label="Au nom de", empty_label="Choisissez"
    )
    helped_by = forms.CharField(
        label="Déposée avec l’aide de (facultatif)",
        max_length=120,
        required=False,
        help_text="La personne ou la structure qui aide le ménage à remplir cette demande.",
    )
    agreed = forms.BooleanField(
        label="Le ménage est d’accord pour cette demande et pour ce qui est transmis au CCAS",
        error_messages={"required": "Demandez d’abord son accord au ménage, puis cochez la case."},
    )
    summary = forms.CharField(
        label="La situation en quelques mots",
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ce qui s’est passé, ce qui est déjà fait. Rien sur la santé.",
    )
    landlord = forms.ModelChoiceField(
        queryset=Landlord.objects.none(),
        label="Bailleur connu",
        required=False,
        empty_label="Un autre bailleur (ci-dessous)",
    )
    landlord_name = forms.CharField(
        label="Nom exact de l’autre bailleur", max_length=120, required=False
    )
    landlord_kind = forms.ChoiceField(
        label="Type de bailleur",
        choices=KINDS,
        required=False,
    )
    landlord_siret = forms.RegexField(
        r"^\d{14}$",
        label="SIRET (facultatif)",
        required=False,
        error_messages={"invalid": "Un SIRET compte 14 chiffres."},
    )
    landlord_phone = forms.CharField(
        label="Téléphone du bailleur, lu sur le bail", max_length=20, required=False
    )
    landlord_email = forms.EmailField(label="Adresse e-mail du bailleur", required=False)
    reference = forms.CharField(
        label="Référence du locataire", max_length=30, required=False,
        help_text="Sur la quittance ou le décompte.",
    )  # fmt: skip
    address = forms.CharField(label="Adresse du logement", max_length=250)
    postcode = forms.RegexField(
        r"^\d{5}$",
        label="Code postal",
        initial="51100",
        error_messages={"invalid": "Un code postal compte 5 chiffres."},
    )
    city = forms.CharField(label="Commune", max_length=80, initial="Reims")
    lease_date = DayField(label="Date du bail")
    lease_end = DayField(label="Fin du bail, si elle est connue", required=False)
    rent = EurosField(label="Loyer (€)", minimum=100, maximum=1_000_000)
    charges = EurosField(label="Charges (€)", required=False, maximum=1_000_000)
    housing_aid = EurosField(label="Aide au logement (€)", required=False, maximum=1_000_000)
    aid_paid_to_landlord = forms.BooleanField(
        label="L’aide au logement est versée au bailleur", required=False
    )
    first_month = MonthField(label="Premier mois impayé", help_text="N’importe quel jour du mois.")
    last_month = MonthField(label="Dernier mois impayé", help_text="N’importe quel jour du mois.")
    certified = EurosField(label="Dette certifiée par le bailleur (€)", minimum=1)
    debt_confirmed = forms.BooleanField(
        label="Le montant est bien celui du décompte",
        required=False,
        help_text="Seulement si la dette est bien plus grande que les loyers de ces mois.",
    )
    statement_on = DayField(label="Décompte daté du")
    statement = forms.FileField(
        label="Décompte du bailleur (PDF ou photo)",
        required=False,
        help_text="Nécessaire pour déposer ; un brouillon peut attendre.",
    )
    cofunding = EurosField(label="Autres financements prévus (€)", required=False)
    down_payment = EurosField(label="Ce que le ménage peut payer (€)", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        households, own = self.fields["household"], self.fields["organisation"]
        households.queryset = Household.objects.visible_to(user)  # type: ignore[attr-defined]
        mine = Organisation.objects.filter(
            pk__in=[m.organisation_id for m in user.memberships if m.role != "bailleur"]
        )
        own.queryset = mine  # type: ignore[attr-defined]
        known = Landlord.objects.visible_to(user).order_by("name", "pk")
        self.fields["landlord"].queryset = known  # type: ignore[attr-defined]
        if len(mine) == 1:
            own.initial = mine[0].pk
        self.searched = user.is_staff
        if user.is_staff:
            # The CCAS sees every household: one is found by a search, not in a list of them all.
            own.required = False
            own.widget = forms.HiddenInput()
            households.widget = forms.HiddenInput()

    def households_offered(self) -> list[uuid.UUID]:
        """Those whose names the form shows."""
        if self.searched:
            return [known.uid] if (known := self.chosen()) else []
        field: Any = self.fields["household"]
        return list(field.queryset.values_list("uid", flat=True))

    def choose(self, uid: str) -> None:
        """The household whose page one comes from (by `uid` or number), if one may choose it."""
        households = self.fields["household"].queryset  # type: ignore[attr-defined]
        try:
            wanted = households.filter(uid=uuid.UUID(uid))
        except ValueError:
            wanted = households.filter(number=uid)
        if (known := wanted.first()) is not None:
            self.initial["household"] = known.pk

    def chosen(self) -> Household | None:
        """The household that the form is about so far."""
        field: Any = self.fields["household"]
        value = str(self["household"].value() or "")
        return field.queryset.filter(pk=value).first() if value.isdecimal() else None

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """(title, fields) for the page."""
        return [(title, [self[name] for name in names]) for title, names in self.SECTIONS]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("landlord"):
            for name in ("landlord_name", "landlord_kind"):
                if not given.get(name):
                    self.add_error(name, "Choisissez un bailleur connu, ou décrivez l’autre.")
        first, last = given.get("first_month"), given.get("last_month")
        if first and last and last < first:
            self.add_error("last_month", "Le dernier mois ne peut pas précéder le premier.")
        return given

    def who_lets(self) -> Landlord | NewLandlord:
        given = self.cleaned_data
        known: Landlord | None = given["landlord"]
        return known or NewLandlord(
            given["landlord_name"],
            given["landlord_kind"],
            given["landlord_siret"],
            given["landlord_phone"],
            given["landlord_email"],
        )

    def lease(self) -> Lease:
        given = self.cleaned_data
        return Lease(
            address=given["address"],
            postcode=given["postcode"],
            city=given["city"],
            lease_date=given["lease_date"],
            lease_end=given["lease_end"],
            rent_cents=given["rent"],
            reference=given["reference"],
            charges_cents=given["charges"] or 0,
            housing_aid_cents=given["housing_aid"] or 0,
            aid_paid_to_landlord=given["aid_paid_to_landlord"],
        )

    def claim(self) -> Claim:
        given = self.cleaned_data
        return Claim(
            months=Period(given["first_month"], add_months(given["last_month"], 1)),
            certified_cents=given["certified"],
            statement_on=given["statement_on"],
            summary=given["summary"],
            cofunding_cents=given["cofunding"] or 0,
            down_payment_cents=given["down_payment"] or 0,
            helped_by=given["helped_by"],
            agreed=given["agreed"],
            debt_confirmed=given["debt_confirmed"],
        )

    def upload(self) -> Upload | None:
        return upload_of(self.files.get("statement"))

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

    def draft(self) -> dict[str, Any]:
        """What a draft keeps: everything as it was typed, and what could be understood."""
        return {
            "typed": {name: self.data[name] for name in self.fields if self.data.get(name)},
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


def upload_of(file: Any) -> Upload | None:
    """The file as it was sent; its kind is read from its content by the action."""
    if not file:
        return None
    file.seek(0)
    return Upload(file.name, file.read())
