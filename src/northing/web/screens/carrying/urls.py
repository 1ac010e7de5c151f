from django.urls import path

from northing.web.screens.carrying import views

urlpatterns = [
    path("objectives/<int:objective_id>/carry-forward/", views.carry, name="carry-forward"),
]
