"""Every address of the web door: one line for each screen."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("appearance/", include("northing.web.screens.appearance.urls")),
    path("", include("northing.web.screens.check_in.urls")),
    path("", include("northing.web.screens.carrying.urls")),
    path("", include("northing.web.screens.coaching.urls")),
    path("", include("northing.web.screens.conversations.urls")),
    path("", include("northing.web.screens.craft.urls")),
    path("", include("northing.web.screens.drafting.urls")),
    path("first-run/", include("northing.web.screens.first_run.urls")),
    # Before the guide, which would read it as the name of a rule.
    path("guide/templates/", include("northing.web.screens.templates.urls")),
    path("guide/", include("northing.web.screens.guide.urls")),
    path("", include("northing.web.screens.home.urls")),
    path("", include("northing.web.screens.importing.urls")),
    path("", include("northing.web.screens.key_result.urls")),
    path("", include("northing.web.screens.mail.urls")),
    path("", include("northing.web.screens.map.urls")),
    path("", include("northing.web.screens.objective.urls")),
    path("", include("northing.web.screens.okrs.urls")),
    path("", include("northing.web.screens.person.urls")),
    path("", include("northing.web.screens.requests.urls")),
    path("", include("northing.web.screens.search.urls")),
    path("", include("northing.web.screens.sharing.urls")),
    path("", include("northing.web.screens.signin.urls")),
    path("", include("northing.web.screens.settings.urls")),
    path("", include("northing.web.screens.team.urls")),
    path("styleguide/", include("northing.web.screens.styleguide.urls")),
]
