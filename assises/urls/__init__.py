"""Addresses of the Assises, by surface."""

from django.urls import include, path

app_name = "assises"
urlpatterns = [
    path("assises/", include("assises.urls.public")),
    path("partenaire/assises/", include("assises.urls.partner")),
    path("admin/assises/", include("assises.urls.staff")),
]
