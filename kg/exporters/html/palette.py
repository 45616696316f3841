"""The colours of the page, light and dark: style sheet, pictures and tests read them here."""

from __future__ import annotations

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "paper": "#f7f8fa",
    "surface": "#ffffff",
    "raised": "#f1f3f7",
    "ink": "#171e2c",
    "muted": "#545d6e",
    "rule": "#d8dde6",
    "control": "#7c8595",
    "card": "#e9edf4",
    "card-line": "#cfd6e2",
    "accent": "#1a53c6",
    "accent-soft": "#e2eafb",
    "accent-ink": "#ffffff",
    "company-fill": "#1a2a4a",
    "company-line": "#1a2a4a",
    "company-ink": "#ffffff",
    "company-soft": "#b9c6e0",
    "platform-fill": "#ffffff",
    "platform-line": "#2a6cb5",
    "platform-ink": "#12355c",
    "platform-soft": "#46688c",
    "feature-fill": "#fffaee",
    "feature-line": "#93670d",
    "feature-ink": "#533b08",
    "feature-soft": "#765a20",
    "person-fill": "#eaf5f0",
    "person-line": "#2a7457",
    "person-ink": "#123d2d",
    "person-soft": "#3f6a59",
    "body-fill": "#f1ecfa",
    "body-line": "#6a4b9f",
    "body-ink": "#39225f",
    "body-soft": "#64518a",
    "audience-fill": "#eef6f8",
    "audience-line": "#2b6f7c",
    "audience-ink": "#123f48",
    "audience-soft": "#3d666e",
    "plain-fill": "#f4f5f7",
    "plain-line": "#5f6877",
    "plain-ink": "#262d39",
    "plain-soft": "#566070",
    "owns": "#2b3b5c",
    "stake": "#5f4bb0",
    "offer": "#737c8b",
    "attack": "#c01428",
    "attack-soft": "#fbe6e8",
    "relief": "#17743f",
    "like": "#0d7084",
    "plain": "#5f6877",
    "doubt": "#8a5a00",
    "doubt-soft": "#fdf1d8",
}

DARK: Mapping[str, str] = {
    "paper": "#0e131b",
    "surface": "#161c27",
    "raised": "#1e2634",
    "ink": "#e7ebf2",
    "muted": "#a5afbf",
    "rule": "#2c3647",
    "control": "#7d899c",
    "card": "#18202d",
    "card-line": "#2d384a",
    "accent": "#82adff",
    "accent-soft": "#1f2f50",
    "accent-ink": "#0b1424",
    "company-fill": "#dbe4f6",
    "company-line": "#dbe4f6",
    "company-ink": "#111b30",
    "company-soft": "#465677",
    "platform-fill": "#132236",
    "platform-line": "#6aaaea",
    "platform-ink": "#dcebfb",
    "platform-soft": "#9dbbdb",
    "feature-fill": "#231c0e",
    "feature-line": "#cfa244",
    "feature-ink": "#f3e2b8",
    "feature-soft": "#cdb786",
    "person-fill": "#10251d",
    "person-line": "#5cb894",
    "person-ink": "#d5f0e4",
    "person-soft": "#9cc4b3",
    "body-fill": "#221a33",
    "body-line": "#a98be0",
    "body-ink": "#ebe1fb",
    "body-soft": "#bfadde",
    "audience-fill": "#10252a",
    "audience-line": "#5fb4c3",
    "audience-ink": "#d8f0f4",
    "audience-soft": "#9dc3ca",
    "plain-fill": "#1d2430",
    "plain-line": "#8d98aa",
    "plain-ink": "#e3e8f0",
    "plain-soft": "#a9b3c2",
    "owns": "#b7c5e0",
    "stake": "#b3a4f5",
    "offer": "#8a95a8",
    "attack": "#ff7078",
    "attack-soft": "#3b1a20",
    "relief": "#5ccb8b",
    "like": "#52c0d6",
    "plain": "#98a3b5",
    "doubt": "#e9b44c",
    "doubt-soft": "#33270f",
}


def luminance(colour: str) -> float:
    """Returns the relative luminance of a colour `#rrggbb`, as WCAG 2.2 defines it (0 to 1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Returns the contrast ratio of two colours, as WCAG 2.2 defines it (1 to 21)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def css() -> str:
    """Returns the palette as custom properties: light or dark by the wish of system or reader, light on paper."""
    light = "".join(f"--{name}:{value};" for name, value in LIGHT.items())
    dark = "".join(f"--{name}:{value};" for name, value in DARK.items())
    return (
        f":root{{color-scheme:light;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{color-scheme:dark;{dark}}}}}\n"
    )
