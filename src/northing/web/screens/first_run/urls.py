from django.urls import path

from northing.web.screens.first_run import views

urlpatterns = [path("", views.first_run, name="first-run")]
