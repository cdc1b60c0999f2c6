"""Run suites of expectations on a scratch table with Great Expectations."""

import threading
import warnings
from functools import cache
from typing import Any

import duckdb

from seller_sla.landing.contract import ROW_COUNT, Rule
from seller_sla.landing.logs import Result
from seller_sla.landing.refusals import Refused

LOCK = threading.RLock()


@cache
def great_expectations() -> Any:
    """The library, imported late as that takes seconds, and a silent context that lives as long as the process."""
    # Where Spark is installed the library loads it, and Spark warns of a pandas that neither of them uses here.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
    import great_expectations as gx
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    from seller_sla.landing import buffered_duckdb

    buffered_duckdb.register()
    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(),
        progress_bars=ProgressBarsConfig(globally=False),
        analytics_enabled=False,
    )
    return gx, gx.get_context(mode="ephemeral", project_config=config)


def validate(
    session: duckdb.DuckDBPyConnection, database: str, table: str, suite: str, rules: list[Rule]
) -> list[Result]:
    """Outcome of every rule on one table, in the order of the rules."""
    with LOCK:
        gx, context = great_expectations()
        from seller_sla.landing import buffered_duckdb

        source = context.data_sources.add_or_update_sql(
            "scratch",
            connection_string="duckdb:///:memory:",
            create_temp_table=False,
            kwargs={"creator": lambda: buffered_duckdb.connection(session, database)},
        )
        asset = source.add_table_asset(table, table_name=table)
        batch = asset.add_batch_definition_whole_table("all").get_batch()
        expectations = [
            getattr(gx.expectations, rule.expectation)(
                **rule.arguments, description=rule.expected, severity=rule.severity
            )
            for rule in rules
        ]
        outcome = batch.validate(gx.ExpectationSuite(name=suite, expectations=expectations), result_format="BASIC")
        source.get_engine().dispose()
    by_name = {result.expectation_config.description: result for result in outcome.results}
    return [result_of(rule, by_name[rule.expected]) for rule in rules]


def result_of(rule: Rule, outcome: Any) -> Result:
    """One outcome in our words."""
    values = outcome.result
    error = error_of(outcome.exception_info)
    unexpected, observed = values.get("unexpected_count"), values.get("observed_value")
    if not error and rule.expectation == "UnexpectedRowsExpectation":
        unexpected = int(observed)
    if not error and rule.expectation == ROW_COUNT:
        unexpected = rule.arguments["value"] - int(observed)
    if not error and values.get("element_count") == 0:
        unexpected = 0  # of no rows, none is wrong; Great Expectations does not count them
    detail = "" if outcome.success else rule.fault
    return Result(
        rule.expected, rule.severity, bool(outcome.success), unexpected, values.get("element_count"), detail, error
    )


def error_of(exception_info: Any) -> str:
    """The message of an expectation that could not be evaluated; empty when it was."""
    entries = [exception_info or {}, *(entry for entry in (exception_info or {}).values() if isinstance(entry, dict))]
    messages = (entry.get("exception_message") for entry in entries if entry.get("raised_exception"))
    return "; ".join(str(message).splitlines()[0] for message in messages if message)


def stop_on_error(file_name: str, results: list[Result]) -> None:
    """An expectation that could not be evaluated says nothing about the rows, so the file must not be let in."""
    for result in results:
        if result.error:
            raise Refused(
                f"{file_name}: the check that {result.expectation} could not run ({result.error}): "
                "mend the input contract or the file and run `dbt build` again."
            )
