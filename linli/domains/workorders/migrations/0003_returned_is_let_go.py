"""What a unit returned before is let go of as well: the order names the unit no longer, its steps still do."""

from django.db import migrations

LET_GO = """
UPDATE workorders_order o SET holder_unit_id = NULL, holder_post_id = NULL
WHERE o.holder_unit_id IS NOT NULL AND o.holder <> 'unit' AND 'return' = (
    SELECT s.verb FROM workorders_step s WHERE s.order_id = o.id AND s.verb IN ('dispatch', 'return')
    ORDER BY s.id DESC LIMIT 1
)
"""


class Migration(migrations.Migration):

    dependencies = [
        ("workorders", "0002_members_of_today"),
    ]

    operations = [
        migrations.RunSQL(LET_GO, migrations.RunSQL.noop),
    ]
