"""Every address of the portal; each app lists its own by surface (public, partner, staff…)."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("reims_solidarite.pages.urls")),
    path("", include("actors.urls")),
    path("", include("actors.households.urls")),
    path("", include("assises.urls")),
    path("", include("epicerie.urls")),
    path("", include("secours_loyer.urls")),
    path("connexion/", include("reims_solidarite.account_urls")),
    path("admin/", admin.site.urls),
]

handler400 = "reims_solidarite.pages.views.errors.bad_request"
handler403 = "reims_solidarite.pages.views.errors.forbidden"
handler404 = "reims_solidarite.pages.views.errors.not_found"
handler500 = "reims_solidarite.pages.views.errors.server_error"
