from django.urls import path

from northing.web.screens.appearance import views

urlpatterns = [path("", views.appearance, name="appearance")]
