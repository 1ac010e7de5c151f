from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages of Northing: screens, components and layouts, without tables of their own."""

    name = "northing.web"
    label = "web"
    verbose_name = "Northing on the web"
