"""The four steps after writing, and the way from step to step."""

from django.urls import path

from northing.web.screens.craft.views import aligning, finalising, refining, steps, transmitting

urlpatterns = [
    path("teams/<int:team_id>/draft/<int:cycle_id>/refine/", refining.refine, name="draft-refine"),
    path("teams/<int:team_id>/draft/<int:cycle_id>/align/", aligning.align, name="draft-align"),
    path("teams/<int:team_id>/draft/<int:cycle_id>/finalise/", finalising.finalise, name="draft-finalise"),
    path("teams/<int:team_id>/draft/<int:cycle_id>/transmit/", transmitting.transmit, name="draft-transmit"),
    path("teams/<int:team_id>/draft/<int:cycle_id>/steps/", steps.step, name="draft-step"),
]
