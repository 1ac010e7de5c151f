from django.urls import path

from northing.web.screens.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("seen/", views.seen, name="home-seen"),
]
