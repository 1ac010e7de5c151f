"""Every address of Northing, door by door."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("northing.web.urls"))]

handler429 = "northing.web.screens.signin.views.too_many"
