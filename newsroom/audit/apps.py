from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class AuditConfig(AppConfig):
    name = "newsroom.audit"
    verbose_name = "Audit record"

    def ready(self):
        from newsroom import tick  # app ready
        from newsroom.audit import receivers  # app ready
        from newsroom.audit.operations import heads  # app ready

        pre_migrate.connect(receivers.lift_guards, sender=self)
        post_migrate.connect(receivers.restore_guards, sender=self)
        tick.register(heads.record_due)
        tick.register(heads.mail_due)
