from django.db import migrations

# The policy asked two tables in a subquery, which PostgreSQL planned anew for every statement about premises, four
# times the planning of the statement itself. A function is one value, found once a statement.
FUNCTION = """
CREATE FUNCTION registry_own_premises() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    person bigint := NULLIF(current_setting('linli.person', true), '')::bigint;
BEGIN
    IF person IS NULL THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT home_id FROM registry_person WHERE id = person AND home_id IS NOT NULL
        UNION ALL
        SELECT premises_id FROM registry_tenure WHERE person_id = person
    );
END
$$
"""
OLD_POLICY = """
CREATE POLICY own_person ON registry_premises FOR SELECT USING (
    id IN (
        SELECT home_id FROM registry_person WHERE id = NULLIF(current_setting('linli.person', true), '')::bigint
        UNION ALL
        SELECT premises_id FROM registry_tenure
        WHERE person_id = NULLIF(current_setting('linli.person', true), '')::bigint
    )
)
"""
NEW_POLICY = """
CREATE POLICY own_person ON registry_premises FOR SELECT
    USING (id = ANY ((SELECT registry_own_premises())::bigint[]))
"""
NO_POLICY = "DROP POLICY own_person ON registry_premises"


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0005_statistics'),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION registry_own_premises()"),
        migrations.RunSQL(NO_POLICY, OLD_POLICY),
        migrations.RunSQL(NEW_POLICY, NO_POLICY),
    ]
