from django.urls import path

from northing.web.screens.map import views

urlpatterns = [
    path("map/", views.show, name="map"),
    path("map/data/", views.data, name="map-data"),
]
