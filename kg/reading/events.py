"""The events of libyaml, through PyYAML, or of PyYAML itself where it was built without libyaml."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def event_source(data: bytes) -> Callable[[], Any]:
    """Return a function that gives the next event of a YAML stream at each call, and None after the last.

    An event is typed as Any because PyYAML's types make every mark optional, and the check would cost time.
    """
    try:
        from yaml._yaml import CParser
    except ImportError:  # PyYAML built without libyaml
        return _python_events(data)
    return CParser(data).get_event


def _python_events(data: bytes) -> Callable[[], Any]:
    from yaml import Loader

    loader: Any = Loader(data)

    def next_event() -> Any:
        event = loader.get_event()
        if getattr(event, "style", "") is None:  # what libyaml calls ""
            event.style = ""
        return event

    return next_event


def spans(data: bytes) -> list[tuple[int, int]]:
    """Return start and end of each scalar, as indexes into the text."""
    from yaml.events import ScalarEvent

    source = event_source(data)
    found = []
    while (event := source()) is not None:
        if isinstance(event, ScalarEvent):
            start: Any = event.start_mark
            end: Any = event.end_mark
            found.append((start.index, end.index))
    return found
