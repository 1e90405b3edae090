"""kill -9 of the server, the worker and PostgreSQL: what was acknowledged is there, none of it twice."""

from __future__ import annotations

import html
import http.client
import http.cookiejar
import json
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from ..houses import ROOT, House, running_house  # noqa: TID252 - a helper of the whole-building tests

pytestmark = [pytest.mark.crash, pytest.mark.xdist_group("crash")]

LEDGER = """
import json
from linli.cli.installation import database, django_ready
with database():
    django_ready(demo=True)
    from linli.domains.registry.models import Person, PersonRevision
    from linli.domains.registry.models.sealed import TELEPHONE
    from linli.foundation.scope import Scope
    from linli.foundation.scope.database import wall
    with wall(Scope.EVERYTHING):
        now = Person.objects.everywhere(because="test")
        before = PersonRevision.objects.everywhere(because="test")
        sealed = [t for rows in (now, before) for t in rows.values_list("telephone", flat=True)]
        told = [TELEPHONE.open(t) for t in sealed]
        print("LEDGER" + json.dumps({"telephones": told, "names": list(now.values_list("name", flat=True))}))
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory):
    with running_house(tmp_path_factory.mktemp("crash"), people=3000) as started:
        yield started


def ledger(house: House) -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", LEDGER], env=house.environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "LEDGER" in done.stdout, done.stderr[-2000:]
    return json.loads(done.stdout.split("LEDGER", 1)[1])


def kill(house: House, word: str) -> None:
    """Kill every process of the house whose command line holds the word, without a chance to tidy up."""
    killed = 0
    for process in psutil.process_iter(["cmdline", "environ"]):
        line = " ".join(process.info["cmdline"] or [])
        if word in line and _belongs_to(process, house):
            process.send_signal(signal.SIGKILL)
            killed += 1
    assert killed, f"nothing with {word} was running"


def _belongs_to(process: psutil.Process, house: House) -> bool:
    if (process.info["environ"] or {}).get("LINLI_HOME") == str(house.home):
        return True
    # the embedded PostgreSQL runs as somebody else, with a bare environment; its data directory names the house
    return any(part in " ".join(process.info["cmdline"]) for part in (str(house.home), _digest(house)))


def _digest(house: House) -> str:
    from linli.config.home import digest

    return digest(house.home)


class Browser:
    """As much of a browser as a form needs: cookies, fields, redirects seen."""

    def __init__(self, house: House) -> None:
        self.address = house.address
        jar = http.cookiejar.CookieJar()
        self.open_ = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), _NoRedirect())

    def get(self, path: str) -> str:
        with self.open_.open(self.address + path, timeout=20) as answer:
            return answer.read().decode()

    def post(self, path: str, fields: dict[str, str]) -> int:
        """Send a form; 302 is the acknowledgement."""
        request = urllib.request.Request(
            self.address + path, urllib.parse.urlencode(fields).encode(), {"Referer": self.address + path}
        )
        try:
            with self.open_.open(request, timeout=20) as answer:
                return answer.status
        except urllib.error.HTTPError as answer:
            return answer.code

    def sign_in(self, role: str) -> None:
        page = self.get("/sign-in/")
        form = re.search(rf'data-role="{role}"[^>]*action="([^"]+)".*?</form>', page, re.DOTALL)
        assert self.post(form[1], fields_of(form[0])) == 302
        asked = fields_of(self.get("/people/purpose/").split("<main", 1)[1])
        assert self.post("/people/purpose/", asked | {"purpose": "upkeep"}) == 302


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        return None


def fields_of(form: str) -> dict[str, str]:
    """Read what a form would send if nobody touched it."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        about = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in about and about.get("type") not in {"checkbox", "radio", "submit"}:
            found[about["name"]] = html.unescape(about.get("value", ""))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)"\s+selected', options) or re.search(r'value="([^"]*)"', options)
        found[name] = html.unescape(chosen[1])
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        found[name] = html.unescape(text).strip()
    return found


@dataclass
class Deeds:
    """What was sent, and what the server acknowledged."""

    tried: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)


def correct_one_after_another(house: House, worker: int, people: list[str], deeds: Deeds) -> None:
    """Give person after person a telephone never used before; note what the server acknowledged."""
    browser, number = None, 0
    while not deeds.stop.is_set():
        telephone = f"1549{worker:03d}{number:04d}"
        person = people[number % len(people)]
        number += 1
        try:
            if browser is None:
                browser = Browser(house)
                browser.sign_in("committee_head")
            page = browser.get(f"/people/{person}/correct/")
            form = max(re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL), key=len)
            fields = fields_of(form) | {"telephone": telephone, "reason": "kill"}
            deeds.tried.append(telephone)
            if browser.post(f"/people/{person}/correct/", fields) == 302:
                deeds.told.append(telephone)
        except (OSError, http.client.HTTPException, AssertionError, TypeError, ValueError):
            browser = None
            time.sleep(0.2)


def test_every_acknowledged_correction_survives_and_none_is_there_twice(house):
    browser = Browser(house)
    browser.sign_in("committee_head")
    people = list(dict.fromkeys(re.findall(r"/people/(\d+)/|open=(\d+)", browser.get("/people/"))))
    people = [one or other for one, other in people]
    assert people
    deeds = Deeds()
    told = deeds.told
    threads = [
        threading.Thread(target=correct_one_after_another, args=(house, n, people[n::3] or people, deeds))
        for n in range(3)
    ]
    for thread in threads:
        thread.start()
    try:
        wait_until(lambda: len(told) > 10)
        kill(house, "granian")
        before = len(told)
        wait_until(lambda: len(told) > before + 10)
        kill(house, "bin/postgres")
        before = len(told)
        wait_until(lambda: len(told) > before + 10)
    finally:
        deeds.stop.set()
        for thread in threads:
            thread.join(60)
    found = Counter(t for t in ledger(house)["telephones"] if t in set(deeds.tried))
    assert set(told) - found.keys() == set(), "acknowledged, and gone"
    # each number was typed into one form: whoever holds it twice wrote one form twice
    assert [telephone for telephone, count in found.items() if count > 1] == []
    verified = house.linli("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def wait_until(reached, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end, "the house did not come back"
        time.sleep(0.1)


PEOPLE = 4000


@pytest.fixture
def people_file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    lines = ["姓名,性别,出生日期,地址,电话"]
    lines += [
        f"亓{chr(0x4E00 + n)},男,1980-01-01,断电路1弄{n % 90 + 1}号{n % 30 + 101}室,1548{n:07d}" for n in range(PEOPLE)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def imported(house: House) -> int:
    return sum(1 for name in ledger(house)["names"] if name.startswith("亓") and len(name) == 2)


@pytest.mark.parametrize("victim", ["importer", "postgres"])
def test_an_import_that_is_killed_leaves_all_or_nothing_and_can_be_sent_again(house, people_file, victim):
    command = [sys.executable, "-m", "linli.cli", "import", str(people_file), "--as", head_of(house)]
    before = imported(house)
    assert before in {0, PEOPLE}
    for pause in (2.5, 4.0):
        process = subprocess.Popen(
            command,
            env=house.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            process.communicate(timeout=pause)
        except subprocess.TimeoutExpired:
            if victim == "importer":
                process.kill()
            else:
                kill(house, "bin/postgres")
            process.communicate(timeout=120)
        wait_until(lambda: house_answers(house))
        assert imported(house) in {0, PEOPLE}
    done = subprocess.run(
        command, env=house.environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert imported(house) == PEOPLE
    assert house.linli("audit", "verify").returncode == 0


def house_answers(house: House) -> bool:
    try:
        with urllib.request.urlopen(f"{house.address}/readyz", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def head_of(house: House) -> str:
    """Learn the user name of the demo's committee head."""
    script = (
        "from linli.cli.installation import database, django_ready\n"
        "with database():\n"
        "    django_ready(demo=True)\n"
        "    from linli.foundation.accounts.models import Post\n"
        "    from linli.foundation.scope import Scope\n"
        "    from linli.foundation.scope.database import wall\n"
        "    with wall(Scope.EVERYTHING):\n"
        "        post = Post.objects.everywhere(because='test').filter(role='committee_head').order_by('pk').first()\n"
        "        print('NAME' + post.account.username)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=house.environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.split("NAME", 1)[1].strip()
