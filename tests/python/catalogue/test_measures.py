"""Measures are put together by position, so each must name the same columns in the same order."""

from projects import Project


def test_every_measure_has_the_same_columns_in_the_same_order(demo_project: Project) -> None:
    """A ticket says in one column more what is judged anew with it: of an order that is the order."""
    with demo_project.connection() as connection:
        found = connection.execute(
            "select string_agg(column_name, ', ' order by column_index), list(table_name) from ("
            " select *, table_name as measure from duckdb_columns() where table_name like 'int\\_measures\\_\\_%' escape '\\'"
            ") group by measure"
        ).fetchall()
    assert len(found) >= 31
    orders = {columns.removesuffix(", subject_id"): tables[0] for columns, tables in found}
    assert len(orders) == 1, orders
