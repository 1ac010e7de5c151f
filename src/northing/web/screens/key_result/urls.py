from django.urls import path

from northing.web.screens.key_result import views

urlpatterns = [
    path("key-results/<int:key_result_id>/", views.show, name="key-result"),
    path("key-results/<int:key_result_id>/explain/", views.explain, name="key-result-explain"),
    path("key-results/<int:key_result_id>/check-ins/", views.check_in, name="key-result-check-in"),
    path("key-results/<int:key_result_id>/deletion/", views.delete, name="key-result-delete"),
    path("key-results/<int:key_result_id>/restoration/", views.restore, name="key-result-restore"),
    path("check-ins/<int:checkin_id>/correction/", views.correct, name="checkin-correct"),
    path("check-ins/<int:checkin_id>/withdrawal/", views.withdraw, name="checkin-withdraw"),
]
