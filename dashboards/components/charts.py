"""All charts. One accent colour, grey for context, labels on the mark in place of legends."""

import json
from datetime import date, datetime, time, timedelta

import altair as alt
import pandas as pd
import streamlit as st

from components import text
from queries.published import Row

TOKENS = {
    "light": {
        "ink": "#1B2330",
        "quiet": "#66707F",
        "rule": "#E1E5EA",
        "accent": "#1F5FBF",
        "limit": "#B3361B",
        "open": "#E6EFFA",
        "holiday": "#F3ECD9",
        "page": "#FFFFFF",
    },
    "dark": {
        "ink": "#E7EAEF",
        "quiet": "#98A3B2",
        "rule": "#2C3440",
        "accent": "#7FB2FF",
        "limit": "#FF8A6B",
        "open": "#18263A",
        "holiday": "#2E2A1B",
        "page": "#12161C",
    },
}


def tokens() -> dict[str, str]:
    return TOKENS[st.context.theme.type or "light"]


def draw(chart: alt.LayerChart, words: str) -> None:
    """Show a chart, and in words the same facts. Checking its schema would take longer than drawing it."""
    st.vega_lite_chart(chart.to_dict(validate=False), width="stretch", theme=None, alt=words)


def style(chart: alt.LayerChart, height: int) -> alt.LayerChart:
    t, font = tokens(), '"Source Sans", sans-serif'
    return (
        chart.properties(
            height=height, background="transparent", padding={"left": 2, "right": 6, "top": 4, "bottom": 2}
        )
        .configure_view(strokeWidth=0)
        .configure_text(font=font)
        .configure_axis(
            labelFont=font,
            labelFontSize=12,
            labelColor=t["quiet"],
            gridColor=t["rule"],
            domain=False,
            ticks=False,
            labelPadding=6,
            title=None,
        )
    )


def trend(points: list[Row], score: Row, days: int) -> alt.LayerChart:
    """The trailing value by day, the limit, and a box for the window that is judged: its days and its likely range."""
    t = tokens()
    size = score.units_per_value if text.is_value(score) else 1
    frame = pd.DataFrame(
        {
            "day": [pd.Timestamp(p.date_day) for p in points],
            "value": [p.value / size for p in points],
            "judged": [p.population_count for p in points],
            "bad": [p.bad_count for p in points],
        }
    )
    limit_value = None if score.limit_value is None else score.limit_value / size
    interval = [] if score.wilson_low is None or text.is_value(score) else [score.wilson_low, score.wilson_high]
    shown = [*frame.value, *interval, *([] if limit_value is None else [limit_value])]
    low, high = min(shown), max(shown)
    is_rate = not (text.is_value(score) or text.is_count(score))
    pad = max((high - low) * 0.12, 0.002 if is_rate else 0.1)
    top = min(high + pad, 1) if is_rate else high + pad
    scale = alt.Scale(domain=[max(low - pad, 0), top], nice=False, zero=False)
    first, last = frame.day.min(), max(frame.day.max(), pd.Timestamp(score.window_end_date) - pd.Timedelta(days=1))
    across = alt.Scale(domain=[_day(first), _day(last)], nice=False)
    dates = "%b %Y" if (last - first).days > 300 else "%-d %b"
    axis = alt.Axis(format=dates, tickCount=5, grid=False, labelFlush=True)
    x = alt.X("day:T", axis=axis)  # one layer alone says the scale: said by a box, whose x2 repeats it, it conflicts
    step = {"tickMinStep": 1} if text.is_count(score) else {}
    y = alt.Y("value:Q", scale=scale, axis=alt.Axis(labelExpr=_value_label(score), tickCount=4, **step))
    line = alt.Chart(frame).mark_line(color=t["accent"], strokeWidth=2.2).encode(x=x.scale(across), y=y)
    dot = alt.Chart(frame.tail(1)).mark_point(color=t["accent"], filled=True, size=70, opacity=1).encode(x=x, y=y)
    layers = [*_window_box(score, interval, first, last, x, scale), line, dot]
    if limit_value is not None:
        layers += _limit_rule(score, limit_value, frame, x, y)
    return style(alt.layer(*layers, _hover(frame, score, days, x)), 260)


def _day(value: date) -> dict[str, int]:
    return {"year": value.year, "month": value.month, "date": value.day}


def _value_label(score: Row) -> str:
    """How the axis writes a value: 12%, 3, 2.5 d, 4.6."""
    if text.is_value(score):
        return f"format(datum.value, '.1f') + '{text.SHORT_UNITS.get(score.display_unit, '')}'"
    return "format(datum.value, 'd')" if text.is_count(score) else "format(datum.value, '~%')"


def _window_box(
    score: Row, interval: list[float], first: pd.Timestamp, last: pd.Timestamp, x: alt.X, scale: alt.Scale
) -> list[alt.Chart]:
    """Which days the score counts and where the true rate likely lies."""
    t = tokens()
    start = max(pd.Timestamp(score.window_start_date), first)
    end = min(pd.Timestamp(score.window_end_date), last)
    if start >= end:
        return []
    box = pd.DataFrame({"day": [start], "end": [end], "low": interval[:1] or [None], "high": interval[1:] or [None]})
    days = alt.Chart(box).mark_rect(color=t["quiet"], opacity=0.06).encode(x=x, x2="end:T")
    if not interval:
        return [days]
    likely = (
        alt.Chart(box)
        .mark_rect(color=t["accent"], opacity=0.14)
        .encode(x=x, x2="end:T", y=alt.Y("low:Q", scale=scale), y2="high:Q")
    )
    return [days, likely]


def _limit_rule(score: Row, limit_value: float, line: pd.DataFrame, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The limit and its name, on the side of it where the measured line is not."""
    t, first = tokens(), line.day.min()
    below = line.value[line.day < first + (line.day.max() - first) * 0.25].mean() > limit_value
    words = f"limit {text.amount(score.limit_value, score)}"
    frame = pd.DataFrame({"value": [limit_value], "day": [first], "words": [words]})
    rule = alt.Chart(frame).mark_rule(color=t["limit"], strokeDash=[5, 4], strokeWidth=1.5).encode(y=y)
    name = alt.Chart(frame).encode(x=x, y=y, text="words:N")
    look = {"align": "left", "dx": 4, "dy": 11 if below else -9, "fontSize": 12, "fontWeight": 600}
    return [rule, name.mark_text(stroke=t["page"], strokeWidth=4, **look), name.mark_text(color=t["limit"], **look)]


def _hover(frame: pd.DataFrame, score: Row, days: int, x: alt.X) -> alt.Chart:
    """What a day says: its value, and how many are behind it."""
    judged = text.entities(score)
    number = ",d" if text.is_count(score) else ".2f" if text.is_value(score) else ".2%"
    against = [] if text.is_value(score) else [alt.Tooltip("bad:Q", title=f"{judged} against", format=",")]
    return (
        alt.Chart(frame)
        .mark_rule(opacity=0, strokeWidth=8)
        .encode(
            x=x,
            tooltip=[
                alt.Tooltip("day:T", title=f"{days} days to", format="%-d %b %Y"),
                alt.Tooltip("value:Q", title="value", format=number),
                *against,
                alt.Tooltip("judged:Q", title=f"{judged} judged", format=","),
            ],
        )
    )


# The timeline draws local times as if they were UTC, so the reader's own zone cannot shift them.


def timeline(points: pd.DataFrame, marks: pd.DataFrame, calendar: tuple[Row, ...], zone: str) -> alt.LayerChart:
    """One row per event, time to the right. Open business hours are shaded, promise and due time are dashed lines.

    points: at (local time), name, label, kind (event, against, taken_back). marks: at, name, quiet.
    """
    t = tokens()
    moments = [*points["at"], *marks["at"]]
    room = max((max(moments) - min(moments)) * 0.05, timedelta(hours=3))
    first, last = min(moments) - room, max(moments) + room
    days = max((last - first).days, 1)
    x_scale = alt.Scale(type="utc", domain=[_minute(first), _minute(last)], nice=False)
    axis = alt.Axis(
        format="%a %-d %b",
        tickCount={"interval": "day", "step": max(1, -(-days // 7))},
        grid=True,
        orient="bottom",
        labelAlign="left",
        labelOverlap=True,
        labelFlush=False,
    )
    points = points.assign(row=range(len(points)))
    names = f"{json.dumps(list(points['name']))}[datum.value]"
    rows = alt.Y(
        "row:O",
        scale=alt.Scale(padding=0.7),
        axis=alt.Axis(labelExpr=names, labelFontSize=13, labelColor=t["ink"], labelLimit=140, grid=False),
    )

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:T", scale=alt.Scale(type="utc"), axis=axis)

    sheet = alt.Chart(pd.DataFrame({"a": [first]})).mark_point(opacity=0).encode(x=x("a").scale(x_scale))
    layers = [sheet, *_bands(calendar, zone, first, last, x), *_marks(marks, first + (last - first) / 2, x)]
    layers += _points(points, first + (last - first) * 0.55, x, rows)
    return style(alt.layer(*layers).resolve_scale(color="independent", shape="independent"), 64 + 34 * len(points))


def _minute(moment: datetime) -> dict[str, int | bool]:
    return {**_day(moment.date()), "hours": moment.hour, "minutes": moment.minute, "utc": True}


def _bands(calendar: tuple[Row, ...], zone: str, first: datetime, last: datetime, x: object) -> list[alt.Chart]:
    """Opening hours and public holidays that the picture covers."""
    t = tokens()
    opened = [
        (text.local(d.opens_at, zone), text.local(d.closes_at, zone)) for d in calendar if d.opens_at and d.closes_at
    ]
    closed = [
        (datetime.combine(d.local_date, time()), datetime.combine(d.local_date, time()) + timedelta(days=1))
        for d in calendar
        if d.is_holiday
    ]
    layers = []
    for spans, color in ((opened, t["open"]), (closed, t["holiday"])):
        seen = [(max(a, first), min(b, last)) for a, b in spans if b > first and a < last]
        if seen:
            frame = pd.DataFrame(seen, columns=["a", "b"])
            layers.append(alt.Chart(frame).mark_rect(color=color).encode(x=x("a"), x2="b:T"))
    return layers


def _marks(marks: pd.DataFrame, middle: datetime, x: object) -> list[alt.Chart]:
    """Dashed lines with their names: what was promised or due, and where the data ends."""
    t, layers = tokens(), []
    for mark in marks.itertuples():
        frame, color = pd.DataFrame([{"at": mark.at, "name": mark.name}]), t["quiet"] if mark.quiet else t["limit"]
        side = ("right", -5) if mark.at > middle else ("left", 5)
        layers.append(alt.Chart(frame).mark_rule(strokeDash=[5, 4], strokeWidth=1.5, color=color).encode(x=x("at")))
        layers.append(
            alt.Chart(frame)
            .mark_text(align=side[0], dx=side[1], y=8 + 14 * mark.Index, fontSize=12, fontWeight=600, color=color)
            .encode(x=x("at"), text="name:N")
        )
    return layers


def _points(points: pd.DataFrame, turn: datetime, x: object, rows: alt.Y) -> list[alt.Chart]:
    """Events: a dot; a diamond for the one that counts against; hollow when it was taken back. Labels point inwards."""
    t, layers = tokens(), []
    looks = {
        "event": ("circle", t["accent"], True),
        "against": ("diamond", t["limit"], True),
        "taken_back": ("circle", t["quiet"], False),
    }
    for kind, (shape, color, filled) in looks.items():
        part = points[points.kind == kind]
        if len(part):
            layers.append(
                alt.Chart(part)
                .mark_point(shape=shape, color=color, filled=filled, size=90, opacity=1, strokeWidth=2)
                .encode(x=x("at"), y=rows)
            )
    for part, align, shift in ((points[points["at"] <= turn], "left", 10), (points[points["at"] > turn], "right", -10)):
        if len(part):
            layers.append(
                alt.Chart(part)
                .mark_text(align=align, dx=shift, fontSize=12, color=t["ink"])
                .encode(x=x("at"), y=rows, text="label:N")
            )
    return layers
