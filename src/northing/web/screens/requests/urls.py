from django.urls import path

from northing.web.screens.requests import views

urlpatterns = [
    path("requests/", views.listed, name="requests"),
    path("requests/<int:request_id>/", views.show, name="request"),
    path("requests/<int:request_id>/steps/", views.step, name="request-step"),
    path("requests/<int:request_id>/bringer/", views.bring, name="request-bringer"),
    path("objectives/<int:objective_id>/requests/new/", views.ask, name="request-new"),
    path("teams/<int:team_id>/dependencies/", views.questions, name="team-dependencies"),
]
