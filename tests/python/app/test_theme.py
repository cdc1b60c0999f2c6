"""Every badge can be read: text on fill has a contrast of at least 4.5 : 1."""

import tomllib

import pytest

from published_copies import DASHBOARDS


def luminance(code: str) -> float:
    parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    weights = (0.2126, 0.7152, 0.0722)
    return sum(
        w * (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4) for w, p in zip(weights, parts, strict=True)
    )


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("color", ["red", "orange", "blue", "green", "gray"])
def test_badges_are_readable(look, color):
    theme = tomllib.loads((DASHBOARDS / ".streamlit" / "config.toml").read_text())["theme"][look]
    low, high = sorted((luminance(theme[f"{color}TextColor"]), luminance(theme[f"{color}BackgroundColor"])))
    assert (high + 0.05) / (low + 0.05) >= 4.5
