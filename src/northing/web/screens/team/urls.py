from django.urls import path

from northing.web.screens.team import views

urlpatterns = [
    path("teams/", views.teams, name="teams"),
    path("teams/<int:team_id>/", views.team, name="team"),
    path("teams/<int:team_id>/calibration/", views.calibration, name="team-calibration"),
]
