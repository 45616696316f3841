"""A map of the places where streets cross, to which a few streets can be added for one search."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from kg.exporters.html.layout.scene import Point
from kg.exporters.html.layout.tracks import Track

Near = tuple[int, int]
"""The places before and after a place along one street, or -1."""

_REACH = 0.1


class Chart:
    """Crossings of streets.

    Attributes:
        places: Where streets cross.
        near: For each place, its neighbours along each street through it.
    """

    def __init__(self, tracks: Iterable[Track]) -> None:
        self.places: list[Point] = []
        self.near: dict[int, dict[Track, Near]] = {}
        self._index: dict[Point, int] = {}
        self._along: dict[Track, list[int]] = {}
        self._h: list[Track] = []
        self._v: list[Track] = []
        self._add(tracks)

    def extended(
        self, tracks: Sequence[Track], mouths: Sequence[tuple[Point, Track]]
    ) -> tuple[Chart, list[int]]:
        """Returns the chart with more streets and the places where ports leave their boxes; itself stays as it is."""
        chart = Chart.__new__(Chart)
        chart.places = list(self.places)
        chart.near = dict(self.near)
        chart._index = dict(self._index)
        chart._along = dict(self._along)
        chart._h, chart._v = self._h, self._v
        opened = chart._add(tracks, mouths)
        return chart, opened

    def _place(self, point: Point) -> int:
        found = self._index.get(point)
        if found is None:
            found = self._index[point] = len(self.places)
            self.places.append(point)
        return found

    def _add(self, tracks: Iterable[Track], mouths: Sequence[tuple[Point, Track]] = ()) -> list[int]:
        new = [track for track in dict.fromkeys(tracks) if track not in self._along]
        grown: dict[Track, list[int]] = {track: [] for track in new}
        new_h = [t for t in new if t.axis == "h"]
        new_v = [t for t in new if t.axis == "v"]
        self._h = sorted([*self._h, *new_h], key=lambda t: t.at)
        self._v = sorted([*self._v, *new_v], key=lambda t: t.at)
        self._cross(new_h, self._v, grown)
        self._cross(new_v, [t for t in self._h if t not in grown], grown)
        opened = []
        for point, track in mouths:
            at = self._place(point)
            grown.setdefault(track, []).append(at)
            opened.append(at)
        for track, added in grown.items():
            members = list(dict.fromkeys([*self._along.get(track, ()), *added]))
            members.sort(key=self.places.__getitem__)
            self._along[track] = members
            last = len(members) - 1
            for i, at in enumerate(members):
                beside = (members[i - 1] if i else -1, members[i + 1] if i < last else -1)
                self.near[at] = {**self.near.get(at, {}), track: beside}
        return opened

    def _cross(self, some: Sequence[Track], others: Sequence[Track], grown: dict[Track, list[int]]) -> None:
        """Notes where some streets cross others, which run the other way and are sorted."""
        ats = [track.at for track in others]
        for one in some:
            for other in others[bisect_left(ats, one.low - _REACH) : bisect_right(ats, one.high + _REACH)]:
                if other.low - _REACH <= one.at <= other.high + _REACH:
                    point = Point(other.at, one.at) if one.axis == "h" else Point(one.at, other.at)
                    at = self._place(point)
                    grown[one].append(at)
                    grown.setdefault(other, []).append(at)
