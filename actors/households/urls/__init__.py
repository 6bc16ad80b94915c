"""Addresses of the households, by surface."""

from django.urls import include, path

app_name = "households"
urlpatterns = [
    path("admin/menages/", include("actors.households.urls.staff")),
    path("partenaire/menages/", include("actors.households.urls.partner")),
]
