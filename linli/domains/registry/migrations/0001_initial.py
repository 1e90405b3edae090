import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from linli.foundation.scope.walls import ScopeWall

# A resident reads the addresses of the own home and of the own tenures, and no other.
_PERSON = "NULLIF(current_setting('linli.person', true), '')::bigint"
OWN_ADDRESSES = migrations.RunSQL(
    sql=f"""
        CREATE POLICY own_person ON registry_premises FOR SELECT USING (
            id IN (
                SELECT home_id FROM registry_person WHERE id = {_PERSON}
                UNION ALL
                SELECT premises_id FROM registry_tenure WHERE person_id = {_PERSON}
            )
        )
    """,
    reverse_sql="DROP POLICY own_person ON registry_premises",
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        # equality and overlap in one exclusion constraint
        # others use it too, and whoever made it owns it: going back leaves it
        migrations.RunSQL('CREATE EXTENSION IF NOT EXISTS btree_gist', migrations.RunSQL.noop),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area_code', models.BigIntegerField()),
                ('number', models.CharField(blank=True, default='', max_length=30)),
                ('batch_id', models.BigIntegerField(blank=True, null=True)),
                ('recorded_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('committee_code', models.BigIntegerField(primary_key=True, serialize=False)),
                ('people', models.IntegerField(default=0)),
                ('elders', models.IntegerField(default=0)),
                ('households', models.IntegerField(default=0)),
                ('homes', models.IntegerField(default=0)),
                ('organisations', models.IntegerField(default=0)),
                ('without_birth_date', models.IntegerField(default=0)),
                ('without_telephone', models.IntegerField(default=0)),
                ('without_home', models.IntegerField(default=0)),
                ('counted_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area_code', models.BigIntegerField()),
                ('file_id', models.BigIntegerField()),
                ('filename', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('encoding', models.CharField(blank=True, default='', max_length=20)),
                ('columns', models.JSONField(default=list)),
                ('mapping', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('uploaded', 'Uploaded'), ('checking', 'Being checked'), ('checked', 'Checked'), ('loading', 'Being loaded'), ('loaded', 'Loaded'), ('undoing', 'Being undone'), ('undone', 'Undone'), ('failed', 'Failed')], default='uploaded', max_length=10)),
                ('rows_seen', models.IntegerField(default=0)),
                ('rows_total', models.IntegerField(blank=True, null=True)),
                ('rows_new', models.IntegerField(default=0)),
                ('rows_changed', models.IntegerField(default=0)),
                ('rows_same', models.IntegerField(default=0)),
                ('rows_wrong', models.IntegerField(default=0)),
                ('failure', models.CharField(blank=True, default='', max_length=500)),
                ('uploaded_by_id', models.BigIntegerField(null=True)),
                ('uploaded_post_id', models.BigIntegerField(null=True)),
                ('uploaded_at', models.DateTimeField()),
                ('loaded_at', models.DateTimeField(blank=True, null=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['area_code', '-id'], name='import_batch_area')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'loaded'), _negated=True), ('loaded_at__isnull', False), _connector='OR'), name='import_batch_loaded_at')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area_code', models.BigIntegerField()),
                ('name', models.CharField(db_collation='C', max_length=80)),
                ('sex', models.SmallIntegerField(choices=[(0, 'Unknown'), (1, 'Male'), (2, 'Female'), (9, 'Not stated')], default=0)),
                ('birth_date', models.DateField(blank=True, null=True)),
                ('citizen_id', models.BinaryField(null=True)),
                ('citizen_id_index', models.BinaryField(null=True)),
                ('telephone', models.BinaryField(null=True)),
                ('telephone_index', models.BinaryField(null=True)),
                ('relation', models.CharField(blank=True, choices=[('0', 'Head'), ('1', 'Spouse'), ('2', 'Son'), ('3', 'Daughter'), ('4', 'Grandchild'), ('5', 'Parent'), ('6', 'Grandparent'), ('7', 'Brother or sister'), ('8', 'Other'), ('', 'Not stated')], default='', max_length=1)),
                ('standing', models.CharField(choices=[('present', 'Lives here'), ('away', 'Registered here, lives elsewhere'), ('moved', 'Moved away'), ('dead', 'Died')], default='present', max_length=8)),
                ('source', models.CharField(choices=[('committee', 'Committee'), ('import', 'Import'), ('police', 'Police baseline'), ('self', 'The person'), ('demo', 'Synthetic')], max_length=10)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by_id', models.BigIntegerField(null=True)),
                ('reason', models.CharField(blank=True, default='', max_length=200)),
                ('batch_id', models.BigIntegerField(blank=True, null=True)),
                ('version', models.IntegerField(default=1)),
                ('name_initials', models.CharField(db_collation='C', max_length=80)),
                ('citizen_id_tail', models.BinaryField(null=True)),
                ('telephone_tail', models.BinaryField(null=True)),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='registry.household')),
            ],
        ),
        migrations.CreateModel(
            name='Premises',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area_code', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('road', 'Road'), ('estate', 'Estate or village'), ('zone', 'Zone of an estate'), ('lane', 'Lane'), ('sublane', 'Sub-lane'), ('group', 'Village group'), ('number', 'Number'), ('building', 'Building'), ('entrance', 'Entrance'), ('floor', 'Floor'), ('room', 'Room')], max_length=10)),
                ('label', models.CharField(max_length=60)),
                ('path', models.CharField(db_collation='C', max_length=200)),
                ('short_path', models.CharField(blank=True, db_collation='C', default='', max_length=200)),
                ('is_home', models.BooleanField(default=False)),
                ('batch_id', models.BigIntegerField(blank=True, null=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='registry.premises')),
            ],
        ),
        migrations.CreateModel(
            name='PersonRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area_code', models.BigIntegerField()),
                ('name', models.CharField(db_collation='C', max_length=80)),
                ('sex', models.SmallIntegerField(choices=[(0, 'Unknown'), (1, 'Male'), (2, 'Female'), (9, 'Not stated')], default=0)),
                ('birth_date', models.DateField(blank=True, null=True)),
                ('citizen_id', models.BinaryField(null=True)),
                ('citizen_id_index', models.BinaryField(null=True)),
                ('telephone', models.BinaryField(null=True)),
                ('telephone_index', models.BinaryField(null=True)),
                ('relation', models.CharField(blank=True, choices=[('0', 'Head'), ('1', 'Spouse'), ('2', 'Son'), ('3', 'Daughter'), ('4', 'Grandchild'), ('5', 'Parent'), ('6', 'Grandparent'), ('7', 'Brother or sister'), ('8', 'Other'), ('', 'Not stated')], default='', max_length=1)),
                ('standing', models.CharField(choices=[('present', 'Lives here'), ('away', 'Registered here, lives elsewhere'), ('moved', 'Moved away'), ('dead', 'Died')], default='present', max_length=8)),
                ('source', models.CharField(choices=[('committee', 'Committee'), ('import', 'Import'), ('police', 'Police baseline'), ('self', 'The person'), ('demo', 'Synthetic')], max_length=10)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by_id', models.BigIntegerField(null=True)),
                ('reason', models.CharField(blank=True, default='', max_length=200)),
                ('batch_id', models.BigIntegerField(blank=True, null=True)),
                ('version', models.IntegerField(default=1)),
                ('superseded_at', models.DateTimeField()),
                ('superseded_by_id', models.BigIntegerField(null=True)),
                ('superseded_batch_id', models.BigIntegerField(blank=True, null=True)),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.household')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='registry.person')),
                ('home', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.premises')),
            ],
        ),
        migrations.AddField(
            model_name='person',
            name='home',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='residents', to='registry.premises'),
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area_code', models.BigIntegerField()),
                ('name', models.CharField(db_collation='C', max_length=120)),
                ('name_initials', models.CharField(db_collation='C', default='', max_length=120)),
                ('kind', models.CharField(choices=[('committee', 'Neighbourhood committee'), ('owners_committee', "Owners' committee"), ('property_firm', 'Property firm'), ('social', 'Social organisation'), ('enterprise', 'Enterprise'), ('department', 'Department'), ('other', 'Other')], default='other', max_length=20)),
                ('credit_code', models.CharField(blank=True, db_collation='C', default='', max_length=18)),
                ('credit_code_checks', models.BooleanField(default=True)),
                ('address', models.CharField(blank=True, default='', max_length=200)),
                ('telephone', models.CharField(blank=True, default='', max_length=30)),
                ('batch_id', models.BigIntegerField(blank=True, null=True)),
                ('recorded_at', models.DateTimeField()),
                ('version', models.IntegerField(default=1)),
                ('premises', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='registry.premises')),
            ],
        ),
        migrations.AddField(
            model_name='household',
            name='home',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='households', to='registry.premises'),
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('area_code', models.BigIntegerField()),
                ('token', models.UUIDField(primary_key=True, serialize=False)),
                ('account_id', models.BigIntegerField(null=True)),
                ('deed', models.CharField(max_length=40)),
                ('object_id', models.BigIntegerField(null=True)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['recorded_at'], name='receipt_age')],
            },
        ),
        migrations.CreateModel(
            name='Tenure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area_code', models.BigIntegerField()),
                ('kind', models.SmallIntegerField(choices=[(1, 'Registered (hukou)'), (2, 'Lives there'), (3, 'Owns'), (4, 'Rents')])),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('source', models.CharField(choices=[('committee', 'Committee'), ('import', 'Import'), ('police', 'Police baseline'), ('self', 'The person'), ('demo', 'Synthetic')], max_length=10)),
                ('batch_id', models.BigIntegerField(blank=True, null=True)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by_id', models.BigIntegerField(null=True)),
                ('reason', models.CharField(blank=True, default='', max_length=200)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tenures', to='registry.person')),
                ('premises', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tenures', to='registry.premises')),
            ],
        ),
        migrations.CreateModel(
            name='ImportProblem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area_code', models.BigIntegerField()),
                ('row', models.IntegerField()),
                ('column', models.CharField(blank=True, default='', max_length=80)),
                ('code', models.CharField(max_length=60)),
                ('detail', models.JSONField(default=dict)),
                ('is_warning', models.BooleanField(default=False)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='registry.importbatch')),
            ],
            options={
                'indexes': [models.Index(fields=['batch', 'row', 'id'], name='import_problem_order')],
            },
        ),
        migrations.AddIndex(
            model_name='premises',
            index=models.Index(fields=['area_code', 'id'], name='premises_area'),
        ),
        migrations.AddIndex(
            model_name='premises',
            index=models.Index(fields=['short_path', 'area_code'], name='premises_short_path'),
        ),
        migrations.AddIndex(
            model_name='premises',
            index=models.Index(condition=models.Q(('batch_id__isnull', False)), fields=['batch_id'], name='premises_batch'),
        ),
        migrations.AddConstraint(
            model_name='premises',
            constraint=models.UniqueConstraint(models.F('path'), django.db.models.expressions.CombinedExpression(models.F('area_code'), '/', models.Value(10000)), name='premises_once_per_committee'),
        ),
        migrations.AddConstraint(
            model_name='premises',
            constraint=models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='premises_has_a_label'),
        ),
        migrations.AddIndex(
            model_name='personrevision',
            index=models.Index(condition=models.Q(('superseded_batch_id__isnull', False)), fields=['superseded_batch_id'], name='revision_batch'),
        ),
        migrations.AddConstraint(
            model_name='personrevision',
            constraint=models.UniqueConstraint(fields=('person', 'version'), name='revision_once'),
        ),
        migrations.AddConstraint(
            model_name='personrevision',
            constraint=models.CheckConstraint(condition=models.Q(('superseded_at__gte', models.F('recorded_at'))), name='revision_known_forward'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['area_code', 'id'], name='person_area'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['name', 'area_code', 'id'], name='person_name'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['name_initials', 'area_code', 'id'], name='person_initials'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['citizen_id_tail', 'area_code'], name='person_id_tail'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['telephone_index', 'area_code'], name='person_telephone'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['telephone_tail', 'area_code'], name='person_telephone_tail'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('batch_id__isnull', False)), fields=['batch_id'], name='person_batch'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(models.F('citizen_id_index'), django.db.models.expressions.CombinedExpression(models.F('area_code'), '/', models.Value(10000)), name='person_once_per_committee'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='person_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('citizen_id__isnull', True), ('citizen_id_index__isnull', True), ('citizen_id_tail__isnull', True)), models.Q(('citizen_id__isnull', False), ('citizen_id_index__isnull', False), ('citizen_id_tail__isnull', False)), _connector='OR'), name='person_citizen_id_found'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('telephone__isnull', True), ('telephone_index__isnull', True), ('telephone_tail__isnull', True)), models.Q(('telephone__isnull', False), ('telephone_index__isnull', False), ('telephone_tail__isnull', False)), _connector='OR'), name='person_telephone_found'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['area_code', 'id'], name='organisation_area'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['name', 'area_code'], name='organisation_name'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(condition=models.Q(('batch_id__isnull', False)), fields=['batch_id'], name='organisation_batch'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(models.F('credit_code'), django.db.models.expressions.CombinedExpression(models.F('area_code'), '/', models.Value(10000)), condition=models.Q(('credit_code', ''), _negated=True), name='organisation_once_per_committee'),
        ),
        migrations.AddIndex(
            model_name='household',
            index=models.Index(fields=['area_code', 'id'], name='household_area'),
        ),
        migrations.AddIndex(
            model_name='household',
            index=models.Index(condition=models.Q(('batch_id__isnull', False)), fields=['batch_id'], name='household_batch'),
        ),
        migrations.AddIndex(
            model_name='tenure',
            index=models.Index(fields=['area_code', 'id'], name='tenure_area'),
        ),
        migrations.AddIndex(
            model_name='tenure',
            index=models.Index(condition=models.Q(('batch_id__isnull', False)), fields=['batch_id'], name='tenure_batch'),
        ),
        migrations.AddConstraint(
            model_name='tenure',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('premises', '='), ('kind', '='), ('period', '&&')], name='tenure_no_overlap'),
        ),
        migrations.AddConstraint(
            model_name='tenure',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind', 1)), expressions=[('person', '='), ('period', '&&')], name='tenure_registered_once'),
        ),
        migrations.AddConstraint(
            model_name='tenure',
            constraint=models.CheckConstraint(condition=models.Q(('period__isempty', False)), name='tenure_has_a_day'),
        ),
        ScopeWall("registry_person", person_column="id"),
        ScopeWall("registry_personrevision", person_column="person_id"),
        ScopeWall("registry_tenure", person_column="person_id"),
        ScopeWall("registry_household"),
        ScopeWall("registry_premises"),
        ScopeWall("registry_organisation"),
        ScopeWall("registry_importbatch"),
        ScopeWall("registry_importproblem"),
        ScopeWall("registry_receipt"),
        OWN_ADDRESSES,
    ]
