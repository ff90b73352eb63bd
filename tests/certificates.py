"""Certificates for servers on loopback, made by openssl."""

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

RULES = """[ca]
default_ca = this
[this]
database = {folder}/index.txt
new_certs_dir = {folder}
rand_serial = yes
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
"""
EC_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")


@dataclass(frozen=True)
class Certificate:
    """Signed by itself: whoever is told to trust the file trusts the server."""

    file: Path
    key: Path

    @property
    def tls(self) -> ssl.SSLContext:
        """The server's side."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file, self.key)
        return context


def certificate(folder: Path, name: str, *, first: str = "2020", last: str = "2099") -> Certificate:
    """Makes one for a name such as `DNS:essai.example`, valid from and to the second of January of a year."""
    made = Certificate(folder / "certificate.pem", folder / "key.pem")
    request, rules = folder / "request.pem", folder / "rules"
    (folder / "index.txt").touch()
    rules.write_text(RULES.format(folder=folder))
    named = ("-subj", f"/CN={name.partition(':')[2]}", "-addext", f"subjectAltName={name}")
    _openssl("req", *EC_KEY, *named, "-keyout", made.key, "-out", request)
    dates = ("-startdate", f"{first}0102000000Z", "-enddate", f"{last}0102000000Z")
    signed = ("-selfsign", "-batch", "-config", rules, "-keyfile", made.key)
    _openssl("ca", *signed, *dates, "-in", request, "-out", made.file, "-notext")
    return made


def _openssl(*words: str | Path) -> None:
    subprocess.run(("openssl", *words), check=True, capture_output=True)
