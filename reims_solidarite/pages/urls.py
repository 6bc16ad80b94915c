"""Addresses of the pages that add up several apps."""

from django.urls import path

from reims_solidarite.pages.views.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
]
