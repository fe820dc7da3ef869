from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0003_few_of_many'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='notice',
            name='mail_due_at',
            field=models.DateTimeField(help_text='Its mail waits and is not sent before; null: none waits.', null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='mail_tries',
            field=models.PositiveSmallIntegerField(default=0, help_text='How often its mail failed.'),
        ),
        migrations.AddField(
            model_name='notice',
            name='mailed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('mail_due_at__isnull', False)), fields=['mail_due_at'], name='notice_mail_waits'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('mail_tries__gt', 0), ('mailed_at__isnull', True)), fields=['created_at'], name='notice_mail_failed'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('mailed_at__isnull', True), ('mail_due_at__isnull', True), _connector='OR'), name='mailed_notice_waits_no_more'),
        ),
    ]
