"""The alignment graph as edges, read from the database as far as a question needs."""

from django.db import connection

# Every live link on the way up from one objective, whether value flows along it or not (R16).
_ABOVE = """
WITH RECURSIVE up(child, parent) AS (
    SELECT link.child_id, COALESCE(link.parent_objective_id, kr.objective_id)
    FROM goals_alignment link LEFT JOIN goals_keyresult kr ON kr.id = link.parent_key_result_id
    WHERE link.child_id = %s AND link.removed_at IS NULL
    UNION
    SELECT link.child_id, COALESCE(link.parent_objective_id, kr.objective_id)
    FROM up
    JOIN goals_alignment link ON link.child_id = up.parent AND link.removed_at IS NULL
    LEFT JOIN goals_keyresult kr ON kr.id = link.parent_key_result_id
)
SELECT child, parent FROM up
"""


def edges_above(objective_id: int) -> list[tuple[int, int]]:
    """All links upwards from an objective, as (child, parent) numbers of objectives."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [objective_id])
        return [(child, parent) for child, parent in cursor.fetchall()]
