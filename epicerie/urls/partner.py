"""Addresses of the association managers."""

from django.urls import path

from epicerie.views import association, association_people, own_hours

urlpatterns = [
    path("remplacements/", association.CalledVolunteers.as_view(), name="association_called"),
    path("", association.AssociationVolunteers.as_view(), name="association_volunteers"),
    path("proposer/", association_people.propose, name="propose_volunteer"),
    path("heures/", own_hours.association_hours, name="association_hours"),
    path(
        "heures/<slug:slug>/benevolat.pdf",
        own_hours.association_valuation,
        {"kind": "pdf"},
        name="own_association_pdf",
    ),
    path(
        "heures/<slug:slug>/benevolat.xlsx",
        own_hours.association_valuation,
        {"kind": "xlsx"},
        name="own_association_xlsx",
    ),
    path(
        "heures/<slug:slug>/<int:pk>/attestation.pdf",
        own_hours.association_certificate,
        name="association_certificate",
    ),
    path("creneaux/", association_people.OwnShifts.as_view(), name="association_shifts"),
    path("creneaux/<int:pk>/remplacer/", association_people.substitute, name="substitute_place"),
]
