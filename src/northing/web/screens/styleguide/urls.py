from django.urls import path

from northing.web.screens.styleguide import views

urlpatterns = [
    path("", views.styleguide, name="styleguide"),
    path("question/", views.question, name="styleguide-question"),
]
