from django.db import migrations

# The application owns no table, and only an owner may gather statistics (the right MAINTAIN is newer than PostgreSQL
# 15). Until autovacuum comes by, the plans for what a large load brought would be those for an empty table.
FUNCTION = """
CREATE FUNCTION registry_gather_statistics() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    ANALYZE registry_premises, registry_household, registry_person, registry_tenure
$$
"""


class Migration(migrations.Migration):

    dependencies = [
        ("registry", "0004_one_blind_index"),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION registry_gather_statistics()"),
    ]
