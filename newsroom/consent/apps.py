from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "newsroom.consent"
    verbose_name = "Consent"
