from django.urls import path

from northing.web.screens.okrs import views

urlpatterns = [
    path("okrs/", views.explore, name="okrs"),
    path("okrs/branches/<str:key>/", views.branch, name="okrs-branch"),
    path("okrs/export/", views.export, name="okrs-export"),
    path("okrs/teams/", views.choose_team, name="okrs-teams"),
    path("okrs/people/", views.choose_person, name="okrs-people"),
]
