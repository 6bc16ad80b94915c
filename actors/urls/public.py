"""Pages that anyone may read, under `/acteurs/`."""

from django.urls import path

from actors.views import committee, directory

urlpatterns = [
    path("", directory.Directory.as_view(), name="directory"),
    path("comite-des-usagers/", committee.committee, name="committee"),
    path("<slug:slug>/", directory.organisation, name="organisation"),
]
