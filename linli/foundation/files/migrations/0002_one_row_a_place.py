from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0001_first'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.UniqueConstraint(fields=('storage_name',), name='file_place_once'),
        ),
    ]
