from django.urls import path

from northing.web.screens.check_in import views

urlpatterns = [
    path("check-in/", views.check_in, name="check-in"),
    path("check-in/<int:key_result_id>/", views.save, name="check-in-save"),
    path("check-in/<int:key_result_id>/preview/", views.preview, name="check-in-preview"),
    path("check-in/undo/<int:checkin_id>/", views.undo, name="check-in-undo"),
]
