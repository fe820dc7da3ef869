from django.apps import AppConfig
from django.core import checks


class PublicationConfig(AppConfig):
    name = "newsroom.publication"
    verbose_name = "Publication"

    def ready(self):
        from newsroom.media import hooks  # app ready
        from newsroom.publication import usages  # app ready
        from newsroom.publication.checks import check_security_contact, check_site  # app ready

        checks.register(check_security_contact)
        checks.register(check_site)
        hooks.usages.append(usages.pages_with)
        hooks.in_texts.append(usages.in_pages)
        hooks.shown.append(usages.in_pages)
        hooks.attachment_usages.append(usages.pages_with_attachment)
        hooks.attachments_in_texts.append(usages.attachments_in_pages)
