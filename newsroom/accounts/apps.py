from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "newsroom.accounts"
    verbose_name = "People and roles"

    def ready(self):
        from newsroom.accounts import receivers  # app ready

        receivers.connect()
