from django.urls import path

from northing.web.screens.objective import views

urlpatterns = [
    path("objectives/<int:objective_id>/", views.show, name="objective"),
    path("objectives/<int:objective_id>/explain/", views.explain, name="objective-explain"),
    path("objectives/<int:objective_id>/publication/", views.publish, name="objective-publish"),
    path("objectives/<int:objective_id>/closure/", views.close, name="objective-close"),
    path("objectives/<int:objective_id>/reopening/", views.reopen, name="objective-reopen"),
    path("objectives/<int:objective_id>/deletion/", views.delete, name="objective-delete"),
    path("objectives/<int:objective_id>/restoration/", views.restore, name="objective-restore"),
    path("objectives/<int:objective_id>/weights/", views.weigh, name="objective-weigh"),
    path("objectives/<int:objective_id>/initiatives/", views.add_initiative, name="objective-initiatives"),
    path(
        "objectives/<int:objective_id>/initiatives/<int:initiative_id>/", views.edit_initiative, name="initiative-edit"
    ),
    path(
        "objectives/<int:objective_id>/initiatives/<int:initiative_id>/end/",
        views.end_initiative,
        name="initiative-end",
    ),
    path("initiatives/<int:initiative_id>/deletion/", views.delete_initiative, name="initiative-delete"),
    path("initiatives/<int:initiative_id>/restoration/", views.restore_initiative, name="initiative-restore"),
    path("alignments/<int:alignment_id>/removal/", views.unalign, name="alignment-remove"),
    path("alignments/<int:alignment_id>/restoration/", views.restore_alignment, name="alignment-restore"),
]
