import django.contrib.postgres.constraints
import django.db.models.deletion
import django.utils.timezone
import linli.foundation.accounts.models.post
from django.conf import settings
from django.db import migrations, models

from linli.foundation.scope.walls import ScopeWall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('territory', '0001_initial'),
    ]

    operations = [
        # a post's account, role and days in one exclusion constraint
        # others use it too, and whoever made it owns it: going back leaves it
        migrations.RunSQL('CREATE EXTENSION IF NOT EXISTS btree_gist', migrations.RunSQL.noop),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('area_code', models.BigIntegerField()),
                ('username', models.CharField(max_length=64, unique=True, verbose_name='user name')),
                ('display_name', models.CharField(max_length=80, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('telephone_sealed', models.BinaryField(blank=True, null=True)),
                ('language', models.CharField(blank=True, max_length=8, verbose_name='language')),
                ('person_id', models.BigIntegerField(blank=True, null=True)),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('is_demo', models.BooleanField(default=False, verbose_name='demonstration data')),
                ('must_change_password', models.BooleanField(default=False, verbose_name='must change the password')),
                ('sessions_valid_from', models.DateTimeField(default=django.utils.timezone.now)),
                ('totp_secret', models.BinaryField(blank=True, null=True)),
                ('totp_confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('totp_last_step', models.BigIntegerField(default=0)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_sign_in_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['area_code', 'username'], name='accounts_account_area'), models.Index(condition=models.Q(('email', ''), _negated=True), fields=['email'], name='accounts_account_email')],
                'constraints': [models.CheckConstraint(condition=models.Q(('username__regex', '^[a-z0-9][a-z0-9._@+-]{1,63}$')), name='accounts_username_is_plain'), models.CheckConstraint(condition=models.Q(('display_name', ''), _negated=True), name='accounts_account_has_a_name'), models.CheckConstraint(condition=models.Q(('totp_confirmed_at', None), ('totp_secret__isnull', False), _connector='OR'), name='accounts_confirmed_code_has_a_secret'), models.UniqueConstraint(condition=models.Q(('person_id__isnull', False)), fields=('person_id',), name='accounts_one_a_person')],
            },
        ),
        migrations.CreateModel(
            name='SignInAttempts',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('wait_until', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['last_at'], name='accounts_attempts_age')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area_code', models.BigIntegerField()),
                ('role', models.CharField(choices=[('resident', 'Resident'), ('committee_worker', 'Committee worker'), ('block_head', 'Block head'), ('volunteer', 'Volunteer'), ('owners_committee', "Owners' committee member"), ('property_firm', 'Property firm staff'), ('community_organisation', 'Community organisation staff'), ('committee_head', 'Committee head'), ('street_operator', 'Street operator'), ('district_operator', 'District operator'), ('city_operator', 'City operator'), ('department_officer', 'Department officer'), ('system_administrator', 'System administrator'), ('security_administrator', 'Security administrator'), ('audit_administrator', 'Audit administrator')], max_length=32, verbose_name='role')),
                ('starts_on', models.DateField(verbose_name='starts on')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='ends on')),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('granted_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.area')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['starts_on', 'pk'],
                'indexes': [models.Index(fields=['area_code', 'role'], name='accounts_post_area')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='accounts_post_days_in_order'), models.CheckConstraint(condition=models.Q(('area_code', models.F('area'))), name='accounts_post_lies_in_its_area'), models.CheckConstraint(condition=models.Q(('granted_by', None), ('granted_at__isnull', False), _connector='OR'), name='accounts_post_granted_pair'), models.CheckConstraint(condition=models.Q(('ended_by', None), ('ended_at__isnull', False), _connector='OR'), name='accounts_post_ended_pair'), models.CheckConstraint(condition=models.Q(('granted_by', None), models.Q(('granted_by', models.F('account')), _negated=True), _connector='OR'), name='accounts_nobody_grants_themselves'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('account', '='), ('role', '='), ('area', '='), (linli.foundation.accounts.models.post.Days('starts_on', 'ends_on'), '&&')], name='accounts_no_post_twice'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('role__in', ['audit_administrator', 'security_administrator', 'system_administrator'])), expressions=[('account', '='), ('role', '<>'), (linli.foundation.accounts.models.post.Days('starts_on', 'ends_on'), '&&')], name='accounts_administrators_apart')],
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area_code', models.BigIntegerField()),
                ('code_hash', models.CharField(max_length=64)),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'code_hash'), name='accounts_recovery_code_once')],
            },
        ),
        ScopeWall('accounts_account', account_column='id'),
        ScopeWall('accounts_post', account_column='account_id'),
        ScopeWall('accounts_recoverycode', account_column='account_id'),
    ]
