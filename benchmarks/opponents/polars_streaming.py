"""`python -m benchmarks.opponents.polars_streaming RAW TARGET`: the facts with lazy Polars and its streaming engine."""

import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.hand_tuned.run import parquet
from benchmarks.opponents import rules, scores, small_tables
from benchmarks.opponents.columns import BAD, CULPRITS, LATE, LOCAL_DATES, ORDER_COLUMNS, POPULATION
from benchmarks.opponents.rules import METRICS, STATUSES, Cases, Metric
from benchmarks.opponents.small_tables import NEW_YORK, PRAGUE

HOUR = 3_600_000_000


class Columns:
    """Polars' words for rules and scores."""

    def __init__(self, as_of: datetime) -> None:
        self.as_of = as_of

    def __getitem__(self, name: str) -> pl.Expr:
        return pl.col(name)

    def given(self, column: pl.Expr) -> pl.Expr:
        return column.is_not_null()

    def second(self, column: pl.Expr) -> pl.Expr:
        return column.dt.truncate("1s")

    def first(self, cases: Cases, otherwise: Any) -> pl.Expr:
        words = pl.Enum(list(dict.fromkeys([*(word for _, word in cases), otherwise])))
        return self.pick([(case, pl.lit(word, dtype=words)) for case, word in cases], pl.lit(otherwise, dtype=words))

    def pick(self, cases: Cases, otherwise: Any) -> pl.Expr:
        chain: Any = pl
        for case, value in cases:
            chain = chain.when(case).then(value)
        return chain.otherwise(otherwise)

    def floor(self, column: pl.Expr) -> pl.Expr:
        return column.floor()

    def plus_days(self, day: pl.Expr, days: pl.Expr) -> pl.Expr:
        return day + pl.duration(days=days)


class Script:
    """The steps, each a lazy frame; what is read more than once is collected once."""

    def __init__(self, raw: Path, target: Path) -> None:
        self.raw, self.target = raw, target
        tables = ("orders", "order_status_history", "order_promises", "order_lines", "shipments", "returns", "sellers")
        newest = [self.scan(table).select(pl.col("loaded_at").max()) for table in tables]
        self.as_of: datetime = max(frame.item() for frame in pl.collect_all(newest))
        self.words = Columns(self.as_of)

    def scan(self, table: str) -> pl.LazyFrame:
        """A raw table."""
        return pl.scan_parquet(parquet(self.raw, table))

    def run(self) -> None:
        """Make all tables."""
        self.sellers()
        self.known = self.orders()
        self.calendars()
        events = self.moves(self.distinct_events())
        history = self.history(events)
        del events
        self.write(self.fct_orders(history.lazy()), "fct_orders")
        judged = collected(self.judged(history.lazy()))
        del history
        daily, bad = [], []
        for metric in METRICS:
            outcomes = self.outcomes(judged.lazy(), metric)
            self.write(outcomes, "fct_sla_outcomes", metric.code)
            daily.append(collected(self.days(outcomes)))
            bad.append(collected(self.bad_orders(judged.lazy(), metric)))
        days = pl.concat(daily)
        self.write(days.lazy(), "fct_seller_sla_daily")
        self.write(self.scorecards(days, pl.concat(bad)), "fct_seller_scorecards")

    def write(self, frame: pl.LazyFrame, table: str, name: str = "all") -> None:
        """Write the files of a table."""
        (self.target / table).mkdir(parents=True, exist_ok=True)
        frame.sink_parquet(self.target / table / f"{name}.parquet", engine="streaming")

    def sellers(self) -> None:
        """Who sells, and in which programs, from when to when."""
        sellers = self.scan("sellers").select("seller_id").unique().collect()["seller_id"].to_list()
        listed = self.scan("seller_programs").select("seller_id", "program", "valid_from", "valid_to").collect().rows()
        names = ["seller_id", "valid_from", "valid_to", "in_mall", "in_convictional", "in_house"]
        self.memberships = frame_of(names, small_tables.memberships(sellers, listed))
        programs = small_tables.programs_of(sellers, (row[:2] for row in listed))
        self.seller_programs = frame_of(["seller_id", "program"], programs)

    def orders(self) -> pl.DataFrame:
        """The newest version of each order, numbered."""
        rows = self.scan("orders")
        versions = rows.group_by("order_id").agg(pl.col("loaded_at").max())
        known = rows.join(versions, on=["order_id", "loaded_at"], how="semi").with_columns(
            pl.col("buyer_country", "ship_from_country").str.to_uppercase(),
            pl.col("fulfilled_by").fill_null("seller"),
            pl.col("is_test", "is_preorder").fill_null(False),
            hour("ordered_at"),
        )
        inside = (pl.col("valid_from") <= pl.col("ordered_at")) & (pl.col("ordered_at") < pl.col("valid_to"))
        known = known.join(self.memberships.lazy(), on="seller_id").filter(inside).drop("valid_from", "valid_to")
        return collected(known).with_row_index("order_no")

    def calendars(self) -> None:
        """Local dates and due times by the hour."""
        zones = small_tables.zones(self.known["ship_from_country"].drop_nulls().unique())
        first = self.known["ordered_at"].min() - timedelta(days=40)
        rows = small_tables.hours(zones, first, self.as_of + timedelta(days=62))
        self.hours = frame_of(["calendar_id", "hour_no", "local_date", "due_at"], rows)
        self.zones = frame_of(["calendar_id", "timezone"], zones.items())

    def of_known(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Rows of known orders, with the number of the order in place of its id."""
        return rows.join(self.known.lazy().select("order_no", "order_id"), on="order_id").drop("order_id")

    def distinct_events(self) -> pl.DataFrame:
        """The same status at the same time is one event; its last delivery says who did it and why."""
        actor = pl.col("actor").str.to_lowercase()
        codes, unknown = rules.ACTOR_CODES, rules.ACTOR_CODES["unknown"]
        rows = self.of_known(self.scan("order_status_history")).with_columns(
            pl.col("status").str.to_lowercase().replace_strict(rules.STATUS_CODES, default=None, return_dtype=pl.Int8),
            pl.col("recorded_at").fill_null(pl.col("event_at")),
            actor.replace_strict(codes, default=unknown, return_dtype=pl.Int8).fill_null(unknown),
        )
        delivered = collected(rows)
        self.odd = [delivered.filter(pl.col("status").is_null())["order_no"].unique()]
        delivered = delivered.filter(pl.col("status").is_not_null())
        one_each = delivered.lazy().group_by("order_no").agg(pl.len(), pl.col("status").n_unique().alias("kinds"))
        repeating = collected(one_each.filter(pl.col("len") > pl.col("kinds")).select("order_no")).lazy()
        plain = delivered.lazy().join(repeating, on="order_no", how="anti")
        ranked = delivered.lazy().join(repeating, on="order_no", how="semi")
        ranked = ranked.sort("loaded_at", "actor", "recorded_at", descending=[True, False, False])
        merged = ranked.group_by("order_no", "status", "event_at").agg(
            pl.col("recorded_at").min(),
            pl.col("actor", "reason_code").first(),
            pl.col("source_sequence", "loaded_at").min(),
            pl.col("loaded_at").max().alias("last_loaded_at"),
            pl.len().cast(pl.UInt32).alias("deliveries"),
        )
        plain = plain.with_columns(
            pl.col("loaded_at").alias("last_loaded_at"), pl.lit(1, dtype=pl.UInt32).alias("deliveries")
        )
        return collected(pl.concat([plain.select(merged.collect_schema().names()), merged]))

    def moves(self, events: pl.DataFrame) -> pl.DataFrame:
        """Events in their true order, the kind of each move, and which were taken back."""
        by_seller = self.known.lazy().select("order_no", is_by_seller=pl.col("fulfilled_by") == "seller")
        same_before, same_behind = (pl.col("order_no") == pl.col("order_no").shift(n) for n in (1, -1))
        previous = pl.when(same_before).then(pl.col("status").shift(1)).otherwise(rules.NO_STATUS).cast(pl.Int16)
        move = ((pl.col("previous") + 1) * 8 + pl.col("status")) * 2 + pl.col("is_by_seller").cast(pl.Int16)
        placed = (
            events.lazy()
            .sort("order_no", "event_at", "source_sequence", "status", nulls_last=True)
            .with_columns(
                previous=previous,
                later_loaded_at=pl.when(same_behind).then(pl.col("loaded_at").shift(-1)),
            )
            .with_row_index("event_no")
            .join(by_seller, on="order_no")
            .with_columns(
                move=move.replace_strict(rules.MOVES, return_dtype=pl.Int8),
                is_reverted=pl.lit(False),
            )
        )
        placed_now = collected(placed)
        needs_look = (pl.col("move") == rules.REVERSAL) | (pl.col("loaded_at") > pl.col("later_loaded_at"))
        odd = placed_now.filter(needs_look).select("order_no").unique()
        looked = self.looked_at(placed_now.join(odd, on="order_no", how="semi"))
        rest = placed_now.join(odd, on="order_no", how="anti")
        found = pl.concat([rest, looked.select(rest.columns)])
        self.odd.append(found.filter(is_odd())["order_no"].unique())
        return found

    @staticmethod
    def looked_at(events: pl.DataFrame) -> pl.DataFrame:
        """Events of the few orders that step back or were loaded in disorder: what lies behind and ahead of each."""

        def ahead(column: pl.Expr) -> pl.Expr:
            return column.reverse().cum_min().reverse().shift(-1).over("order_no")

        lowest_before = pl.col("status").cum_min().shift(1).over("order_no")
        is_step_back = pl.col("move") == rules.REVERSAL
        back_to = pl.when(pl.col("move") == rules.REVERSAL).then(pl.col("status")).otherwise(len(STATUSES))
        return (
            events.sort("event_no")
            .with_columns(
                move=pl.when(is_step_back & (pl.col("status") < lowest_before))
                .then(pl.lit(rules.ILLEGAL, dtype=pl.Int8))
                .otherwise(pl.col("move"))
            )
            .with_columns(falls_back_to=ahead(back_to), later_loaded_at=ahead(pl.col("loaded_at")))
            .with_columns(
                is_reverted=(
                    (pl.col("status") < rules.DELIVERED) & (pl.col("falls_back_to") < pl.col("status"))
                ).fill_null(False)
            )
        )

    def history(self, events: pl.DataFrame) -> pl.DataFrame:
        """One wide row per order: what happened, what was promised, and what its parcels and returns say."""
        parts = [self.milestones(events), self.parcels(), self.returns()]
        history = self.known.lazy()
        for part in parts:
            history = history.join(part, on="order_no", how="left")
        for part in (self.promises(), self.lines()):
            history = history.join(part, on="order_id", how="left")
        return collected(
            history.with_columns(
                pl.col("line_count", "unit_count").fill_null(0),
                pl.col("is_unavailable").fill_null(False),
                last_loaded_at=pl.max_horizontal("loaded_at", "last_loaded_at"),
                payment=rules.payment(self.words),
            )
        )

    def milestones(self, events: pl.DataFrame) -> pl.LazyFrame:
        """When each status was first reached, who did it, and where the order is now."""
        kept, final = ~pl.col("is_reverted"), pl.col("move") == rules.AFTER_FINAL

        def when(condition: pl.Expr, column: str = "event_at") -> pl.Expr:
            return pl.when(kept & condition).then(pl.col(column))

        def of(status: str) -> pl.Expr:
            return pl.col("status") == STATUSES.index(status)

        # What comes after a final status does not say where the order is, unless there is nothing else.
        place = when(pl.lit(True), "event_no").cast(pl.Int64) - pl.when(final).then(1 << 40).otherwise(0)
        actors = pl.Enum(rules.ACTORS)
        return (
            events.lazy()
            .with_columns(place=place)
            .group_by("order_no")
            .agg(
                *(when(of(status)).min().alias(f"{status}_at") for status in STATUSES),
                when(pl.col("status") > 1).min().alias("left_open_at"),
                *(
                    when(of(status), "recorded_at").min().alias(f"{status}_recorded_at")
                    for status in ("shipped", "delivered", "returned")
                ),
                pl.col("actor").min_by(when(of("delivered"), "event_no")).alias("delivered_by"),
                pl.col("actor").min_by(when(of("cancelled"), "event_no")).alias("cancelled_by"),
                pl.col("status").max_by("place").alias("current_status"),
                (pl.col("reason_code") == "unavailable").fill_null(False).max_by("place").alias("is_unavailable"),
                when(final).min().alias("after_final_at"),
                when(final, "actor").min().alias("after_final_by"),
                pl.col("last_loaded_at").max(),
            )
            .with_columns(
                pl.col("delivered_by", "cancelled_by", "after_final_by").cast(pl.UInt8).cat.to(actors),
                pl.col("current_status").cast(pl.UInt8).cat.to(pl.Enum(STATUSES)),
            )
        )

    def parcels(self) -> pl.LazyFrame:
        """What the newest versions of an order's parcels say."""
        rows = self.scan("shipments")
        newest = rows.group_by("shipment_id").agg(pl.col("loaded_at").max())
        filled = (pl.col(name).is_not_null() & (pl.col(name) != "") for name in ("tracking_number", "tracking_url"))
        every = {name: pl.col(name).is_not_null().all() for name in ("first_scan_at", "carrier_delivered_at")}
        return (
            self.of_known(rows.join(newest, on=["shipment_id", "loaded_at"], how="semi"))
            .group_by("order_no")
            .agg(
                pl.len().alias("parcel_count"),
                *(flag.sum().alias(name) for name, flag in zip(("number_count", "link_count"), filled, strict=True)),
                pl.col("carrier").min(),
                pl.when(every["first_scan_at"]).then(pl.col("first_scan_at").max()).alias("scanned_at"),
                pl.when(every["carrier_delivered_at"])
                .then(pl.col("carrier_delivered_at").max())
                .alias("carrier_delivered_at"),
            )
        )

    def returns(self) -> pl.LazyFrame:
        """When the buyer first asked to send something back."""
        newest = self.scan("returns").group_by("return_id").agg(pl.col("order_id", "requested_at").max_by("loaded_at"))
        return self.of_known(newest).group_by("order_no").agg(pl.col("requested_at").min())

    def lines(self) -> pl.LazyFrame:
        """Lines and pieces of an order."""
        newest = self.scan("order_lines").group_by("line_id").agg(pl.col("order_id", "quantity").max_by("loaded_at"))
        return newest.group_by("order_id").agg(
            pl.len().alias("line_count"), pl.col("quantity").sum().alias("unit_count")
        )

    def promises(self) -> pl.LazyFrame:
        """The promises that hold; one that was moved after it had passed stays broken."""
        rows = self.scan("order_promises")
        kinds = {kind: pl.col("promise_type") == kind for kind in ("ship", "delivery")}
        plain = rows.group_by("order_id").agg(
            pl.max_horizontal(*(is_kind.sum() for is_kind in kinds.values())).alias("versions"),
            *(until(is_kind).max().alias(f"{kind}_until") for kind, is_kind in kinds.items()),
        )
        moved = rows.join(plain.filter(pl.col("versions") > 1), on="order_id", how="semi")
        keys, before = ["order_id", "promise_type"], pl.col("promised_until").shift(1)
        too_late = (pl.col("recorded_at") > before).fill_null(False).cum_max()
        kept = (
            moved.group_by(*keys, "recorded_at")
            .agg(pl.col("promised_until").max_by("loaded_at"))
            .sort(*keys, "recorded_at")
            .with_columns(is_broken=too_late.over(keys))
            .filter(~pl.col("is_broken"))
            .group_by("order_id")
            .agg(until(is_kind).drop_nulls().last().alias(f"{kind}_until") for kind, is_kind in kinds.items())
        )
        names = ["order_id", "ship_until", "delivery_until"]
        return pl.concat([plain.filter(pl.col("versions") <= 1).select(names), kept.select(names)])

    def fct_orders(self, history: pl.LazyFrame) -> pl.LazyFrame:
        """The orders as they are published."""
        warehouse = pl.concat_str(pl.col("ship_from_country").str.to_lowercase(), pl.lit("_mon_fri"))
        of_program = self.words.first(
            [(pl.col("in_mall"), PRAGUE), (pl.col("in_convictional"), NEW_YORK), (pl.col("in_house"), PRAGUE)], PRAGUE
        ).cast(pl.String)
        in_program = pl.any_horizontal("in_mall", "in_convictional", "in_house")
        known = self.zones["calendar_id"].to_list()
        calendar = pl.when(warehouse.is_in(known)).then(warehouse)
        odd = pl.concat(self.odd).unique()
        return (
            history.with_columns(calendar_id=calendar.fill_null(pl.when(in_program).then(of_program)))
            .join(self.zones.lazy(), on="calendar_id", how="left")
            .rename({"ship_until": "promised_ship_until", "delivery_until": "promised_delivery_until"})
            .with_columns(source=pl.lit("marketplace"), has_anomaly=pl.col("order_no").is_in(odd.implode()))
            .select(ORDER_COLUMNS)
        )

    def judged(self, history: pl.LazyFrame) -> pl.LazyFrame:
        """Nine metrics of each order side by side: when each was due, why, and the local day it counts on."""
        due = self.hours.select("calendar_id", "hour_no", "due_at")
        calendar = pl.concat_str(pl.col("ship_from_country").str.to_lowercase(), pl.lit("_mon_fri")).fill_null(PRAGUE)
        wide = history.with_columns(
            warehouse=calendar,
            sent_at=pl.coalesce("shipped_at", "delivered_at", "returned_at"),
            reported_at=pl.coalesce("delivered_recorded_at", "returned_recorded_at"),
            ended_at=pl.coalesce("returned_at", "delivered_at", "cancelled_at"),
            kept_from=pl.coalesce("shipped_at", "delivered_at"),
            ship_time_seconds=seconds("shipped_at") - seconds("open_at"),
        )
        for start, end in (("open_at", "confirmation_due_at"), ("carrier_delivered_at", "report_due_at")):
            lookup = due.rename({"due_at": end, "calendar_id": "warehouse"}).lazy()
            wide = wide.with_columns(hour(start)).join(lookup, on=["warehouse", "hour_no"], how="left")
        for calendar_id, dates in LOCAL_DATES.items():
            local = self.hours.filter(calendar_id=calendar_id).select("hour_no", "local_date").lazy()
            for date, moments in dates.items():
                looked_up = hour_of(pl.coalesce(*moments, "ordered_at")).alias("hour_no")
                wide = wide.with_columns(looked_up).join(local.rename({"local_date": date}), on="hour_no", how="left")
        reasons = {f"{name}_reason": reason for name, reason in rules.reasons(self.words).items()}
        by = {f"{name}_attribution": by for name, by in rules.attributions(self.words).items()}
        return wide.with_columns(**reasons, **by)

    def outcomes(self, judged: pl.LazyFrame, metric: Metric) -> pl.LazyFrame:
        """The outcomes of one metric."""
        reason = pl.col(f"{metric.code}_reason").cast(pl.String)
        verdict = reason.replace_strict(rules.VERDICTS[metric.code], default="excluded")
        has_culprit = metric.code in CULPRITS
        attribution = pl.col(f"{metric.code}_attribution").cast(pl.String) if has_culprit else pl.lit("seller")
        end = pl.coalesce(metric.stopped_at, pl.lit(self.as_of))
        late = seconds_of(end) - seconds(metric.due_at) if metric.due_at else pl.lit(None, dtype=pl.Int64)
        return (
            judged.filter(pl.col(f"in_{metric.program}"))
            .select(
                *("order_id", "seller_id"),
                entity_id=pl.col("order_id"),
                policy_id=pl.lit(f"{metric.program}_{metric.code}"),
                policy_version=pl.lit(1, dtype=pl.Int64),
                program=pl.lit(metric.program),
                metric_code=pl.lit(metric.code),
                started_at=pl.col(metric.started_at),
                due_at=pl.col(metric.due_at) if metric.due_at else pl.lit(None, dtype=pl.Datetime),
                stopped_at=pl.col(metric.stopped_at),
                anchor_date=pl.col(metric.anchor_date),
                maturity_days=pl.lit(metric.maturity_days, dtype=pl.Int64),
                verdict=verdict,
                reason_code=reason,
                attribution=attribution,
                exemption_id=pl.lit(None, dtype=pl.String),
                measured_value=pl.col(metric.measured_value) if metric.measured_value else pl.lit(None, dtype=pl.Int64),
                late_seconds=pl.when(reason.is_in(LATE)).then(late),
            )
            .with_columns(is_accountable=pl.col("verdict").is_in(BAD) & pl.col("attribution").is_in(metric.accountable))
        )

    @staticmethod
    def days(outcomes: pl.LazyFrame) -> pl.LazyFrame:
        """Counts per seller and local day."""
        keys = ("seller_id", "program", "metric_code", "policy_id", "policy_version", "anchor_date", "maturity_days")
        verdict, counted = pl.col("verdict"), pl.col("verdict").is_in(POPULATION)
        measured = pl.when(counted).then("measured_value")
        return outcomes.group_by(keys).agg(
            counted.sum().cast(pl.Int64).alias("population_count"),
            *(
                (verdict == word).sum().cast(pl.Int64).alias(f"{word}_count")
                for word in (*POPULATION, "pending", "excluded", "void")
            ),
            pl.col("is_accountable").sum().cast(pl.Int64).alias("accountable_bad_count"),
            sum_or_null(measured).alias("measured_value_sum"),
            measured.count().cast(pl.Int64).alias("measured_value_count"),
            sum_or_null(pl.col("late_seconds")).alias("late_seconds_sum"),
        )

    def bad_orders(self, judged: pl.LazyFrame, metric: Metric) -> pl.LazyFrame:
        """Who bought what went wrong, and when it counts."""
        bad = [reason for reason, verdict in rules.VERDICTS[metric.code].items() if verdict in BAD]
        return judged.filter(
            pl.col(f"in_{metric.program}") & pl.col(f"{metric.code}_reason").cast(pl.String).is_in(bad)
        ).select(
            "seller_id",
            metric_code=pl.lit(metric.code),
            anchor_date=pl.col(metric.anchor_date),
            buyer=pl.coalesce("buyer_ref", "order_id"),
        )

    def scorecards(self, days: pl.DataFrame, bad: pl.DataFrame) -> pl.LazyFrame:
        """Each seller's metrics over the windows of its programs, held against the limits that are in force."""
        limits = pl.DataFrame(scores.limits(self.as_of), infer_schema_length=None)
        keys = ["seller_id", "metric_code", "window_code"]
        now = pl.col("anchor_date") >= pl.col("window_start_date")
        inside = pl.col("anchor_date") < pl.col("window_end_date")
        spans = limits.select("metric_code", cs_dates(), "window_code")
        buyers = (
            bad.join(spans, on="metric_code")
            .filter(now & inside)
            .group_by(keys)
            .agg(bad_buyer_count=pl.col("buyer").n_unique())
        )
        near = days.join(spans, on="metric_code").filter(
            inside & (pl.col("anchor_date") >= pl.col("previous_start_date"))
        )
        cards = self.seller_programs.join(limits, on="program").join(window_counts(near, now), on=keys, how="left")
        counted = [*scores.COUNTS, "bad_buyer_count"]
        cards = cards.join(buyers, on=keys, how="left").with_columns(
            pl.col(counted).fill_null(0).cast(pl.Float64),
            policy_id=pl.concat_str("program", pl.lit("_"), "metric_code"),
            **{name: pl.lit(number) for name, number in scores.CONSTANTS.items()},
        )
        for step in scores.STEPS:
            cards = cards.with_columns(**step(self.words))
        return cards.select(scores.COLUMNS).lazy()


def window_counts(days: pl.DataFrame, now: pl.Expr) -> pl.DataFrame:
    """Sums of a window and of the one before it."""
    bad = pl.col("breached_count") + pl.col("overdue_count")
    matures = pl.col("anchor_date") + pl.duration(days="maturity_days")
    names = ("population_count", "accountable_bad_count", "pending_count", "excluded_count", "void_count")
    sums = {
        **{name: pl.col(name) for name in (*names, "measured_value_sum", "measured_value_count")},
        "bad_count": bad,
        "immature_count": pl.when(matures > pl.col("as_of_date")).then("population_count"),
    }
    before = ("population_count", "bad_count", "measured_value_sum", "measured_value_count")
    return days.group_by("seller_id", "metric_code", "window_code").agg(
        *(pl.when(now).then(value).sum().alias(name) for name, value in sums.items()),
        *(pl.when(~now).then(sums[name]).sum().alias(f"previous_{name}") for name in before),
        pl.when(now & (bad > 0)).then("anchor_date").min().alias("oldest_bad_date"),
    )


def collected(frame: pl.LazyFrame) -> pl.DataFrame:
    """The rows of a lazy frame, by the streaming engine."""
    return frame.collect(engine="streaming")


def frame_of(names: list[str], rows: Iterable[Any]) -> pl.DataFrame:
    """A small table."""
    return pl.DataFrame(list(rows), schema=names, orient="row", infer_schema_length=None)


def is_odd() -> pl.Expr:
    """Events that something is wrong with."""
    return (
        (pl.col("deliveries") > 1)
        | (pl.col("loaded_at") > pl.col("later_loaded_at"))
        | pl.col("move").is_in([rules.ILLEGAL, rules.AFTER_FINAL])
        | pl.col("is_reverted")
        | (pl.col("recorded_at") < pl.col("event_at") - timedelta(minutes=5))
    )


def until(is_kind: pl.Expr) -> pl.Expr:
    """When a promise of a kind ends."""
    return pl.when(is_kind).then(pl.col("promised_until"))


def sum_or_null(column: pl.Expr) -> pl.Expr:
    """A sum that is null where nothing is summed."""
    return pl.when(column.count() > 0).then(column.sum())


def seconds_of(moment: pl.Expr) -> pl.Expr:
    """Whole seconds since 1970."""
    return moment.dt.epoch("us") // 1_000_000


def seconds(name: str) -> pl.Expr:
    """The same of a column."""
    return seconds_of(pl.col(name))


def hour_of(moment: pl.Expr) -> pl.Expr:
    """Whole hours since 1970: local dates and due times are looked up by it."""
    return moment.dt.epoch("us") // HOUR


def hour(name: str) -> pl.Expr:
    """The same of a column."""
    return hour_of(pl.col(name)).alias("hour_no")


def cs_dates() -> pl.Expr:
    """The dates of a window."""
    return pl.col("window_start_date", "window_end_date", "previous_start_date", "as_of_date")


if __name__ == "__main__":
    Script(Path(sys.argv[1]), Path(sys.argv[2])).run()
