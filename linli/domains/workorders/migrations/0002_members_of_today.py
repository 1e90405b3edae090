"""A unit's orders are for those who work for it under a post that is valid today."""

from django.db import migrations

ACCOUNT = "NULLIF(current_setting('linli.account', true), '')::bigint"
# the calendar day of the posts is ours, the session's clock may be UTC
TODAY = "(now() AT TIME ZONE 'Asia/Shanghai')::date"
FUNCTION = f"""
CREATE OR REPLACE FUNCTION workorders_own_units() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    account bigint := {ACCOUNT};
BEGIN
    IF account IS NULL THEN
        RETURN '{{}}';
    END IF;
    RETURN ARRAY(SELECT m.unit_id FROM workorders_unitmember m %s WHERE m.account_id = account);
END
$$
"""
POSTS = f"""
    JOIN accounts_post p ON p.id = m.post_id AND p.account_id = m.account_id AND p.granted_at IS NOT NULL
        AND p.starts_on <= {TODAY} AND (p.ends_on IS NULL OR p.ends_on > {TODAY})
    JOIN accounts_account a ON a.id = m.account_id AND a.is_active
"""


class Migration(migrations.Migration):

    dependencies = [
        ("workorders", "0001_first"),
        ("accounts", "0003_elder_mode"),
    ]

    operations = [
        migrations.RunSQL(FUNCTION % POSTS, FUNCTION % ""),
    ]
