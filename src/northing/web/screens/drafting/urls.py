from django.urls import path

from northing.web.screens.drafting.views import aligning, key_results, objectives

app_name = "drafting"

urlpatterns = [
    path("objectives/new/", objectives.new, name="objective_new"),
    path("objectives/<int:objective_id>/edit/", objectives.edit, name="objective_edit"),
    path("objectives/<int:objective_id>/move/", objectives.move, name="objective_move"),
    path("objectives/<int:objective_id>/align/", aligning.align, name="align"),
    path("objectives/<int:objective_id>/key-results/new/", key_results.new, name="key_result_new"),
    path("key-results/<int:key_result_id>/edit/", key_results.edit, name="key_result_edit"),
]
