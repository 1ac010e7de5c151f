from django.apps import AppConfig


class CraftingConfig(AppConfig):
    name = "northing.crafting"
    label = "crafting"
