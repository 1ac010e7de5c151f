from django.urls import path

from northing.web.screens.person import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/<int:person_id>/", views.person, name="person"),
]
