"""Addresses of the rent aid, by surface."""

from django.urls import include, path

app_name = "secours_loyer"
urlpatterns = [
    path("partenaire/", include("secours_loyer.urls.partner")),
    path("bailleur/", include("secours_loyer.urls.landlord")),
    path("admin/secours-loyer/", include("secours_loyer.urls.staff")),
]
