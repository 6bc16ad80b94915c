"""Every address of the portal. Staff pages of the apps live inside /admin/."""

from django.contrib import admin
from django.urls import include, path

from reims_solidarite.pages.views import errors

urlpatterns = [
    path("", include("reims_solidarite.pages.urls")),
    path("acteurs/", include("actors.urls.public")),
    path("partenaire/", include("actors.urls.partner")),
    path("assises/", include("assises.urls")),
    path("benevole/", include("epicerie.urls.volunteer")),
    path("partenaire/menages/", include("actors.households.urls")),
    path("partenaire/loyer/", include("secours_loyer.urls.partner")),
    path("bailleur/", include("secours_loyer.urls.landlord")),
    path("connexion/", include("reims_solidarite.account_urls")),
    path("admin/", include("reims_solidarite.staff_urls")),
    path("admin/", admin.site.urls),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
