"""Addresses of the social grocery, by surface."""

from django.urls import URLPattern, URLResolver

app_name = "epicerie"
urlpatterns: list[URLPattern | URLResolver] = []
