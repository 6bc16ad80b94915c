"""Addresses of the social grocery, by surface."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "epicerie"
urlpatterns: list[URLPattern | URLResolver] = [
    path("benevole/", include("epicerie.urls.volunteer")),
    path("partenaire/benevoles/", include("epicerie.urls.partner")),
    path("admin/epicerie/", include("epicerie.urls.staff")),
]
