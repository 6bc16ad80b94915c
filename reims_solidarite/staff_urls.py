"""Task pages inside the admin site: each app's own, under the app's name."""

from django.urls import include, path

urlpatterns = [
    path("", include("reims_solidarite.pages.staff_urls")),
    path("reseau/", include("actors.urls.staff")),
    path("menages/", include("actors.households.staff_urls")),
    path("assises/", include("assises.staff_urls")),
    path("epicerie/", include("epicerie.urls.staff")),
    path("secours-loyer/", include("secours_loyer.urls.staff")),
]
