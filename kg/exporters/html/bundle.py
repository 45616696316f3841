"""From plain ES modules to one script: each becomes a function that is called once, after what it imports.

Only what the page's own modules use is understood: named imports from a neighbour, and `export` before a function,
class or constant; and no text that spans lines, since indentation is taken out. Anything else is an error, so that a
module that works in a test works in the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.mjs)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function\*?|class|const) (\w+)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_LINE_COMMENT = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)


class BundleError(ValueError):
    """A module that the page cannot carry."""


def bundle(modules: Mapping[str, str], entry: str) -> str:
    """Joins modules into one script.

    Args:
        modules: The text of each module, by file name.
        entry: The module to start with.

    Returns:
        A classic script that runs the entry module and whatever it needs, each once.

    Raises:
        BundleError: An import that leads nowhere or in a circle, or syntax beyond the few forms above.
    """
    order: list[str] = []
    _visit(entry, modules, order, ())
    parts = ['"use strict";', "(()=>{", "const modules={};"]
    parts += [_wrap(name, modules[name]) for name in order]
    script = "\n".join([*parts, "})();"]) + "\n"
    if re.search(r"</script|<!--", script, re.IGNORECASE):
        raise BundleError("a module holds text that would end the script element")
    return script


def _visit(name: str, modules: Mapping[str, str], order: list[str], path: tuple[str, ...]) -> None:
    if name in order:
        return
    if name in path:
        raise BundleError(f"modules import each other in a circle: {' -> '.join([*path, name])}")
    if name not in modules:
        raise BundleError(f"no such module: {name} (imported by {path[-1] if path else 'the page'})")
    for match in _IMPORT.finditer(modules[name]):
        _visit(match[2], modules, order, (*path, name))
    order.append(name)


def _wrap(name: str, text: str) -> str:
    text = _LINE_COMMENT.sub("", _COMMENT.sub("", text))
    imports = "".join(
        f'const {{{match[1].replace(" as ", ":").strip()}}}=modules["{match[2]}"];\n'
        for match in _IMPORT.finditer(text)
    )
    body = _IMPORT.sub("", text)
    exported = [match[2] for match in _EXPORT.finditer(body)]
    body = _INDENT.sub("", _EXPORT.sub(r"\1 \2", body))
    if any(line.count("`") % 2 for line in body.splitlines()):
        raise BundleError(f"{name}: cannot carry a text that spans lines")
    stray = re.search(r"^(import|export)\b.*", body, re.MULTILINE)
    if stray:
        raise BundleError(f"{name}: cannot carry `{stray[0]}`")
    return f'modules["{name}"]=(()=>{{\n{imports}{body.strip()}\nreturn {{{",".join(exported)}}};\n}})();'
