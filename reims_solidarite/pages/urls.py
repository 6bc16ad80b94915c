"""Addresses of the pages that add up several apps."""

from django.urls import path

from reims_solidarite.pages.views.catalogue import catalogue
from reims_solidarite.pages.views.health import healthz
from reims_solidarite.pages.views.help import help_index, help_page
from reims_solidarite.pages.views.home import home
from reims_solidarite.pages.views.icon import icon
from reims_solidarite.pages.views.observatory import observatory
from reims_solidarite.pages.views.one_household import one_household
from reims_solidarite.pages.views.required import accessibility, legal, privacy

urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("favicon.ico", icon, name="icon"),
    path("accessibilite/", accessibility, name="accessibility"),
    path("donnees-personnelles/", privacy, name="privacy"),
    path("mentions-legales/", legal, name="legal"),
    path("aide/", help_index, name="help"),
    path("aide/<slug:slug>/", help_page, name="help_page"),
    path("menages/<uuid:uid>/", one_household, name="one_household"),
    path("admin/observatoire/", observatory, name="observatory"),
    path("admin/composants/", catalogue, name="catalogue"),
]
