"""The container and its compose files, as far as there are tools without an engine, and the same steps without one."""

import json
import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
import requests
import trustme
from ruamel.yaml import YAML

from live_cop import words
from live_cop.settings import Settings
from live_cop.store.sqlite import schema

from ..support import postgres
from ..support.patience import PATIENCE, until
from ..support.servers import free_port
from .conftest import BARE, CHECKOUT

FILE = (CHECKOUT / "Dockerfile").read_text()
DEPLOY = CHECKOUT / "deploy"


#: The servers on one database.
CLUSTER = YAML(typ="safe").load(DEPLOY / "compose.cluster.yaml")
UNSAFE = words.t("host.doctor.database_unsafe", setting="fsync")
#: What the Dockerfile runs: the check of health, and the server.
HEALTH, SERVE = (json.loads(each) for each in re.findall(r"^ *CMD (\[.*\])$", FILE, re.MULTILINE))


def test_the_linter_of_containers_has_no_remark():
    hadolint = shutil.which("hadolint", path=str(Path(sys.executable).parent)) or shutil.which("hadolint")
    if hadolint is None:
        pytest.skip("!!! hadolint IS NOT INSTALLED: THE Dockerfile IS NOT CHECKED !!!")
    done = subprocess.run([hadolint, str(CHECKOUT / "Dockerfile")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "\nUSER 10001\n" in FILE.split("FROM")[-1]
    # The root is read-only: what is not compiled with the image is compiled anew by each process.
    assert "--no-compile" not in FILE


def test_compose_files_are_what_compose_reads_and_their_settings_are_those_that_there_are():
    for name in ("compose.yaml", "compose.processes.yaml", "compose.cluster.yaml"):
        check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
        done = subprocess.run([*check, str(DEPLOY / name)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
        named = set(re.findall(r"LIVE_COP_([A-Z_]+): ", (DEPLOY / name).read_text())) - {"NAME"}
        assert named <= {field.upper() for field in Settings.__struct_fields__}
    named = set(re.findall(r"LIVE_COP_([A-Z_]+)=", FILE))
    assert named <= {field.upper() for field in Settings.__struct_fields__}
    text = (DEPLOY / "compose.yaml").read_text()
    wanted = set(re.findall(r"\$\{([A-Z_]+)", text + (DEPLOY / "compose.cluster.yaml").read_text()))
    assert wanted == set(re.findall(r"^([A-Z_]+)=", (DEPLOY / ".env.example").read_text(), re.MULTILINE))
    # Nothing in it writes anywhere but into its volumes, and no container may gain rights.
    assert text.count("read_only: true") == text.count("no-new-privileges:true") == text.count("cap_drop: [ALL]") == 3
    for name, service in CLUSTER["services"].items():
        assert service["read_only"] and service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name


def test_what_the_wheel_is_made_of_is_in_the_container():
    kept = set(re.findall(r"^!(.+)$", (CHECKOUT / ".dockerignore").read_text(), re.MULTILINE))
    assert kept >= {"live_cop", "static", "templates", "pyproject.toml", "README.md", "LICENSE"}


class Walk:
    """The steps of a host, by the commands of the container without the container."""

    def __init__(self, commands: Path, folder: Path) -> None:
        self.folder, self.port, self.commands = folder, free_port(), commands
        self.url = f"http://127.0.0.1:{self.port}"
        (folder / "backups").mkdir()
        settings = dict(re.findall(r"\b(LIVE_COP_[A-Z]+)=(\S+)", FILE))
        self.environment = {
            **BARE,
            **settings,
            "PATH": f"{commands}:{BARE['PATH']}",
            "LIVE_COP_DATA": str(folder / "data"),
            "LIVE_COP_PORT": str(self.port),
        }
        self.process = None

    def start(self, **more):
        self.process = subprocess.Popen(SERVE, cwd=self.folder, env={**self.environment, **more})
        until(self.is_healthy, PATIENCE)

    def is_healthy(self):
        assert self.process.poll() is None
        return subprocess.run(HEALTH, env=self.environment, check=False, capture_output=True).returncode == 0

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            assert self.process.wait(PATIENCE) == 0
            self.process = None

    def run(self, *arguments, expect=0):
        done = subprocess.run(
            ["live-cop", *map(str, arguments)],
            cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout + done.stderr

    def open_meeting(self, title):
        chair = requests.Session()
        answer = chair.post(f"{self.url}/api/meetings", json={"title": title}, timeout=PATIENCE)
        answer.raise_for_status()
        return answer.json()["code"], chair


@pytest.fixture
def walk(installed, tmp_path):
    walk = Walk(installed, tmp_path)
    yield walk
    walk.stop()


@pytest.mark.slow
@pytest.mark.thorough
def test_a_host_s_first_days(walk):
    """First meeting, a lost chair's link, doctor, backup, a deleted meeting, and all of it back."""
    walk.start()
    code, chair = walk.open_meeting("Homes that say yes")
    assert code in walk.run("meetings") and "Meetings: 1" in walk.run("stats")
    # It names the address of this machine in its network, as for people.
    link = walk.url + re.search(r"http://.*?(/chair/[\w-]+)", walk.run("meetings", "chair-link", code))[1]
    new = requests.Session()
    assert new.get(link, timeout=PATIENCE).ok and new.post(f"{walk.url}/m/{code}/chair", timeout=PATIENCE).ok
    assert not chair.get(f"{walk.url}/m/{code}/chair", timeout=PATIENCE).ok
    walk.run("backup", walk.folder / "backups")
    assert "WRONG" not in walk.run("doctor", "--url", walk.url)
    walk.run("meetings", "delete", code, "--yes")
    assert new.get(f"{walk.url}/m/{code}/chair", timeout=PATIENCE).status_code == 404
    [backup] = (walk.folder / "backups").iterdir()
    assert "is in use" in walk.run("restore", backup, expect=1)
    walk.stop()
    walk.run("restore", backup)
    walk.start()
    # The link that was made is in the backup, and so is who has the chair.
    assert "Homes that say yes" in new.get(f"{walk.url}/m/{code}/chair", timeout=PATIENCE).text


def last_version_with_other_tables() -> str:
    """The commit before the one that brought the newest change of the tables; "" where the history is not here."""
    name = f"def {schema.MIGRATIONS[-1].__name__}("
    log = ["git", "log", "--reverse", "--format=%P", f"-S{name}", "--", "live_cop/store"]
    found = subprocess.run(log, cwd=CHECKOUT, capture_output=True, text=True, check=False).stdout.split()
    return found[0] if found else ""


@pytest.mark.slow
@pytest.mark.thorough
def test_up_by_one_version_and_down_again(walk, tmp_path):
    old = tmp_path / "old"
    old.mkdir()
    before = last_version_with_other_tables()
    packed = subprocess.run(["git", "archive", before], cwd=CHECKOUT, capture_output=True, check=False)
    if not before or packed.returncode:
        pytest.skip("!!! THE HISTORY IS NOT HERE: NOTHING IS SHOWN ABOUT GOING BACK TO THE VERSION BEFORE !!!")
    subprocess.run(["tar", "-x", "-C", str(old)], input=packed.stdout, check=True)
    new_environment = walk.environment
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "live-cop"
    command.write_text(f'#!/bin/sh\nPYTHONPATH={old} exec {walk.commands}/python -m live_cop "$@"\n')
    command.chmod(0o755)
    old_environment = {**walk.environment, "PATH": f"{command.parent}:{walk.environment['PATH']}"}

    def version(environment):
        walk.stop()
        walk.environment = environment

    version(old_environment)
    walk.start()
    code, chair = walk.open_meeting("Written by the version before")
    walk.run("backup", walk.folder / "backups")
    [backup] = (walk.folder / "backups").iterdir()
    version(new_environment)
    walk.start()
    page = f"{walk.url}/m/{code}/chair"
    assert "Written by the version before" in chair.get(page, timeout=PATIENCE).text
    later, _ = walk.open_meeting("Written by the newest version")
    version(old_environment)
    assert "was written by a newer live_cop" in walk.run("serve", expect=1)
    walk.run("restore", backup)
    walk.start()
    assert "Written by the version before" in chair.get(page, timeout=PATIENCE).text
    version(new_environment)
    walk.start()
    assert "Written by the version before" in chair.get(page, timeout=PATIENCE).text
    assert later not in walk.run("meetings")


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("processes", [1, 3])
def test_behind_the_caddy_of_the_compose_files(walk, processes):
    caddy = shutil.which("caddy")
    if caddy is None:
        warnings.warn("!!! caddy IS NOT INSTALLED !!!", stacklevel=1)
        pytest.skip("!!! caddy IS NOT INSTALLED: NOTHING IS SHOWN ABOUT THE Caddyfiles !!!")
    front = free_port()
    text = (DEPLOY / ("Caddyfile" if processes == 1 else "Caddyfile.processes")).read_text()
    text = text.replace("{$LIVE_COP_NAME}", f"http://127.0.0.1:{front}")
    text = re.sub(r"live_cop:800(\d)", lambda found: f"127.0.0.1:{walk.port + int(found[1])}", text)
    (walk.folder / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + text)
    walk.start(LIVE_COP_PROXIES="1", LIVE_COP_PROCESSES=str(processes))
    command = [caddy, "run", "--adapter", "caddyfile", "--config", str(walk.folder / "Caddyfile")]
    running = subprocess.Popen(command, env={**BARE, "HOME": str(walk.folder)}, stderr=subprocess.DEVNULL)
    try:
        walk.url = f"http://127.0.0.1:{front}"
        until(lambda: answers(walk.url), PATIENCE)
        for n in range(4):
            code, chair = walk.open_meeting(f"Meeting {n}")
            assert f"Meeting {n}" in chair.get(f"{walk.url}/m/{code}/chair", timeout=PATIENCE).text
            for at in range(processes):
                assert chair.get(f"{walk.url}/m/{code}/chair?at={at}", timeout=PATIENCE).ok
        walk.run("backup", walk.folder / "backups")
        assert "WRONG" not in walk.run("doctor", "--url", walk.url)
    finally:
        running.terminate()
        running.wait(PATIENCE)


@pytest.mark.slow
@pytest.mark.thorough
def test_servers_on_one_database_behind_the_caddy_of_the_compose_file(installed, tmp_path):
    """One of them stops, and the meeting goes on at the other; then everything comes back from the backup."""
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("!!! caddy IS NOT INSTALLED: NOTHING IS SHOWN ABOUT SERVERS ON ONE DATABASE !!!")
    database, front, walks = postgres.server().new_database(), free_port(), {}
    pip = [sys.executable, "-m", "pip", "--python", str(installed / "python"), "install", "--quiet", "psycopg[binary]"]
    subprocess.run(pip, check=True, env=BARE)
    here = {
        "LIVE_COP_DATABASE": database,
        "LIVE_COP_SECRET": "s" * 32,
        "LIVE_COP_PUBLIC_URL": f"http://127.0.0.1:{front}",
    }
    text = (DEPLOY / "Caddyfile.cluster").read_text().replace("{$LIVE_COP_NAME}", f"http://127.0.0.1:{front}")
    for name in ("server_a", "server_b"):
        (tmp_path / name).mkdir()
        walks[name] = walk = Walk(installed, tmp_path / name)
        settings = CLUSTER["services"][name]["environment"]
        walk.environment |= {key: value for key, value in settings.items() if "$" not in value} | here
        for n in range(2):
            text = text.replace(f"{name}:800{n}", f"127.0.0.1:{walk.port + n}")
    (tmp_path / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + text)
    command = [caddy, "run", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
    running = subprocess.Popen(command, env={**BARE, "HOME": str(tmp_path)}, stderr=subprocess.DEVNULL)
    first, second = walks.values()
    try:
        for walk in walks.values():
            walk.start()
        first.url = second.url = f"http://127.0.0.1:{front}"
        until(lambda: answers(first.url), PATIENCE)
        opened = [first.open_meeting(f"Meeting {n}") for n in range(4)]
        assert CLUSTER["services"]["backups"]["command"][:3] == ["live-cop", "backup", "/backups"]
        first.run("backup", first.folder / "backups")
        # The database of a test does not wait for its disk.
        assert re.findall(r"WRONG +(.+)", first.run("doctor", expect=1)) == [UNSAFE]
        assert all(code in second.run("meetings") for code, _ in opened)
        first.stop()
        for n, (code, chair) in enumerate(opened):
            assert f"Meeting {n}" in chair.get(f"{second.url}/m/{code}/chair", timeout=PATIENCE).text
        second.run("meetings", "delete", opened[0][0], "--yes")
        second.stop()
        [copy] = (first.folder / "backups").iterdir()
        first.run("restore", copy)
        second.start()
        for n, (code, chair) in enumerate(opened):
            assert f"Meeting {n}" in chair.get(f"{second.url}/m/{code}/chair", timeout=PATIENCE).text
    finally:
        for walk in walks.values():
            walk.stop()
        running.terminate()
        running.wait(PATIENCE)


def answers(url, verify=True):
    try:
        return requests.get(f"{url}/healthz", timeout=PATIENCE, verify=verify).ok
    except requests.RequestException:
        return False


@pytest.mark.slow
@pytest.mark.thorough
def test_behind_the_caddy_of_a_hall(walk):
    """The recipe for a laptop, with a certificate that devices trust."""
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("!!! caddy IS NOT INSTALLED: NOTHING IS SHOWN ABOUT TLS IN A HALL !!!")
    front, folder, authority = free_port(), walk.folder, trustme.CA()
    made = authority.issue_cert("localhost")
    authority.cert_pem.write_to_path(folder / "authority.pem")
    made.private_key_pem.write_to_path(folder / "key.pem")
    (folder / "hall.pem").write_bytes(b"".join(each.bytes() for each in made.cert_chain_pems))
    text = "{\n\tadmin off\n\tauto_https disable_redirects\n}\n" + (DEPLOY / "Caddyfile.hall").read_text()
    (folder / "Caddyfile").write_text(text)
    url = f"https://localhost:{front}"
    hall = {
        "LIVE_COP_NAME": url,
        "LIVE_COP_PORT": str(walk.port),
        "HOME": str(folder),
        "LIVE_COP_CERTIFICATE": f"{folder}/hall.pem",
        "LIVE_COP_CERTIFICATE_KEY": f"{folder}/key.pem",
    }
    walk.start(LIVE_COP_PROXIES="1", LIVE_COP_PUBLIC_URL=url)
    command = [caddy, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    running = subprocess.Popen(command, env={**BARE, **hall}, stderr=subprocess.DEVNULL)
    try:
        walk.environment["SSL_CERT_FILE"] = str(folder / "authority.pem")
        until(lambda: answers(url, verify=str(folder / "authority.pem")), PATIENCE)
        walk.run("backup", folder / "backups")
        said = walk.run("doctor")
        assert "WRONG" not in said and "The certificate is good" in said and "Live connections come through" in said
        assert f"{url}/chair/" in walk.run("meetings", "chair-link", open_behind(url, str(folder / "authority.pem")))
    finally:
        running.terminate()
        running.wait(PATIENCE)


def open_behind(url, authority):
    """The code of a new meeting."""
    answer = requests.post(f"{url}/api/meetings", json={"title": "In a hall"}, timeout=PATIENCE, verify=authority)
    return answer.json()["code"]
