"""Every address of Northing, door by door."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("account/", include("allauth.account.urls"))]

if find_spec("northing.web.urls"):
    urlpatterns.append(path("", include("northing.web.urls")))
