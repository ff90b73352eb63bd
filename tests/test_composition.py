"""Dockerfile and docker-compose.yml as hadolint and Docker Compose read them: users, limits, volumes."""

import json
import re
import subprocess

from containers import PROGRAMS, ROOT, USER, compose, composition, image_environment, services

ONCE = {"setup", "dashboards", "kibana-account"}
GIGABYTE = 1 << 30


def test_the_dockerfile_has_nothing_that_hadolint_minds():
    command = [PROGRAMS / "hadolint", "--failure-threshold", "style", "--no-color", ROOT / "Dockerfile"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_image_copies_files_that_exist_and_runs_as_the_user_of_the_composition():
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY") and "--from" not in line]
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert all((ROOT / name).exists() and name not in ignored for names in copied for name in names)
    assert f"USER {USER}:{USER}" in lines
    assert {one["user"] for one in services("beffroi").values()} == {f"{USER}:{USER}"}


def test_what_the_image_names_is_there_in_the_container():
    environment = image_environment()
    for one in services("beffroi").values():
        mounted = {volume["target"] for volume in one["volumes"]} | {
            path.split(":")[0] for path in one["tmpfs"]
        }
        assert environment["BEFFROI_STATE"] in mounted
        key = one["environment"]["BEFFROI_ELASTICSEARCH_API_KEY_FILE"]
        assert key.rpartition("/")[0] in mounted or one["command"][-1].startswith("http://kibana")


def test_without_passwords_nothing_starts_and_the_error_says_what_to_do(tmp_path):
    (tmp_path / "empty").touch()
    done = compose("config", "--quiet", env_file=str(tmp_path / "empty"))
    assert done.returncode == 1
    assert "ELASTIC_PASSWORD is missing a value: make up writes it into .env" in done.stderr


def test_the_minimal_profile_is_all_but_kibana():
    told = set(compose("config", "--services", profiles="").stdout.split())
    assert set(services()) - told == {"kibana", "kibana-account", "dashboards"}


def test_nothing_but_kibana_and_the_page_is_published_and_only_on_loopback():
    published = {name: one["ports"] for name, one in services().items() if "ports" in one}
    told = {
        name: [(port["host_ip"], port["published"]) for port in ports] for name, ports in published.items()
    }
    assert told == {"kibana": [("127.0.0.1", "5601")], "page": [("127.0.0.1", "8080")]}


def test_every_container_is_bounded_and_has_no_rights_it_does_not_need():
    for name, one in services().items():
        assert one["cap_drop"] == ["ALL"], name
        assert one["security_opt"] == ["no-new-privileges:true"], name
        assert 0 < int(one["mem_limit"]) <= 2 * GIGABYTE, name
        assert 0 < one["pids_limit"] <= 4096, name
        assert one["logging"]["options"] == {"max-size": "10m", "max-file": "5"}, name
        assert one["restart"] == ("on-failure:5" if name in ONCE else "unless-stopped"), name
        assert not one.get("privileged")
    for name, one in {**services("beffroi"), **services("valkey")}.items():
        assert one["read_only"], name
        assert one["user"] not in {"", "0", "0:0", "root"}, name


def test_what_is_kept_stands_in_named_volumes_and_the_key_is_written_by_setup_alone():
    assert set(composition()["volumes"]) == {"key", "valkey", "elasticsearch"}
    writable = {
        (name, volume["source"])
        for name, one in services().items()
        for volume in one.get("volumes", ())
        if not volume.get("read_only")
    }
    assert writable == {("setup", "key"), ("valkey", "valkey"), ("elasticsearch", "elasticsearch")}


def test_each_service_waits_for_what_it_needs_to_be_well():
    conditions = {
        (name, needed): told["condition"]
        for name, one in services().items()
        for needed, told in (one.get("depends_on") or {}).items()
    }
    for (name, needed), condition in conditions.items():
        awaited = "service_completed_successfully" if needed in ONCE else "service_healthy"
        assert condition == awaited, (name, needed)
        assert needed in ONCE or "test" in services()[needed]["healthcheck"], needed
    lasting = set(services()) - ONCE
    assert {name for name, one in services().items() if "test" in one.get("healthcheck", {})} == lasting


def test_a_full_valkey_refuses_work_before_its_container_is_killed():
    valkey = services("valkey")["valkey"]
    words = dict(zip(valkey["command"][1::2], valkey["command"][2::2], strict=True))
    assert words["--maxmemory-policy"] == "noeviction"
    assert int(words["--maxmemory"].removesuffix("mb")) << 20 <= 0.7 * int(valkey["mem_limit"])


def test_no_password_stands_in_the_file_and_each_is_in_the_example():
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    named = set(re.findall(r"\$\{(\w+):\?", text))
    example = (ROOT / ".env.example").read_text("utf-8")
    assert named == {"ELASTIC_PASSWORD", "KIBANA_PASSWORD", "KIBANA_KEY", "PAGE_PASSWORD"}
    assert all(f"\n{name}=" in example for name in named)
    assert ".env" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert "au-moins" in json.dumps(composition())  # of the example: they come from there


def test_make_writes_passwords_of_its_own(tmp_path):
    (tmp_path / "Makefile").write_text((ROOT / "Makefile").read_text("utf-8"), "utf-8")
    subprocess.run(["make", "-s", ".env"], cwd=tmp_path, check=True, capture_output=True)
    lines = dict(line.split("=", 1) for line in (tmp_path / ".env").read_text("utf-8").splitlines())
    secrets = {lines[name] for name in lines if name != "COMPOSE_PROFILES"}
    assert (len(secrets), {len(one) for one in secrets}) == (4, {48})
    assert (tmp_path / ".env").stat().st_mode & 0o077 == 0
