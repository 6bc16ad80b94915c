"""Addresses of the households, by surface."""

from django.urls import URLPattern, URLResolver

app_name = "households"
urlpatterns: list[URLPattern | URLResolver] = []
