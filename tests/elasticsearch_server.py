"""One real Elasticsearch for a run of tests: what Maven Central has, and our French filters."""

import base64
import json
import os
import pwd
import re
import shutil
import signal
import ssl
import subprocess
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
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
SECURED = """xpack.security.http.ssl.enabled: true
xpack.security.http.ssl.key: node.key
xpack.security.http.ssl.certificate: node.crt
xpack.security.autoconfiguration.enabled: false
"""
SMALL = "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1"


class CannotStart(Exception):
    """Elasticsearch cannot run here; the text says what is missing."""


@dataclass
class Node:
    """One server with a folder of its own; killed, it can be started again over the same data."""

    home: Path
    java: Path
    password: str = ""
    process: subprocess.Popen[bytes] | None = None
    url: str = ""

    @property
    def certificate(self) -> Path:
        return self.home / "config" / "node.crt"

    def start(self) -> None:
        (self.home / "logs" / "http.ports").unlink(missing_ok=True)
        self.process = start(self.home, self.java)
        self.url = answering(self.process, self.home, self.password)

    def kill(self) -> None:
        with suppress(ProcessLookupError):  # it died by itself
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def elasticsearch_server() -> Iterator[str]:
    """Starts a server for the block, gives its URL; takes about 20 s and 0.8 GB."""
    with elasticsearch_node() as node:
        yield node.url


@contextmanager
def elasticsearch_node(*, secured: bool = False) -> Iterator[Node]:
    """Starts a server for the block; a secured one has TLS, the user `elastic` and API keys."""
    java = java_home()
    with TemporaryDirectory(prefix="beffroi-elasticsearch-", ignore_cleanup_errors=True) as folder:
        node = Node(install(Path(folder), java), java)
        if secured:
            secure(node)
        own(Path(folder), node.home)
        try:
            node.start()
            yield node
        finally:
            node.kill()  # its data go with the folder: no need to end in order


def secure(node: Node) -> None:
    """Gives a server a certificate of its own, a password, and security."""
    config, node.password = node.home / "config", "mot-de-passe-d-essai"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=essai"]
    words += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", f"{config}/node.key"]
    subprocess.run([*words, "-out", node.certificate], check=True, capture_output=True)
    plain = CONFIGURATION.replace("xpack.security.enabled: false", "xpack.security.enabled: true")
    (config / "elasticsearch.yml").write_text(plain + SECURED, "utf-8")
    env = {"PATH": os.environ["PATH"], "ES_JAVA_HOME": str(node.java)}  # noqa: TID251
    keystore = node.home / "bin" / "elasticsearch-keystore"
    subprocess.run(["bash", keystore, "create"], check=True, capture_output=True, env=env)
    words = ["bash", keystore, "add", "-x", "bootstrap.password"]
    subprocess.run(words, check=True, capture_output=True, env=env, input=node.password.encode())


def own(folder: Path, home: Path) -> None:
    """Hands the files to the user who runs the server."""
    folder.chmod(0o755)
    if os.getuid() == 0:
        for path in [home, *home.rglob("*")]:
            os.chown(path, nobody().pw_uid, nobody().pw_gid)


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
    """Unpacks the distribution with our plugin and configuration."""
    with zipfile.ZipFile(download(folder)) as archive:
        archive.extractall(folder)
    home = folder / f"elasticsearch-{VERSION}"
    (home / "config" / "elasticsearch.yml").write_text(CONFIGURATION, "utf-8")
    (home / "data").mkdir()
    install_plugin(home, java)
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


def answering(process: subprocess.Popen[bytes], home: Path, password: str = "") -> str:
    """The URL, once the server has started; it wrote its port to a file."""
    ports, until = home / "logs" / "http.ports", monotonic() + START_SECONDS
    while monotonic() < until:
        try:
            process.wait(0.2)
            break
        except subprocess.TimeoutExpired:
            if ports.exists() and (url := healthy(ports, password)):
                return url
    log = (home / "output.log").read_text("utf-8", "replace")
    raise CannotStart(f"Elasticsearch died, or did not start within {START_SECONDS} s:\n{log[-4000:]}")


def healthy(ports: Path, password: str) -> str | None:
    """The URL of a server that has found its data again; a secured one answers before it has."""
    address = next((line for line in ports.read_text("utf-8").split() if line.startswith("127.0.0.1:")), None)
    if not address:
        return None
    url = f"{'https' if password else 'http'}://{address}"
    request = urllib.request.Request(f"{url}/_cluster/health")
    request.add_header("Authorization", "Basic " + base64.b64encode(f"elastic:{password}".encode()).decode())
    untrusting = ssl._create_unverified_context() if password else None  # noqa: S323, SLF001 - our own server
    try:
        with urllib.request.urlopen(request, timeout=5, context=untrusting) as answer:
            return url if json.load(answer)["status"] != "red" else None
    except OSError:
        return None
