import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0001_first'),
    ]

    operations = [
        migrations.RenameModel(old_name='Receipt', new_name='Hearing'),
        migrations.RemoveConstraint(model_name='hearing', name='receipt_once'),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.UniqueConstraint(fields=('event', 'subscriber'), name='heard_once'),
        ),
        migrations.AlterField(
            model_name='hearing',
            name='event',
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name='hearings', to='events.event'
            ),
        ),
    ]
