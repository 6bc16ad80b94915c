"""Addresses of the association managers."""

from django.urls import path

from epicerie.views import association

urlpatterns = [
    path("remplacements/", association.CalledVolunteers.as_view(), name="association_called"),
    path("", association.AssociationVolunteers.as_view(), name="association_volunteers"),
]
