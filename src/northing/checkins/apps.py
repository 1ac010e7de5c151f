from django.apps import AppConfig


class CheckInsConfig(AppConfig):
    name = "northing.checkins"
    label = "checkins"
