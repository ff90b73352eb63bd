"""One real Elasticsearch for a run of tests: what Maven Central has, and our French filters."""

import json
import os
import pwd
import re
import shutil
import signal
import subprocess
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

VERSION = "9.5.3"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
LEAST_JAVA = 21
START_SECONDS = 240  # 12 to 25 s on a free machine; test machines are not free
PLUGIN = Path(__file__).parent / "elasticsearch_plugin" / "FrenchTestPlugin.java"
DESCRIPTOR = f"""description=French filters that the test distribution lacks
version=1
name=french-test
classname=beffroi.estest.FrenchTestPlugin
java.version={LEAST_JAVA}
elasticsearch.version={VERSION}
"""
CONFIGURATION = """cluster.name: beffroi-test
discovery.type: single-node
network.host: 127.0.0.1
http.port: 0
transport.port: 0
node.portsfile: true
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
action.auto_create_index: "-beffroi-*,+*"
http.max_content_length: 8mb
"""
SMALL = "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1"


class CannotStart(Exception):
    """Elasticsearch cannot run here; the text says what is missing."""


@contextmanager
def elasticsearch_server() -> Iterator[str]:
    """Starts a server for the block, gives its URL; takes about 20 s and 0.8 GB."""
    java = java_home()
    with TemporaryDirectory(prefix="beffroi-elasticsearch-", ignore_cleanup_errors=True) as folder:
        home = install(Path(folder), java)
        process = start(home, java)
        try:
            yield answering(process, home)
        finally:
            with suppress(ProcessLookupError):  # it died by itself
                os.killpg(process.pid, signal.SIGKILL)  # its data go with the folder: no need to end in order
            process.wait()


def java_home() -> Path:
    """A JDK that this Elasticsearch runs on; the default `java` of a machine is often older."""
    named = [Path(os.environ["JAVA_HOME"])] if "JAVA_HOME" in os.environ else []  # noqa: TID251
    default = shutil.which("javac")
    found = [Path(default).resolve().parents[1]] if default else []
    for home in [*named, *found, *sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)]:
        if (home / "bin" / "javac").exists() and java_version(home) >= LEAST_JAVA:
            return home
    raise CannotStart(f"no JDK {LEAST_JAVA} or later: install one or set JAVA_HOME")


def java_version(home: Path) -> int:
    release = home / "release"
    told = re.search(r'JAVA_VERSION="(\d+)', release.read_text("utf-8")) if release.exists() else None
    return int(told[1]) if told else 0


def install(folder: Path, java: Path) -> Path:
    """Unpacks the distribution with our plugin and configuration, owned by the user who will run it."""
    with zipfile.ZipFile(download(folder)) as archive:
        archive.extractall(folder)
    home = folder / f"elasticsearch-{VERSION}"
    (home / "config" / "elasticsearch.yml").write_text(CONFIGURATION, "utf-8")
    (home / "data").mkdir()
    install_plugin(home, java)
    folder.chmod(0o755)
    if os.getuid() == 0:
        for path in [home, *home.rglob("*")]:
            os.chown(path, nobody().pw_uid, nobody().pw_gid)
    return home


def download(folder: Path) -> Path:
    """The distribution's zip, from Maven's own store where it is there already."""
    maven = shutil.which("mvn")
    if not maven:
        raise CannotStart("Maven is missing: install it, or set ELASTICSEARCH_URL")
    copy = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
    words = ["-q", "-B", copy, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"]
    for mode in (["-o"], []):
        done = subprocess.run([maven, *mode, *words], capture_output=True, text=True, check=False, cwd=folder)
        if done.returncode == 0:
            return folder / f"elasticsearch-{VERSION}.zip"
    raise CannotStart(f"Maven cannot get {ARTIFACT}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def install_plugin(home: Path, java: Path) -> None:
    plugin, classes = home / "plugins" / "french-test", home / "classes"
    plugin.mkdir()
    compiler = [java / "bin" / "javac", "--release", str(LEAST_JAVA), "-cp", f"{home}/lib/*"]
    done = subprocess.run([*compiler, "-d", classes, PLUGIN], capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotStart(f"{PLUGIN.name} does not compile:\n{done.stderr}")
    with zipfile.ZipFile(plugin / "french-test.jar", "w") as jar:
        for path in classes.rglob("*.class"):
            jar.write(path, path.relative_to(classes))
    (plugin / "plugin-descriptor.properties").write_text(DESCRIPTOR, "utf-8")


def nobody() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")


def start(home: Path, java: Path) -> subprocess.Popen[bytes]:
    """Starts the server; Elasticsearch refuses root, so root lends it another name."""
    environment = {
        "PATH": os.environ["PATH"],  # noqa: TID251
        "ES_JAVA_HOME": str(java),
        "ES_JAVA_OPTS": SMALL,
        "CLI_JAVA_OPTS": "-XX:TieredStopAtLevel=1",
        "ES_TMPDIR": str(home / "data"),
    }
    other = (
        {"user": nobody().pw_uid, "group": nobody().pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
    )
    with (home / "output.log").open("wb") as log:
        return subprocess.Popen(
            ["bash", home / "bin" / "elasticsearch"],
            cwd=home,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **other,
        )


def answering(process: subprocess.Popen[bytes], home: Path) -> str:
    """The URL, once the server has started; it wrote its port to a file."""
    ports, until = home / "logs" / "http.ports", monotonic() + START_SECONDS
    while monotonic() < until:
        try:
            process.wait(0.2)
            break
        except subprocess.TimeoutExpired:
            if ports.exists() and (url := healthy(ports)):
                return url
    log = (home / "output.log").read_text("utf-8", "replace")
    raise CannotStart(f"Elasticsearch died, or did not start within {START_SECONDS} s:\n{log[-4000:]}")


def healthy(ports: Path) -> str | None:
    address = next((line for line in ports.read_text("utf-8").split() if line.startswith("127.0.0.1:")), None)
    if not address:
        return None
    try:
        with urllib.request.urlopen(f"http://{address}/_cluster/health", timeout=5) as answer:
            return f"http://{address}" if json.load(answer)["status"] != "red" else None
    except OSError:
        return None
