"""The YAML language server that editors use, over the Language Server Protocol 3.17 on its standard streams."""

from __future__ import annotations

import fcntl
import json
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

VERSION = "1.25.0"
_SECONDS = 60.0


def server_file() -> Path:
    """The server's script, installed from npm into the virtual environment at the first use.

    Where node or npm is missing, or the registry cannot be reached, the test that asks is skipped and says so.
    """
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("not run: the YAML language server needs node and npm, and they are not installed")
    folder = Path(sys.prefix) / "yaml-language-server"
    folder.mkdir(exist_ok=True)
    script = folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    with (folder / "lock").open("w") as lock:  # tests run in several processes
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not script.is_file():
            done = subprocess.run(
                ["npm", "install", "--no-audit", "--no-fund", f"yaml-language-server@{VERSION}"],
                cwd=folder,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                pytest.skip(f"not run: npm could not install the YAML language server: {done.stderr.strip()}")
    return script


class LanguageServer:
    """A running server; requests wait for their answers."""

    def __init__(self, script: Path, schemas: Mapping[str, str]) -> None:
        """Start it.

        Args:
            script: See `server_file`.
            schemas: Glob patterns of files by the address of the schema that they follow.
        """
        self._process = subprocess.Popen(
            ["node", str(script), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._settings = {
            "yaml": {
                "schemas": dict(schemas),
                "schemaStore": {"enable": False},
                "completion": True,
                "hover": True,
                "validate": True,
            }
        }
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._diagnostics: queue.Queue[dict[str, Any]] = queue.Queue()
        self._last = 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        abilities = {"textDocument": {"hover": {"contentFormat": ["markdown"]}}}
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": abilities})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": self._settings})

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()

    def open(self, address: str, text: str) -> list[dict[str, Any]]:
        """Open a document; what is wrong with it."""
        document = {"uri": address, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while True:
            said = self._diagnostics.get(timeout=_SECONDS)
            if said["uri"] == address:
                found: list[dict[str, Any]] = said["diagnostics"]
                return found

    def completions(self, address: str, line: int, column: int) -> dict[str, dict[str, Any]]:
        """What may be written at a place of an open document (counted from 0), by label."""
        answer = self._ask("textDocument/completion", _place(address, line, column))
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"]: item for item in items}

    def hover(self, address: str, line: int, column: int) -> str:
        """The explanation of what is at a place of an open document, as Markdown."""
        answer = self._ask("textDocument/hover", _place(address, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def _ask(self, method: str, parameters: dict[str, Any]) -> Any:
        self._last += 1
        number = self._last
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            answer = self._answers.get(timeout=_SECONDS)
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return answer.get("result")

    def _tell(self, method: str, parameters: dict[str, Any]) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._process.stdin.flush()

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.split(b":")[1]) if header.lower().startswith(b"content-length") else 0
            while stream.readline().strip():
                pass
            self._receive(json.loads(stream.read(length)))

    def _receive(self, message: dict[str, Any]) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics.put(message["params"])
        elif message.get("method") == "workspace/configuration":
            parts = [self._settings.get(item["section"], {}) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": parts})
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif "id" in message:
            self._answers.put(message)


def _place(address: str, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": address}, "position": {"line": line, "character": column}}
