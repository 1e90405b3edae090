from django.db import migrations

ACCOUNT = "NULLIF(current_setting('linli.account', true), '')::bigint"
IN_OWN_UNITS = "o.holder_unit_id = ANY ((SELECT workorders_own_units())::bigint[])"
STEPS = """
CREATE POLICY own_order ON workorders_step FOR SELECT USING (
    EXISTS (
        SELECT 1 FROM workorders_order o WHERE o.id = order_id
        AND (({mine} AND NOT is_inside) OR ({unit}{inside}))
    )
)
"""
PHOTOS = """
CREATE POLICY own_order ON workorders_orderphoto FOR SELECT USING (
    EXISTS (
        SELECT 1 FROM workorders_order o JOIN workorders_step s ON s.id = step_id
        WHERE o.id = workorders_orderphoto.order_id
        AND (({mine} AND NOT s.is_inside) OR ({unit}{inside}))
    )
)
"""
MINE = f"o.reporter_account_id = {ACCOUNT}"
# what an office notes for itself may name the reporter: a unit reads its own notes only
STEPS_NOW = STEPS.format(mine=MINE, unit=IN_OWN_UNITS, inside=" AND (NOT is_inside OR party = 'unit')")
PHOTOS_NOW = PHOTOS.format(mine=MINE, unit=IN_OWN_UNITS, inside=" AND (NOT s.is_inside OR s.party = 'unit')")
STEPS_BEFORE = STEPS.format(mine=MINE, unit=IN_OWN_UNITS, inside="")
PHOTOS_BEFORE = PHOTOS.format(mine=MINE, unit=IN_OWN_UNITS, inside="")
NO_STEPS = "DROP POLICY own_order ON workorders_step"
NO_PHOTOS = "DROP POLICY own_order ON workorders_orderphoto"


class Migration(migrations.Migration):

    dependencies = [
        ('workorders', '0003_returned_is_let_go'),
    ]

    operations = [
        migrations.RunSQL(NO_STEPS, STEPS_BEFORE),
        migrations.RunSQL(STEPS_NOW, NO_STEPS),
        migrations.RunSQL(NO_PHOTOS, PHOTOS_BEFORE),
        migrations.RunSQL(PHOTOS_NOW, NO_PHOTOS),
    ]
