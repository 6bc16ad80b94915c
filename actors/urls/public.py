"""Pages that anyone may read, under `/acteurs/`."""

from django.urls import path

from actors.views import by_theme, committee, directory

urlpatterns = [
    path("", directory.Directory.as_view(), name="directory"),
    path("qui-agit-sur-quoi/", by_theme.ByTheme.as_view(), name="by_theme"),
    path("comite-des-usagers/", committee.committee, name="committee"),
    path("<slug:slug>/", directory.organisation, name="organisation"),
]
