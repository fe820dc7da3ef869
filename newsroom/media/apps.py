from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class MediaConfig(AppConfig):
    name = "newsroom.media"
    verbose_name = "Media"

    def ready(self):
        from newsroom import tick  # app ready
        from newsroom.media import triggers  # app ready
        from newsroom.media.checks import check_anchors, check_letters, check_object_storage  # app ready
        from newsroom.media.operations.embedding import refresh  # app ready
        from newsroom.media.operations.rendering import render_next  # app ready

        checks.register(check_anchors)
        checks.register(check_letters)
        checks.register(check_object_storage)
        post_migrate.connect(triggers.guard_detection, sender=self)
        tick.register(render_next)
        tick.register(refresh)
