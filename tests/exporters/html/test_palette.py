from __future__ import annotations

import pytest

from kg.exporters.html.palette import DARK, LIGHT, css

KINDS = ("company", "platform", "feature", "person", "body", "audience", "plain")
LINES = ("owns", "stake", "offer", "attack", "relief", "like", "plain")
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """The relative luminance of a colour `#rrggbb`, as WCAG 2.2 defines it (0 to 1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as WCAG 2.2 defines it (1 to 21)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_known_contrasts() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_both_themes_name_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()


@THEMES
@pytest.mark.parametrize("kind", KINDS)
def test_names_in_boxes_can_be_read(theme: dict[str, str], kind: str) -> None:
    assert contrast(theme[f"{kind}-ink"], theme[f"{kind}-fill"]) >= 7
    assert contrast(theme[f"{kind}-soft"], theme[f"{kind}-fill"]) >= 4.5


@THEMES
@pytest.mark.parametrize("ground", ["paper", "card", "surface"])
def test_lines_and_frames_stand_out(theme: dict[str, str], ground: str) -> None:
    for line in (*LINES, *(f"{kind}-line" for kind in KINDS), "control", "accent"):
        assert contrast(theme[line], theme[ground]) >= 3, line


@THEMES
def test_words_of_the_page_can_be_read(theme: dict[str, str]) -> None:
    for ground in ("paper", "surface", "raised", "card"):
        assert contrast(theme["ink"], theme[ground]) >= 7
        assert contrast(theme["muted"], theme[ground]) >= 4.5, ground
    for ink, ground in (
        ("accent", "surface"), ("accent", "accent-soft"), ("attack", "surface"), ("attack", "attack-soft"),
        ("surface", "attack"), ("doubt", "doubt-soft"), ("surface", "ink"), ("relief", "surface"),
    ):  # fmt: skip
        assert contrast(theme[ink], theme[ground]) >= 4.5, (ink, ground)


def test_the_style_sheet_has_every_colour_for_both_themes() -> None:
    sheet = css()
    for name in LIGHT:
        assert sheet.count(f"--{name}:") == 3
