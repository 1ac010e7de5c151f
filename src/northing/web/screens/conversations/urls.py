from django.urls import path

from northing.web.screens.conversations import views

urlpatterns = [
    path("objectives/<int:objective_id>/comments/", views.comments, name="comments"),
    path("objectives/<int:objective_id>/mentions/", views.mentions, name="comment-mentions"),
    path("comments/<int:comment_id>/", views.edit, name="comment"),
    path("comments/<int:comment_id>/answers/", views.answer, name="comment-answers"),
    path("comments/<int:comment_id>/reactions/", views.react, name="comment-reactions"),
    path("comments/<int:comment_id>/resolution/", views.settle, name="comment-resolution"),
    path("comments/<int:comment_id>/deletion/", views.delete, name="comment-deletion"),
    path("comments/<int:comment_id>/restoration/", views.restore, name="comment-restoration"),
]
