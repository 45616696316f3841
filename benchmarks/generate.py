"""Makes a project of any size: companies, platforms, stakes, operations, figures, blocks, sources."""

from __future__ import annotations

from pathlib import Path
from random import Random

_PER_COMPANY = 5  # statements: two stakes, an operation, a figure, a block


def generate(folder: Path, statements: int, seed: int = 1) -> int:
    """Write a project with about so many statements; the same for the same seed.

    Returns:
        The number of files.
    """
    draw = Random(seed)
    data = folder / "data"
    for name in ("companies", "platforms", "sources", "actions"):
        (data / name).mkdir(parents=True, exist_ok=True)
    sources = max(10, statements // 40)
    for number in range(sources):
        (data / "sources" / f"source-{number}.yaml").write_text(
            f"kind: Source\ntitle: Report no. {number}\npublisher: Paper {number % 50}\n"
            f"url: https://example.org/{number}\ndate: {2000 + number % 25}-{1 + number % 12:02}\n"
            "language: en\nsourceType: news\n"
        )
    count = max(3, statements // _PER_COMPANY)
    for number in range(count):
        _company(data, number, count, sources, draw)
        _platform(data, number, sources, draw)
        _block(data, number, count, sources, draw)
    return sources + 3 * count


def _cite(draw: Random, sources: int, more: str = "", half: int = 0) -> str:
    """A citation; those of different halves never cite the same source."""
    return f"{{ref: source-{draw.randrange(half, sources, 2)}, at: par. {draw.randint(1, 9)}{more}}}"


def _company(data: Path, number: int, count: int, sources: int, draw: Random) -> None:
    lines = [
        "kind: Company",
        f"name: {{en: Company {number}, zh: 公司{number}}}",
        f"alias: [Firm {number}]",
        "country: CN",
        "statements:",
    ]
    # Pyramids a few levels deep: one parent, which has a majority half of the time, and one small holder.
    parent, holder = number // 4, draw.randrange(count)
    for owner, share in ((parent, draw.choice(("51", "33.3", "60", "100"))), (holder, "4.75")):
        lines += [
            "  - kind: Stake",
            f"    owner: company-{owner if owner != number else (owner + 1) % count}",
            f"    share: {share}",
            f"    from: {draw.randint(2000, 2014)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
            f"    until: {draw.randint(2015, 2024)}-{draw.randint(1, 12):02}",
            "    sources:",
            f"      - {_cite(draw, sources)}",
            f"      - {_cite(draw, sources, ', says: {share: 13}', 1)}",
        ]
    (data / "companies" / f"company-{number}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _platform(data: Path, number: int, sources: int, draw: Random) -> None:
    lines = [
        "kind: Platform",
        f"name: {{en: Platform {number}, zh: 平台{number}}}",
        "category: messenger",
        "statements:",
        "  - kind: Operation",
        f"    operator: company-{number}",
        f"    from: {draw.randint(2000, 2014)}",
        "    sources:",
        f"      - {_cite(draw, sources)}",
        "  - kind: Figure",
        "    metric: monthly-active-users",
        f"    value: {draw.randint(1, 900)}000000",
        "    unit: people",
        f"    asOf: {draw.randint(2010, 2024)}-{draw.randint(1, 12):02}",
        "    sources:",
        f"      - {_cite(draw, sources)}",
    ]
    (data / "platforms" / f"platform-{number}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _block(data: Path, number: int, count: int, sources: int, draw: Random) -> None:
    target = (number + draw.randint(1, count - 1)) % count
    lines = [
        "kind: Block",
        f"actor: platform-{number}",
        f"target: platform-{target}",
        f"mechanism: {draw.choice(('link-block', 'content-removal', 'api-cut-off'))}",
        f"date: {draw.randint(2010, 2024)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
        f"gist: {{en: Platform {number} shuts out platform {target}.}}",
        "sources:",
        f"  - {_cite(draw, sources)}",
        f"  - {_cite(draw, sources, half=1)}",
    ]
    (data / "actions" / f"block-{number}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
