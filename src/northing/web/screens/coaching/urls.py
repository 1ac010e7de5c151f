from django.urls import path

from northing.web.screens.coaching import views

urlpatterns = [path("coach/", views.read, name="coach")]
