"""The list of drafts, the page that begins one, and the first step: writing."""

from django.urls import path

from northing.web.screens.craft.views import starting, writing

urlpatterns = [
    path("drafts/", starting.mine, name="drafts"),
    path("drafts/start/", starting.start, name="draft-start"),
    path("teams/<int:team_id>/draft/<int:cycle_id>/", writing.write, name="draft"),
    path("teams/<int:team_id>/draft/<int:cycle_id>/changes/", writing.changes, name="draft-changes"),
    path("teams/<int:team_id>/draft/<int:cycle_id>/restoration/", writing.restore, name="draft-restore"),
]
