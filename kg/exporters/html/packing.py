"""Texts packed into letters that need no escaping in HTML, and the loader that unpacks the page's program.

A page is mailed and kept, so it should be small: its program, the copy of vis-network that it needs, and its data
travel compressed. The loader is the one script in plain words. It puts the unpacked scripts into the document, where
the page's policy knows each by its hash; nothing else could be put there.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping


def pack(text: str) -> str:
    """Returns a text compressed (zlib) and in letters (base64).

    Equal texts give equal letters with one implementation of deflate; another one may give others.
    """
    return base64.b64encode(zlib.compress(text.encode(), 6)).decode()


def lines(sections: Mapping[str, str]) -> str:
    """Returns texts by name as lines of a name and a packed text, sorted as they come."""
    return "".join(f"{name}\t{pack(text)}\n" for name, text in sections.items())
