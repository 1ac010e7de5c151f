from django.urls import path

from northing.web.screens.sharing import views

urlpatterns = [
    path("objectives/<int:objective_id>/take-on/", views.take_on, name="take-on"),
    path("objectives/<int:objective_id>/versions/", views.show, name="versions"),
]
