"""`python -m benchmarks [STATEMENTS] [RUNS]`: the speeds that the README names, as medians of several runs.

Each run is a process of its own; CPU seconds are the user and system time of the whole process, start-up included.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.generate import generate
from kg.project import shipped

UNITS = {"events": "files", "shapes": "records", "checks": "records"}


def cpu_of(command: list[str]) -> tuple[float, str, str]:
    """CPU seconds of a child process, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return spent, done.stdout, done.stderr


def median(command: list[str], runs: int) -> float:
    """The median CPU time of several runs, after one that does not count."""
    cpu_of(command)
    return statistics.median(cpu_of(command)[0] for _ in range(runs))


def after_edits(command: list[str], runs: int, edit: Callable[[int], object]) -> float:
    """The median CPU time of several runs, each after another edit."""
    found = []
    for number in range(runs + 1):
        edit(number)
        found.append(cpu_of(command)[0])
    return statistics.median(found[1:])


def checks_of_shipped(folder: Path, kg: list[str], runs: int) -> Iterator[tuple[str, float]]:
    """`kg check` on a copy of the shipped data: as CI runs it, and as who curates does."""
    for part in ("ontology", "data"):
        shutil.copytree(shipped() / part, folder / part)
    block = min((folder / "data" / "actions").rglob("*.yaml"))
    text = block.read_text(encoding="utf-8")
    check = [*kg, "check", "-C", str(folder)]

    def reword(number: int) -> None:
        block.write_text(f"{text}# {number}\n", encoding="utf-8")

    def add(number: int) -> None:
        block.with_name(f"one-more-{number}.yaml").write_text(text, encoding="utf-8")

    yield "kg check, shipped data, the first time", median([*check, "--fresh"], runs)
    yield "kg check, after a statement was added", after_edits(check, runs, add)
    yield "kg check, after a wording was changed", after_edits(check, runs, reword)
    time.sleep(3)  # a file that was only just saved is read again
    yield "kg check, nothing has changed", median(check, runs)


def main() -> None:
    """Measure and print."""
    statements = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    kg = [sys.executable, "-m", "kg"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {
            "NO_COLOR": "1",
            "XDG_CACHE_HOME": str(folder / "cache"),
        }  # for all that is started here
        rows = [
            ("kg --help", median([*kg, "--help"], runs)),
            ("kg query, shipped data", median([*kg, "query", "SELECT * { ?a kg:blocks ?b }"], runs)),
            *checks_of_shipped(folder / "shipped", kg, runs),
            ("kg build, shipped data", median([*kg, "build", "--force", "-o", str(folder / "out")], runs)),
            ("kg build, nothing to do", median([*kg, "build", "-o", str(folder / "out")], runs)),
        ]
        for label, cpu in rows:
            print(f"{label:<44} {cpu:6.2f} CPU s")
        files = generate(folder / "large", statements)
        print(f"\n{statements} statements in {files} files:")
        for step, about in (
            ("events", "libyaml alone"),
            ("shapes", "syntax, shapes and references"),
            ("checks", "all checks"),
            ("turtle", "YAML to checked, sorted Turtle"),
            ("infer", "all inference"),
            ("rdflib", "stock rdflib: parse and serialise the same"),
        ):
            command = [sys.executable, "-m", "benchmarks.steps", step, str(folder / "large")]
            found = []
            for _ in range(runs):
                _, out, err = cpu_of(command)
                result = json.loads(out)
                result["cpu"] = json.loads(err)["only"] if err.strip() else result["cpu"]
                found.append(result)
            cpu = statistics.median(r["cpu"] for r in found)
            size = f"{found[0]['triples']} {UNITS.get(step, 'triples')}"
            print(f"{about:<44} {cpu:6.2f} CPU s, peak {found[0]['peakMB']:.0f} MB, {size}")


if __name__ == "__main__":
    main()
