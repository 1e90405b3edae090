"""The one text of an audit row that is hashed, built by PostgreSQL and never changed once used.

``ROW(…)::text`` is unambiguous: values with commas, quotes or brackets are quoted and doubled, an empty text
is ``""`` and a null is nothing. Times are microseconds since 1970, so that no setting of a session has a
say. Another column means another version beside this one; old seals keep theirs.
"""

from typing import Final

CURRENT: Final = 1

CANONICAL: Final = {
    1: "ROW('linli audit row 1', id, txid, (extract(epoch FROM at) * 1000000)::bigint, area_code, account_id,"
    " post_id, actor_name, role, action, object_kind, object_id, subject_id, purpose, because, detail)::text",
}


def content(version: int) -> str:
    """Give the SQL of what is hashed of a row, as bytes."""
    return f"convert_to({CANONICAL[version]}, 'UTF8')"
