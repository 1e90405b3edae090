from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('accounts', '0002_connections'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='elder_text',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='elder mode'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(
                condition=models.Q(('elder_text', None), ('elder_text__lte', 3), _connector='OR'),
                name='accounts_elder_text_is_a_size',
            ),
        ),
    ]
