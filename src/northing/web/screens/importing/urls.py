from django.urls import path

from northing.web.screens.importing import views

urlpatterns = [
    path("settings/import/", views.upload, name="settings-import"),
    path("settings/import/runs/<int:run_id>/", views.run, name="settings-import-run"),
    path("settings/import/<str:key>/", views.preview, name="settings-import-preview"),
    path("settings/import/<str:key>/discarding/", views.discarding, name="settings-import-discarding"),
]
