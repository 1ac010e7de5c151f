"""The four steps after writing, and the way from step to step."""

from django.urls import path

from northing.web.screens.craft.views import steps

urlpatterns = [
    path("teams/<int:team_id>/draft/<int:cycle_id>/steps/", steps.step, name="draft-step"),
]
