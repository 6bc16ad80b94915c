"""Addresses of the actors, by surface."""

from django.urls import include, path

app_name = "actors"
urlpatterns = [
    path("acteurs/", include("actors.urls.public")),
    path("partenaire/", include("actors.urls.partner")),
    path("admin/", include("actors.urls.staff")),
]
