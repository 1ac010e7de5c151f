from django.urls import path

from northing.web.screens.search import views

urlpatterns = [path("search/", views.search, name="search")]
