"""How quickly a file of people is checked, loaded, sent again and taken back, beside the limit in the same run.

The limit is the time of the encryption alone (sealing and indexing every value in one process, nothing else) plus
a bare COPY of the same rows: once into tables without any index, once into tables with the ledger's own indexes
and constraints (but no foreign keys and no row-level security).
"""

from __future__ import annotations

import csv
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Final, NamedTuple

import psutil
import psycopg
from django.conf import settings

from benchmarks.figures import Figure, figure
from linli.domains.registry.actions.imports.checking import check_import
from linli.domains.registry.actions.imports.loading import confirm_import, load_import
from linli.domains.registry.actions.imports.undoing import take_back, undo_import
from linli.domains.registry.actions.imports.upload import choose_columns, upload_import
from linli.domains.registry.actions.loading.reading import CITIZEN_ID, CONTEXTS, TELEPHONE
from linli.domains.registry.models import ImportBatch
from linli.foundation.scope import Actor, Role, Scope, grants
from linli.foundation.scope.database import wall
from linli.foundation.territory import public as territory
from linli.foundation.vault import public as vault
from linli.toolbox.identifiers import citizen_id_check_digit
from linli.toolbox.levels import Level

BENCH: Final = "import"
JINGAN: Final = Scope(3101060000000000, 3101070000000000)
TABLES: Final = ("registry_premises", "registry_household", "registry_person", "registry_tenure")
TOGETHER: Final = 4_000
MEGABYTES: Final = 800


def bench(people: int) -> Iterator[Figure]:
    """Import a file of so many people into an empty district."""
    territory.load_city()
    actor = _actor()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        write_file(path, people)
        watch = _Memory()
        watch.start()
        check, load, batch_id = _send(actor, path)
        memory = watch.end()
        again, _, _ = _send(actor, path, loads=False)
        sealing = _sealing(path)
    bare = people / (sealing + _copying(with_indexes=False))
    indexed = people / (sealing + _copying(with_indexes=True))
    rate = people / load
    yield figure(BENCH, "loaded", rate, "people/s", at_least=10_000)
    yield figure(BENCH, "loaded ÷ limit: bare tables", rate, "people/s", peer=bare, at_least=0.5, of_ratio=True)
    yield figure(BENCH, "loaded ÷ limit: with indexes", rate, "people/s", peer=indexed, at_least=0.5, of_ratio=True)
    yield figure(BENCH, "checked", people / check, "people/s", at_least=10_000)
    yield figure(BENCH, "checked again, all known", people / again, "people/s", at_least=5_000)
    yield figure(BENCH, "memory", memory, "MB", at_most=MEGABYTES)
    began = time.perf_counter()
    undo_import(actor, batch_id, here=True)
    take_back(actor, batch_id)
    yield figure(BENCH, "taken back", people / (time.perf_counter() - began), "people/s", at_least=5_000)


def _send(actor: Actor, path: Path, *, loads: bool = True) -> tuple[float, float, int]:
    """Upload, check and load a file; give the seconds of the check and of the load."""
    with path.open("rb") as stream:
        batch_id = upload_import(actor, stream, path.name)
    batch = _batch(batch_id)
    choose_columns(actor, batch_id, batch.mapping, here=True)
    began = time.perf_counter()
    check_import(actor, batch_id)
    checked = time.perf_counter()
    batch = _batch(batch_id)
    if batch.state != "checked" or batch.rows_wrong:
        raise RuntimeError(f"Not checked: {batch.state} {batch.failure}, {batch.rows_wrong} wrong rows.")
    if loads:
        confirm_import(actor, batch_id, here=True)
        load_import(actor, batch_id)
        batch = _batch(batch_id)
        if batch.state != "loaded":
            raise RuntimeError(f"Not loaded: {batch.state} {batch.failure}, {batch.rows_wrong} wrong rows.")
    return checked - began, time.perf_counter() - checked, batch_id


def _batch(batch_id: int) -> ImportBatch:
    with wall(JINGAN):
        return ImportBatch.objects.everywhere(because="benchmark").get(pk=batch_id)


def _actor() -> Actor:
    role = Role.DISTRICT_OPERATOR
    return Actor(
        role, Level.DISTRICT, JINGAN.lo, "静安区", JINGAN, grants.permissions_of(role), "benchmark", account_id=1
    )


class _Memory(Thread):
    """Watches how much memory this process and its workers hold together."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0.0
        self._ends = Event()

    def run(self) -> None:
        this = psutil.Process()
        while not self._ends.wait(0.2):
            held = 0
            for process in (this, *this.children()):
                with suppress(psutil.NoSuchProcess):
                    held += process.memory_info().rss if "python" in process.name() else 0
            self.most = max(self.most, held / 2**20)

    def end(self) -> float:
        self._ends.set()
        self.join()
        return self.most


def _sealing(path: Path) -> float:
    """Time the encryption alone: every citizen id and telephone sealed and indexed, in one process."""
    ring = vault.ring()
    taken = 0.0
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        values: tuple[list[str | None], list[str | None]] = ([], [])
        while True:
            chunk = [row for _, row in zip(range(TOGETHER), rows, strict=False)]
            if not chunk:
                return taken
            values = [row[3] or None for row in chunk], [row[4] or None for row in chunk]
            began = time.perf_counter()
            for kind, column in zip((CITIZEN_ID, TELEPHONE), values, strict=True):
                ring.seal_many(column, CONTEXTS[kind])
                for value in column:
                    if value is not None:
                        ring.index(kind, value)
            taken += time.perf_counter() - began


def _copying(*, with_indexes: bool) -> float:
    """Time COPY of the very rows that the load wrote into tables of their shape."""
    taken = 0.0
    with tempfile.TemporaryDirectory() as folder, _owner() as owner:
        for table in TABLES:
            path = Path(folder) / table
            with path.open("wb") as out, owner.cursor().copy(f"COPY {table} TO STDOUT (FORMAT binary)") as copy:
                for piece in copy:
                    out.write(piece)
            shape = "INCLUDING ALL" if with_indexes else ""
            owner.execute("DROP TABLE IF EXISTS bare")
            owner.execute(f"CREATE TABLE bare (LIKE {table} {shape})")
            began = time.perf_counter()
            with path.open("rb") as stream, owner.cursor().copy("COPY bare FROM STDIN (FORMAT binary)") as copy:
                while piece := stream.read(1 << 18):
                    copy.write(piece)
            taken += time.perf_counter() - began
        owner.execute("DROP TABLE bare")
    return taken


def _owner() -> psycopg.Connection:
    about = settings.DATABASES["owner"]
    return psycopg.connect(
        host=about["HOST"], port=about["PORT"] or None, user=about["USER"], password=about["PASSWORD"],
        dbname=about["NAME"], autocommit=True,
    )  # fmt: skip


# --- the file ------------------------------------------------------------------------------------------

HEADINGS: Final = (
    "姓名", "性别", "出生日期", "身份证号码", "联系电话", "居住地址", "户号", "与户主关系", "入住日期", "户籍迁入日期",
    "居委代码",
)  # fmt: skip
SURNAMES: Final = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
GIVEN: Final = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国文斌婷玉梅红云辉鹏雪琴晨宇浩欣怡思佳子涵梓轩一诺"
ROADS: Final = ("闻喜路", "临汾路", "共和新路", "平型关路", "三泉路", "场中路", "汾西路", "岭南路")
RELATIONS: Final = ("户主", "配偶", "子", "女", "父")
HAS_TELEPHONE: Final = 0.87
IS_REGISTERED: Final = 0.6


def write_file(path: Path, people: int) -> None:
    """Write invented people of all committees of Jing'an, home by home. Area 990000 does not exist."""
    chance = random.Random(7)  # noqa: S311 - the same file in every run
    committees = [area.code for area in territory.committees_in(JINGAN)]
    share = -(-people // len(committees))
    written = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADINGS)
        for place, code in enumerate(committees):
            ours = min(share, people - written)
            writer.writerows(_committee(chance, place, code, written, ours))
            written += ours


def _committee(chance: random.Random, place: int, code: int, first: int, people: int) -> Iterator[list[str]]:
    done = home = 0
    while done < people:
        size = min(chance.choice((1, 1, 2, 2, 3, 3, 3, 4, 5)), people - done)
        address = (
            f"{ROADS[place % 8]}{place // 8 * 10 + home // 400 + 1}弄{home // 20 % 20 + 1}号"
            f"{home // 2 % 10 + 1}0{home % 2 + 1}室"
        )
        family = Family(
            address,
            number=f"{home:05d}",
            moved=date(1990, 1, 1) + timedelta(days=chance.randrange(12_000)),
            is_registered=chance.random() < IS_REGISTERED,
            committee=str(code)[:12],
        )
        for member in range(size):
            yield _person(chance, first + done + member, member, family)
        done += size
        home += 1


class Family(NamedTuple):
    """What the people of one home share."""

    address: str
    number: str
    moved: date
    is_registered: bool
    committee: str


def _person(chance: random.Random, number: int, member: int, family: Family) -> list[str]:
    scattered = number * 7_919_317 % 31_000_000  # every number once: day of birth and sequence
    born = date(1935, 1, 1) + timedelta(days=scattered // 1_000)
    body = f"990000{born:%Y%m%d}{scattered % 1_000:03d}"
    since = max(family.moved, born).isoformat()
    return [
        chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2)))),
        "男" if int(body[-1]) % 2 else "女",
        born.isoformat(),
        body + citizen_id_check_digit(body),
        f"154{chance.randrange(10**8):08d}" if chance.random() < HAS_TELEPHONE else "",
        family.address,
        family.number,
        RELATIONS[member],
        since,
        since if family.is_registered else "",
        family.committee,
    ]
