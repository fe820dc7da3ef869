import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='attachment',
            options={'ordering': ['-created_at', '-pk'], 'permissions': [('change_any_attachment', 'Can change files that others added'), ('pull_attachment', 'Can take a file from every page at once')], 'verbose_name': 'file or recording', 'verbose_name_plural': 'files and recordings'},
        ),
        migrations.AddField(
            model_name='attachment',
            name='pull_reason',
            field=models.CharField(blank=True, editable=False, max_length=1000),
        ),
        migrations.AddField(
            model_name='attachment',
            name='pulled_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='attachment',
            name='pulled_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('pull_reason', ''), ('pulled_at__isnull', True), ('pulled_by__isnull', True)), models.Q(models.Q(('pull_reason', ''), _negated=True), ('pulled_at__isnull', False)), _connector='OR'), name='attachment_pulled_has_a_reason_and_a_time'),
        ),
    ]
