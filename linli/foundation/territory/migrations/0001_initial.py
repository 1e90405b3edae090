import django.contrib.postgres.constraints
import django.db.models.deletion
import linli.foundation.territory.models.name
import linli.foundation.territory.models.overlay
import linli.toolbox.levels
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        # equality and overlap in one exclusion constraint
        # others use it too, and whoever made it owns it: going back leaves it
        migrations.RunSQL('CREATE EXTENSION IF NOT EXISTS btree_gist', migrations.RunSQL.noop),
        migrations.CreateModel(
            name='Overlay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('kind', models.CharField(choices=[('operation_grid', 'City operation grids'), ('police', 'Police areas'), ('property', 'Property management areas'), ('other', 'Other')], max_length=24, verbose_name='kind')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('is_demo', models.BooleanField(default=False, verbose_name='demonstration data')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('code', models.BigIntegerField(primary_key=True, serialize=False, verbose_name='code')),
                ('hi', models.BigIntegerField()),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'City'), (2, 'District'), (3, 'Street or town'), (4, 'Committee'), (5, 'Unit')], verbose_name='level')),
                ('kind', models.CharField(choices=[('municipality', 'Municipality'), ('city', 'City'), ('district', 'District'), ('county', 'County'), ('county_level_city', 'County-level city'), ('subdistrict', 'Subdistrict'), ('town', 'Town'), ('township', 'Township'), ('special_zone', 'Development zone or farm'), ('neighbourhood_committee', 'Neighbourhood committee'), ('village_committee', 'Village committee'), ('statistical_community', 'Community for statistics only'), ('estate', 'Housing estate'), ('building_group', 'Building group')], max_length=32, verbose_name='kind')),
                ('national_code', models.CharField(blank=True, max_length=12, verbose_name='national code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('short_name', models.CharField(max_length=80)),
                ('initials', models.CharField(blank=True, max_length=80)),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='territory.area')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='AreaChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('split', 'Split'), ('merge', 'Merge'), ('rename', 'New name'), ('move', 'Moved to another parent')], max_length=16, verbose_name='kind')),
                ('on', models.DateField(verbose_name='takes effect on')),
                ('basis', models.CharField(max_length=300, verbose_name='basis')),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('from_area', models.ForeignKey(db_column='from_code', on_delete=django.db.models.deletion.PROTECT, related_name='changes_out', to='territory.area')),
                ('to_area', models.ForeignKey(db_column='to_code', on_delete=django.db.models.deletion.PROTECT, related_name='changes_in', to='territory.area')),
            ],
            options={
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AreaName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='territory.area')),
            ],
            options={
                'ordering': ['area', models.OrderBy(models.F('valid_from'), nulls_first=True)],
            },
        ),
        migrations.CreateModel(
            name='OverlayZone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('overlay', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='zones', to='territory.overlay')),
            ],
            options={
                'ordering': ['overlay', 'code'],
            },
        ),
        migrations.CreateModel(
            name='OverlayMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lo', models.BigIntegerField()),
                ('hi', models.BigIntegerField()),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('overlay', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='territory.overlay')),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='territory.overlayzone')),
            ],
            options={
                'ordering': ['lo'],
            },
        ),
        migrations.AddIndex(
            model_name='area',
            index=models.Index(fields=['level', 'code'], name='territory_area_level_code'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.CheckConstraint(condition=models.Q(('hi__gt', models.F('code'))), name='territory_area_range_runs_upwards'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='territory_area_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.CheckConstraint(condition=models.Q(('level', linli.toolbox.levels.Level['CITY']), ('parent__isnull', False), _connector='OR'), name='territory_area_has_a_parent'),
        ),
        migrations.AddConstraint(
            model_name='areachange',
            constraint=models.UniqueConstraint(fields=('from_area', 'to_area', 'kind', 'on'), name='territory_change_recorded_once'),
        ),
        migrations.AddConstraint(
            model_name='areachange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('from_area', models.F('to_area')), ('kind', 'rename')), models.Q(models.Q(('kind', 'rename'), _negated=True), models.Q(('from_area', models.F('to_area')), _negated=True)), _connector='OR'), name='territory_change_leads_elsewhere'),
        ),
        migrations.AddConstraint(
            model_name='areachange',
            constraint=models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='territory_change_has_a_basis'),
        ),
        migrations.AddConstraint(
            model_name='areaname',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('area',), name='territory_one_name_of_today'),
        ),
        migrations.AddConstraint(
            model_name='areaname',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('area', '='), (linli.foundation.territory.models.name.DateRange('valid_from', 'valid_to'), '&&')], name='territory_one_name_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='overlayzone',
            constraint=models.UniqueConstraint(fields=('overlay', 'code'), name='territory_zone_code_once_an_overlay'),
        ),
        migrations.AddConstraint(
            model_name='overlaymember',
            constraint=models.CheckConstraint(condition=models.Q(('hi__gt', models.F('lo'))), name='territory_member_range_runs_upwards'),
        ),
        migrations.AddConstraint(
            model_name='overlaymember',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('overlay', '='), (linli.foundation.territory.models.overlay.CodeRange('lo', 'hi'), '&&'), (linli.foundation.territory.models.name.DateRange('valid_from', 'valid_to'), '&&')], name='territory_one_zone_at_a_time'),
        ),
    ]
