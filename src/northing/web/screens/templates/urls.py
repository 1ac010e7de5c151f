from django.urls import path

from northing.web.screens.templates import views

urlpatterns = [
    path("", views.library, name="templates"),
    path("<slug:slug>/", views.one, name="template"),
]
