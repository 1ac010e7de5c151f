from django.urls import path

from northing.web.screens.mail import views

urlpatterns = [path("mail/off/<str:token>/", views.off, name="mail-off")]
