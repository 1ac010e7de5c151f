"""Every address of Northing, door by door."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("northing.web.urls"))]

handler400 = "northing.web.errors.bad_request"
handler403 = "northing.web.errors.forbidden"
handler404 = "northing.web.errors.not_found"
handler500 = "northing.web.errors.broken"
handler429 = "northing.web.screens.signin.views.too_many"
