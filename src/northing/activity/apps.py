from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "northing.activity"
    label = "activity"
