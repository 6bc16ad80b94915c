"""The partner portal, under `/partenaire/`."""

from django.urls import path

from actors.views import partner_home

urlpatterns = [
    path("", partner_home.partner_home, name="partner_home"),
]
