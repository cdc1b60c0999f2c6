"""`python -m benchmarks.opponents.pandas_script RAW TARGET`: the facts with pandas, every table in memory."""

import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.opponents import rules, scores, small_tables
from benchmarks.opponents.columns import BAD, CULPRITS, LATE, LOCAL_DATES, ORDER_COLUMNS, POPULATION
from benchmarks.opponents.rules import ACTORS, METRICS, STATUSES, Cases, Metric
from benchmarks.opponents.small_tables import NEW_YORK, PRAGUE

SECOND = np.timedelta64(1, "s")
MOVES = np.array([rules.MOVES[number] for number in range(len(rules.MOVES))], dtype="int8")
EVENT = ["order_no", "status", "event_at"]
VERDICTS = (*POPULATION, "pending", "excluded", "void")


class Columns:
    """pandas' words for rules and scores."""

    def __init__(self, frame: pd.DataFrame, as_of: datetime) -> None:
        self.frame, self.as_of = frame, pd.Timestamp(as_of)

    def __getitem__(self, name: str) -> Any:
        return self.frame[name]

    def given(self, column: Any) -> Any:
        return column.notna()

    def second(self, column: Any) -> Any:
        return column.dt.floor("s")

    def first(self, cases: Cases, otherwise: Any) -> pd.Series:
        words = list(dict.fromkeys([*(word for _, word in cases), otherwise]))
        numbers = [np.int8(words.index(word)) for _, word in cases]
        codes = np.select([case.to_numpy() for case, _ in cases], numbers, np.int8(words.index(otherwise)))
        return pd.Series(pd.Categorical.from_codes(codes, words), index=self.frame.index)

    def pick(self, cases: Cases, otherwise: Any) -> pd.Series:
        found = otherwise if isinstance(otherwise, pd.Series) else pd.Series(otherwise, index=self.frame.index)
        for case, value in reversed(cases):
            found = found.where(~case, np.nan if value is None and found.dtype.kind != "M" else value)
        return found

    def floor(self, column: Any) -> Any:
        return np.floor(column)

    def plus_days(self, day: Any, days: Any) -> Any:
        return day + pd.to_timedelta(days, unit="D")


class Script:
    """The steps; what is not needed any more is let go."""

    def __init__(self, raw: Path, target: Path) -> None:
        self.raw, self.target = raw, target
        tables = ("orders", "order_status_history", "order_promises", "order_lines", "shipments", "returns", "sellers")
        self.as_of: datetime = max(self.read(table, "loaded_at")["loaded_at"].max() for table in tables).to_pydatetime()

    def read(self, table: str, *columns: str) -> pd.DataFrame:
        """Columns of a raw table; all when none is named."""
        folder = self.raw / table
        return pd.read_parquet(
            folder if folder.is_dir() else folder.with_suffix(".parquet"), columns=list(columns) or None
        )

    def run(self) -> None:
        """Make all tables."""
        self.sellers()
        self.orders()
        self.calendars()
        history = self.history(self.moves(self.distinct_events()))
        self.fct_orders(history)
        self.judge(history)
        made = [self.metric(history, metric) for metric in METRICS]
        days, bad = (pd.concat(part, ignore_index=True) for part in zip(*made, strict=True))
        self.write(days, "fct_seller_sla_daily")
        self.scorecards(days, bad)

    def write(self, frame: pd.DataFrame, table: str, name: str = "all") -> None:
        """Write a file of a table."""
        (self.target / table).mkdir(parents=True, exist_ok=True)
        frame.to_parquet(self.target / table / f"{name}.parquet", index=False, compression="zstd")

    def sellers(self) -> None:
        """Who sells, and in which programs, from when to when."""
        sellers = self.read("sellers", "seller_id")["seller_id"].unique().tolist()
        rows = self.read("seller_programs", "seller_id", "program", "valid_from", "valid_to").to_numpy(dtype=object)
        listed = [(a, b, c.to_pydatetime(), None if pd.isna(d) else d.to_pydatetime()) for a, b, c, d in rows]
        names = ["seller_id", "valid_from", "valid_to", "in_mall", "in_convictional", "in_house"]
        self.memberships = pd.DataFrame(list(small_tables.memberships(sellers, listed)), columns=names)
        programs = small_tables.programs_of(sellers, (row[:2] for row in listed))
        self.seller_programs = pd.DataFrame(programs, columns=["seller_id", "program"])

    def orders(self) -> None:
        """The newest version of each order, numbered."""
        known = self.read("orders").sort_values("loaded_at").drop_duplicates("order_id", keep="last")
        for country in ("buyer_country", "ship_from_country"):
            known[country] = known[country].str.upper()
        known["fulfilled_by"] = known["fulfilled_by"].fillna("seller")
        for flag in ("is_test", "is_preorder"):
            known[flag] = known[flag].eq(True)
        known = known.merge(self.memberships, on="seller_id")
        inside = (known["valid_from"] <= known["ordered_at"]) & (known["ordered_at"] < known["valid_to"])
        self.known = known[inside].drop(columns=["valid_from", "valid_to"]).reset_index(drop=True)
        self.number = pd.Series(self.known.index, index=self.known["order_id"])

    def calendars(self) -> None:
        """Local dates and due times by the hour."""
        self.zones = small_tables.zones(self.known["ship_from_country"].dropna().unique())
        first = (self.known["ordered_at"].min() - timedelta(days=40)).to_pydatetime()
        rows = small_tables.hours(self.zones, first, self.as_of + timedelta(days=62))
        self.hours = pd.DataFrame(list(rows), columns=["calendar_id", "hour_no", "local_date", "due_at"])
        self.hours["local_date"] = pd.to_datetime(self.hours["local_date"])

    def of_known(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of known orders, with the number of the order."""
        rows["order_no"] = rows.pop("order_id").map(self.number)
        rows = rows[rows["order_no"].notna()]
        return rows.assign(order_no=rows["order_no"].astype("int64"))

    def distinct_events(self) -> pd.DataFrame:
        """The same status at the same time is one event; its last delivery says who did it and why."""
        rows = self.of_known(self.read("order_status_history"))
        rows["status"] = rows["status"].str.lower().map(rules.STATUS_CODES)
        rows["recorded_at"] = rows["recorded_at"].fillna(rows["event_at"])
        rows["actor"] = rows["actor"].str.lower().map(rules.ACTOR_CODES).fillna(ACTORS.index("unknown")).astype("int8")
        self.odd = [rows.loc[rows["status"].isna(), "order_no"]]
        rows = rows[rows["status"].notna()]
        rows = rows.assign(status=rows["status"].astype("int8"), last_loaded_at=rows["loaded_at"])
        again = rows.duplicated(EVENT, keep=False)
        ranked = rows[again].sort_values(["loaded_at", "actor", "recorded_at"], ascending=[False, True, True])
        aggregates = dict.fromkeys(("recorded_at", "source_sequence", "loaded_at"), "min") | {"last_loaded_at": "max"}
        merged = ranked.groupby(EVENT, as_index=False).agg(aggregates)
        newest = ranked.drop_duplicates(EVENT)[[*EVENT, "actor", "reason_code"]]
        merged = merged.merge(newest, on=EVENT)
        self.odd.append(merged["order_no"])
        return pd.concat([rows[~again], merged], ignore_index=True)

    def moves(self, events: pd.DataFrame) -> pd.DataFrame:
        """Events in their true order, the kind of each move, and which were taken back."""
        events = events.sort_values(["order_no", "event_at", "source_sequence", "status"], ignore_index=True)
        order, status = events["order_no"], events["status"]
        previous = status.shift(1).where(order == order.shift(1), rules.NO_STATUS).astype("int16")
        by_seller = self.known["fulfilled_by"].eq("seller").to_numpy()[order]
        events["move"] = MOVES[((previous + 1) * 8 + status) * 2 + by_seller]
        events["later_loaded_at"] = events["loaded_at"].shift(-1).where(order == order.shift(-1))
        events["is_reverted"] = False
        odd = (events["move"] == rules.REVERSAL) | (events["loaded_at"] > events["later_loaded_at"])
        needs_look = order.isin(order[odd].unique())
        looked = self.looked_at(events[needs_look].copy())
        events.loc[needs_look, looked.columns] = looked
        self.odd.append(order[is_odd(events)])
        return events

    @staticmethod
    def looked_at(events: pd.DataFrame) -> pd.DataFrame:
        """Events of the few orders that step back or were loaded in disorder: what lies behind and ahead of each."""

        def ahead(column: pd.Series) -> pd.Series:
            turned, order = column[::-1], events["order_no"][::-1]
            return turned.groupby(order).cummin().groupby(order).shift(1)[::-1]

        lowest_before = events.groupby("order_no")["status"].cummin().groupby(events["order_no"]).shift(1)
        is_step_back = events["move"] == rules.REVERSAL
        move = events["move"].where(~(is_step_back & (events["status"] < lowest_before)), rules.ILLEGAL)
        falls_back_to = ahead(events["status"].where(move == rules.REVERSAL, len(STATUSES)))
        later = ahead(events["loaded_at"])
        is_reverted = (events["status"] < rules.DELIVERED) & (falls_back_to < events["status"])
        return pd.DataFrame({"move": move.astype("int8"), "later_loaded_at": later, "is_reverted": is_reverted})

    def history(self, events: pd.DataFrame) -> pd.DataFrame:
        """One wide row per order: what happened, what was promised, and what its parcels and returns say."""
        history = self.known.copy()
        last_load = events.groupby("order_no")["last_loaded_at"].max()
        history["last_loaded_at"] = history["loaded_at"].where(
            ~(last_load.reindex(history.index) > history["loaded_at"]), last_load
        )
        self.milestones(history, events)
        for part in (self.parcels(), self.returns(), self.lines(), self.promises()):
            history = history.join(part)
        for count in ("line_count", "unit_count"):
            history[count] = history[count].fillna(0)
        history["payment"] = rules.payment(Columns(history, self.as_of))
        return history

    @staticmethod
    def milestones(history: pd.DataFrame, events: pd.DataFrame) -> None:
        """When each status was first reached, who did it, and where the order is now."""
        kept = events[~events["is_reverted"]]
        final = kept["move"] == rules.AFTER_FINAL
        for code, status in enumerate(STATUSES):
            of_status = kept[kept["status"] == code]
            first = of_status.drop_duplicates("order_no").set_index("order_no")
            history[f"{status}_at"] = first["event_at"]
            if status in ("delivered", "cancelled"):
                history["delivered_by" if status == "delivered" else "cancelled_by"] = named(first["actor"], ACTORS)
            if status in ("shipped", "delivered", "returned"):
                history[f"{status}_recorded_at"] = of_status.groupby("order_no")["recorded_at"].min()
        left = kept[kept["status"] > STATUSES.index("open")].drop_duplicates("order_no")
        history["left_open_at"] = left.set_index("order_no")["event_at"]
        # What comes after a final status does not say where the order is, unless there is nothing else.
        newest = [rows.drop_duplicates("order_no", keep="last") for rows in (kept[~final], kept[final])]
        current = pd.concat(newest).drop_duplicates("order_no").set_index("order_no")
        history["current_status"] = named(current["status"], STATUSES)
        history["is_unavailable"] = current["reason_code"].eq("unavailable").reindex(history.index, fill_value=False)
        after = kept[final].groupby("order_no").agg({"event_at": "min", "actor": "min"})
        history["after_final_at"] = after["event_at"]
        history["after_final_by"] = named(after["actor"], ACTORS)

    def parcels(self) -> pd.DataFrame:
        """What the newest versions of an order's parcels say."""
        columns = ("order_id", "shipment_id", "carrier", "tracking_number", "tracking_url", "first_scan_at")
        rows = self.read("shipments", *columns, "carrier_delivered_at", "loaded_at").sort_values("loaded_at")
        rows = self.of_known(rows.drop_duplicates("shipment_id", keep="last"))
        for count, text in (("number_count", "tracking_number"), ("link_count", "tracking_url")):
            rows[count] = rows[text].notna() & rows[text].ne("")
        by_order = rows.groupby("order_no")
        found = by_order[["number_count", "link_count"]].sum()
        found["parcel_count"] = by_order.size()
        found["carrier"] = rows.sort_values("carrier").drop_duplicates("order_no").set_index("order_no")["carrier"]
        for name, column in (("scanned_at", "first_scan_at"), ("carrier_delivered_at", "carrier_delivered_at")):
            found[name] = by_order[column].max().where(by_order[column].count() == found["parcel_count"])
        return found

    def returns(self) -> pd.Series:
        """When the buyer first asked to send something back."""
        rows = self.read("returns", "return_id", "order_id", "requested_at", "loaded_at").sort_values("loaded_at")
        return self.of_known(rows.drop_duplicates("return_id", keep="last")).groupby("order_no")["requested_at"].min()

    def lines(self) -> pd.DataFrame:
        """Lines and pieces of an order."""
        rows = self.read("order_lines", "line_id", "order_id", "quantity", "loaded_at").sort_values("loaded_at")
        by_order = self.of_known(rows.drop_duplicates("line_id", keep="last")).groupby("order_no")["quantity"]
        return by_order.agg(line_count="size", unit_count="sum")

    def promises(self) -> pd.DataFrame:
        """The promises that hold; one that was moved after it had passed stays broken."""
        rows = self.of_known(
            self.read("order_promises", "order_id", "promise_type", "recorded_at", "promised_until", "loaded_at")
        )
        keys = ["order_no", "promise_type"]
        moved = rows.duplicated(keys, keep=False)
        versions = rows[moved].sort_values("loaded_at").drop_duplicates([*keys, "recorded_at"], keep="last")
        versions = versions.sort_values([*keys, "recorded_at"])
        too_late = versions["recorded_at"] > versions.groupby(keys)["promised_until"].shift(1)
        broken = too_late.groupby([versions[key] for key in keys]).cummax()
        held = pd.concat([rows[~moved], versions[~broken].drop_duplicates(keys, keep="last")])
        kinds = {kind: held[held["promise_type"] == kind].set_index("order_no") for kind in ("ship", "delivery")}
        return pd.DataFrame({f"{kind}_until": rows["promised_until"] for kind, rows in kinds.items()})

    def fct_orders(self, history: pd.DataFrame) -> None:
        """The orders as they are published."""
        warehouse = history["ship_from_country"].str.lower() + "_mon_fri"
        of_program = pd.Series(None, index=history.index, dtype="str")
        for program, calendar_id in (("house", PRAGUE), ("convictional", NEW_YORK), ("mall", PRAGUE)):
            of_program[history[f"in_{program}"]] = calendar_id
        calendar = warehouse.where(warehouse.isin(self.zones.keys()), of_program)
        odd = pd.concat(self.odd).unique()
        made = history.rename(
            columns={"ship_until": "promised_ship_until", "delivery_until": "promised_delivery_until"}
        ).assign(
            source="marketplace",
            calendar_id=calendar,
            timezone=calendar.map(self.zones),
            has_anomaly=history.index.isin(odd),
        )
        self.write(made[list(ORDER_COLUMNS)], "fct_orders")

    def judge(self, history: pd.DataFrame) -> None:
        """Nine metrics of each order side by side: when each was due, why, and the local day it counts on."""
        history["sent_at"] = first_of(history, "shipped_at", "delivered_at", "returned_at")
        history["reported_at"] = first_of(history, "delivered_recorded_at", "returned_recorded_at")
        history["ended_at"] = first_of(history, "returned_at", "delivered_at", "cancelled_at")
        history["kept_from"] = first_of(history, "shipped_at", "delivered_at")
        history["ship_time_seconds"] = seconds(history["shipped_at"], history["open_at"])
        due = self.hours.set_index(["calendar_id", "hour_no"])["due_at"]
        warehouse = (history["ship_from_country"].str.lower() + "_mon_fri").fillna(PRAGUE)
        for start, end in (("open_at", "confirmation_due_at"), ("carrier_delivered_at", "report_due_at")):
            keys = pd.MultiIndex.from_arrays([warehouse, hours_of(history[start])])
            history[end] = due.reindex(keys).to_numpy()
        for calendar_id, dates in LOCAL_DATES.items():
            of_calendar = self.hours[self.hours["calendar_id"] == calendar_id]
            local = of_calendar.set_index("hour_no")["local_date"]
            for date, moments in dates.items():
                history[date] = local.reindex(hours_of(first_of(history, *moments, "ordered_at"))).to_numpy()
        words = Columns(history, self.as_of)
        for name, reason in rules.reasons(words).items():
            history[f"{name}_reason"] = reason
        for name, by in rules.attributions(words).items():
            history[f"{name}_attribution"] = by

    def metric(self, history: pd.DataFrame, metric: Metric) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Write the outcomes of a metric; its counts per seller and day, and the buyers of what went wrong."""
        rows = history[history[f"in_{metric.program}"]]
        reason = rows[f"{metric.code}_reason"]
        verdict = reason.cat.rename_categories(str).astype("str").map(rules.VERDICTS[metric.code]).fillna("excluded")
        by = rows[f"{metric.code}_attribution"] if metric.code in CULPRITS else pd.Series("seller", index=rows.index)
        late = seconds(rows[metric.stopped_at].fillna(self.as_of), rows[metric.due_at]) if metric.due_at else np.nan
        made = rows[["order_id", "seller_id"]].assign(
            policy_id=f"{metric.program}_{metric.code}",
            policy_version=1,
            program=metric.program,
            metric_code=metric.code,
            entity_id=rows["order_id"],
            started_at=rows[metric.started_at],
            due_at=rows[metric.due_at] if metric.due_at else pd.NaT,
            stopped_at=rows[metric.stopped_at],
            anchor_date=rows[metric.anchor_date],
            maturity_days=metric.maturity_days,
            verdict=verdict,
            reason_code=reason,
            attribution=by,
            is_accountable=verdict.isin(BAD) & by.isin(metric.accountable),
            exemption_id=None,
            measured_value=rows[metric.measured_value] if metric.measured_value else np.nan,
            late_seconds=pd.Series(late, index=rows.index).where(reason.isin(LATE)),
        )
        self.write(made, "fct_sla_outcomes", metric.code)
        wrong = verdict.isin(BAD)
        bad = made.loc[wrong, ["seller_id", "metric_code", "anchor_date"]]
        return days_of(made), bad.assign(buyer=rows["buyer_ref"].fillna(rows["order_id"])[wrong])

    def scorecards(self, days: pd.DataFrame, bad: pd.DataFrame) -> None:
        """Each seller's metrics over the windows of its programs, held against the limits that are in force."""
        limits = pd.DataFrame(scores.limits(self.as_of))
        dates = ["window_start_date", "window_end_date", "previous_start_date", "as_of_date"]
        limits[[*dates, "next_move_date"]] = limits[[*dates, "next_move_date"]].apply(pd.to_datetime)
        spans, keys = limits[["metric_code", "window_code", *dates]], ["seller_id", "metric_code", "window_code"]
        near = bad.merge(spans, on="metric_code")
        near = near[near["anchor_date"].between(near["window_start_date"], near["window_end_date"], inclusive="left")]
        buyers = near.groupby(keys)["buyer"].nunique().rename("bad_buyer_count").reset_index()
        cards = self.seller_programs.merge(limits, on="program").merge(window_counts(days, spans), on=keys, how="left")
        cards = cards.merge(buyers, on=keys, how="left").assign(**scores.CONSTANTS)
        cards["policy_id"] = cards["program"] + "_" + cards["metric_code"]
        counted = [*scores.COUNTS, "bad_buyer_count"]
        cards[counted] = cards[counted].fillna(0).astype("float64")
        for step in scores.STEPS:
            cards = cards.assign(**step(Columns(cards, self.as_of)))
        self.write(cards[list(scores.COLUMNS)], "fct_seller_scorecards")


def days_of(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Counts per seller and local day."""
    keys = ["seller_id", "program", "metric_code", "policy_id", "policy_version", "anchor_date", "maturity_days"]
    counted = outcomes["verdict"].isin(POPULATION)
    measured = outcomes["measured_value"].where(counted)
    flags = outcomes[keys].assign(
        population_count=counted,
        **{f"{word}_count": outcomes["verdict"] == word for word in VERDICTS},
        accountable_bad_count=outcomes["is_accountable"],
        measured_value_count=measured.notna(),
    )
    by_day = flags.groupby(keys, as_index=False, dropna=False).sum()
    sums = flags[keys].assign(measured_value_sum=measured, late_seconds_sum=outcomes["late_seconds"])
    totals = sums.groupby(keys, as_index=False, dropna=False).sum(min_count=1)
    return by_day.assign(measured_value_sum=totals["measured_value_sum"], late_seconds_sum=totals["late_seconds_sum"])


def window_counts(days: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """Sums of a window and of the one before it."""
    near = days.merge(spans, on="metric_code")
    inside = (near["anchor_date"] >= near["previous_start_date"]) & (near["anchor_date"] < near["window_end_date"])
    near = near[inside]
    now, bad = near["anchor_date"] >= near["window_start_date"], near["breached_count"] + near["overdue_count"]
    matures = near["anchor_date"] + pd.to_timedelta(near["maturity_days"], unit="D")
    immature = near["population_count"].where(matures > near["as_of_date"], 0)
    near = near.assign(bad_count=bad, immature_count=immature)
    sums = {name: near[name].where(now) for name in scores.COUNTS if not name.startswith("previous_")}
    sums |= {
        name: near[name.removeprefix("previous_")].where(~now) for name in scores.COUNTS if name.startswith("previous_")
    }
    keys = [near[name] for name in ("seller_id", "metric_code", "window_code")]
    found = pd.DataFrame(sums).groupby(keys).sum()
    found["oldest_bad_date"] = near["anchor_date"].where(now & (bad > 0)).groupby(keys).min()
    return found.reset_index()


def is_odd(events: pd.DataFrame) -> pd.Series:
    """Events that something is wrong with."""
    return (
        (events["loaded_at"] > events["later_loaded_at"])
        | events["move"].isin([rules.ILLEGAL, rules.AFTER_FINAL])
        | events["is_reverted"]
        | (events["recorded_at"] < events["event_at"] - timedelta(minutes=5))
    )


def named(codes: pd.Series, words: tuple[str, ...]) -> pd.Series:
    """Words in place of their numbers."""
    return pd.Series(pd.Categorical.from_codes(codes.to_numpy(), list(words)), index=codes.index)


def first_of(frame: pd.DataFrame, *names: str) -> pd.Series:
    """The first of the columns that has a value."""
    found = frame[names[0]]
    for name in names[1:]:
        found = found.fillna(frame[name])
    return found


def seconds(later: pd.Series, earlier: pd.Series) -> pd.Series:
    """Whole seconds between two times; fractions of a second are cut off first."""
    return (later.dt.floor("s") - earlier.dt.floor("s")) / SECOND


def hours_of(moments: pd.Series) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Whole hours since 1970: local dates and due times are looked up by it."""
    hours: np.ndarray[Any, np.dtype[np.int64]] = moments.to_numpy().astype("datetime64[h]").astype("int64")
    return hours


if __name__ == "__main__":
    Script(Path(sys.argv[1]), Path(sys.argv[2])).run()
