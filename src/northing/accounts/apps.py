from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "northing.accounts"
    label = "accounts"
