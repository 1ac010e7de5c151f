"""Every address of the web door: one line for each screen."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("appearance/", include("northing.web.screens.appearance.urls")),
    path("styleguide/", include("northing.web.screens.styleguide.urls")),
]
