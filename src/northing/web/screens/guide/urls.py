from django.urls import path

from northing.web.screens.guide import views

urlpatterns = [
    path("", views.contents, name="guide"),
    path("<slug:rule>/", views.rule, name="guide-rule"),
]
