"""A private Postfix and a private Dovecot on free ports, with a certificate authority of ours.

Debian's packages postfix, dovecot-imapd and dovecot-lmtpd, never their system services: each
server gets a configuration, a queue and mailboxes of its own in a folder that is removed.
Postfix's master has to be started by root.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import socketserver
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.together import serving

from rapport.demo.stage import free_ports

NEEDED = ("/usr/sbin/postfix", "/usr/sbin/dovecot", "/usr/lib/dovecot/lmtp")
OFFICE = "letters@office.example"
COMPANY = "rights@quillmoor.example"
PASSWORD = "gulls over the weir"
GONE = "rights@moved.example"
"""An address whose domain is served by a server that knows nobody: mail to it comes back."""

NOTICES = "no-reply@office.example"
"""The sender of notices: what somebody answers to it is refused, with words that help."""

HELP = (
    "550 5.7.1 Nobody reads answers to this notice, and your message was not kept. Please sign "
    "in to Rapport and answer there. Thank you."
)
TAKEN = "rights@taken.example"
"""An address whose last server takes all mail, and sends no reports."""

KEPT = "rights@kept.example"
"""An address to whose mailbox the server itself delivers, and says so."""

PORTS_FROM, HOW_MANY, PORTS_APART = 10_000, 9_000, 7
"""Where both servers' ports are looked for, by this process's number: the kernel gives these to
nobody who calls out, and test processes that begin together look in places of their own."""


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the two servers listen, and the certificate that they are trusted by."""

    smtp: int
    imap: int
    authority: Path
    gone: int
    """The port of the last server on the way to GONE."""
    taken: int
    """That of the last server on the way to TAKEN."""


class KnowsNobody(socketserver.StreamRequestHandler):
    """A mail server that knows no address."""

    def handle(self) -> None:
        """Take everything but a recipient."""
        self.wfile.write(b"220 moved.example\r\n")
        while line := self.rfile.readline():
            known = not line.upper().startswith(b"RCPT")
            self.wfile.write(b"250 done\r\n" if known else b"550 5.1.1 No such user\r\n")


class TakesAll(socketserver.StreamRequestHandler):
    """A mail server that takes every message, and offers no reports."""

    def handle(self) -> None:
        """Take everything."""
        self.wfile.write(b"220 taken.example\r\n")
        while line := self.rfile.readline():
            if not line.upper().startswith(b"DATA"):
                self.wfile.write(b"250 done\r\n")
                continue
            self.wfile.write(b"354 go on\r\n")
            while self.rfile.readline() not in {b".\r\n", b""}:
                pass
            self.wfile.write(b"250 taken\r\n")


@contextlib.contextmanager
def _last(handler: type[socketserver.StreamRequestHandler]) -> Iterator[int]:
    """Run a server that is the last on the way; yield its port."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        serving(server)
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()


def missing() -> str:
    """Say what this machine lacks, or return an empty text."""
    lacking = [path for path in NEEDED if not os.access(path, os.X_OK)]
    if lacking:
        return (
            f"{', '.join(lacking)} is missing: apt-get install postfix dovecot-imapd "
            "dovecot-lmtpd"
        )
    return "" if os.geteuid() == 0 else "Postfix's master can be started by root alone"


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Servers]:
    """Run both servers until the end of the block, and the last ones on the way."""
    with _last(KnowsNobody) as gone, _last(TakesAll) as taken:
        first = free_ports(PORTS_FROM + os.getpid() * PORTS_APART % HOW_MANY, 2)
        folder.chmod(0o755)
        place = Servers(first, first + 1, certificates(folder), gone, taken)
        with _both(folder, place):
            yield place


@contextlib.contextmanager
def _both(folder: Path, ports: Servers) -> Iterator[None]:
    _dovecot_files(folder, ports)
    _postfix_files(folder, ports)
    dovecot = subprocess.Popen(
        ["/usr/sbin/dovecot", "-F", "-c", str(folder / "dovecot.conf")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _run("/usr/sbin/postfix", "-c", str(folder / "postfix"), "start")
        try:
            for port in (ports.smtp, ports.imap):
                _wait(port)
            yield
        finally:
            _run("/usr/sbin/postfix", "-c", str(folder / "postfix"), "stop")
    finally:
        dovecot.terminate()
        dovecot.wait(20)


def _run(*command: str) -> None:
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # a pipe would be held open by the servers it starts
        stderr=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, f"{command[0]} ended with status {done.returncode}"


def _wait(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError(f"nobody listens on port {port}")


def certificates(folder: Path) -> Path:
    """Make an authority and the servers' certificate; return the authority's file."""
    now = datetime.now(UTC)
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    names = [
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)])
        for one in ("Invented authority", "localhost")
    ]

    def made(place: int) -> x509.CertificateBuilder:
        builder = x509.CertificateBuilder().subject_name(names[place]).issuer_name(names[0])
        builder = builder.public_key(keys[place].public_key())
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now - timedelta(hours=1))
        builder = builder.not_valid_after(now + timedelta(days=1))
        return builder.add_extension(x509.BasicConstraints(place == 0, None), critical=True)

    usage = x509.KeyUsage(*[False] * 5, True, True, *[False] * 2)
    authority = made(0).add_extension(usage, critical=True).sign(keys[0], hashes.SHA256())
    own = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    known = x509.AuthorityKeyIdentifier.from_issuer_public_key(keys[0].public_key())
    server = made(1).add_extension(own, critical=False).add_extension(known, critical=False)
    pem = serialization.Encoding.PEM
    (folder / "authority.pem").write_bytes(authority.public_bytes(pem))
    (folder / "server.pem").write_bytes(server.sign(keys[0], hashes.SHA256()).public_bytes(pem))
    (folder / "server.key").write_bytes(
        keys[1].private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    (folder / "server.key").chmod(0o600)
    return folder / "authority.pem"


def _dovecot_files(folder: Path, ports: Servers) -> None:
    nobody = pwd.getpwnam("nobody")
    mail = folder / "mail"
    mail.mkdir()
    os.chown(mail, nobody.pw_uid, nobody.pw_gid)
    (folder / "users").write_text(
        "".join(f"{name}:{{PLAIN}}{PASSWORD}\n" for name in (OFFICE, COMPANY))
    )
    (folder / "users").chmod(0o644)
    (folder / "dovecot.conf").write_text(f"""
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
recipient_delimiter = +
ssl = required
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
mail_location = maildir:{mail}/%u
mail_uid = {nobody.pw_uid}
mail_gid = {nobody.pw_gid}
first_valid_uid = 1
first_valid_gid = 1
passdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={nobody.pw_uid} gid={nobody.pw_gid} home={mail}/%u
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {ports.imap}
    ssl = yes
  }}
}}
service lmtp {{
  unix_listener {folder}/lmtp {{
    mode = 0666
  }}
}}
service auth {{
  unix_listener {folder}/auth {{
    mode = 0666
  }}
}}
""")


def _postfix_files(folder: Path, ports: Servers) -> None:
    postfix = pwd.getpwnam("postfix")
    own, queue, data = folder / "postfix", folder / "queue", folder / "data"
    for one in (own, queue, data):
        one.mkdir(mode=0o755)
    os.chown(data, postfix.pw_uid, postfix.pw_gid)
    shutil.copy("/etc/postfix/dynamicmaps.cf", own)
    shutil.copy("/etc/postfix/postfix-files", own)
    (own / "notices").write_text(f"{NOTICES} {HELP}\n")
    (own / "transport").write_text(
        f"moved.example smtp:[127.0.0.1]:{ports.gone}\n"
        f"taken.example smtp:[127.0.0.1]:{ports.taken}\nkept.example virtual:\n"
    )
    nobody = pwd.getpwnam("nobody")
    (own / "main.cf").write_text(f"""
compatibility_level = 3.6
queue_directory = {queue}
data_directory = {data}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
myhostname = mail.office.example
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
local_recipient_maps =
recipient_delimiter = +
virtual_mailbox_domains = office.example, quillmoor.example, kept.example
virtual_mailbox_maps = inline:{{ {OFFICE}=x, {COMPANY}=x, {KEPT}=kept/ }}
virtual_mailbox_base = {folder}/mail
virtual_uid_maps = static:{nobody.pw_uid}
virtual_gid_maps = static:{nobody.pw_gid}
virtual_minimum_uid = 1
virtual_transport = lmtp:unix:{folder}/lmtp
transport_maps = texthash:{own}/transport
smtpd_tls_cert_file = {folder}/server.pem
smtpd_tls_key_file = {folder}/server.key
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {folder}/auth
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_recipient_access texthash:{own}/notices,
    permit_sasl_authenticated, reject
smtp_tls_security_level = none
append_dot_mydomain = no
biff = no
""")
    services = (
        ("cleanup", "unix", "n", "0", "cleanup"),
        ("qmgr", "unix", "n", "1", "qmgr"),
        ("rewrite", "unix", "-", "-", "trivial-rewrite"),
        ("bounce", "unix", "-", "0", "bounce"),
        ("defer", "unix", "-", "0", "bounce"),
        ("trace", "unix", "-", "0", "bounce"),
        ("smtp", "unix", "-", "-", "smtp"),
        ("lmtp", "unix", "-", "-", "lmtp"),
        ("error", "unix", "-", "-", "error"),
        ("retry", "unix", "-", "-", "error"),
        ("tlsmgr", "unix", "-", "1", "tlsmgr"),
        ("anvil", "unix", "-", "1", "anvil"),
        ("scache", "unix", "-", "1", "scache"),
        ("proxymap", "unix", "-", "-", "proxymap"),
    )
    lines = [f"127.0.0.1:{ports.smtp} inet n - n - - smtpd"]
    lines += ["postlog unix-dgram n - n - 1 postlogd", "pickup unix n - n 60 1 pickup"]
    lines += ["virtual unix - n n - - virtual"]
    for name, kind, private, most, program in services:
        wake = "300" if name == "qmgr" else "1000?" if name == "tlsmgr" else "-"
        lines.append(f"{name} {kind} {private} - n {wake} {most} {program}")
    (own / "master.cf").write_text("\n".join(lines) + "\n")


def remove(folder: Path) -> None:
    """Take away what the servers wrote."""
    shutil.rmtree(folder, ignore_errors=True)


def on_the_way(ports: Servers) -> list[Path]:
    """Return what Postfix is still taking, or has taken and not brought to a mailbox yet."""
    queue = ports.authority.parent / "queue"
    return [
        path
        for name in ("incoming", "active", "deferred")
        for path in (queue / name).rglob("*")
        if path.is_file()
    ]


def empty(folder: Path) -> None:
    """Take away every message of every mailbox."""
    for mailbox in (folder / "mail").iterdir():
        shutil.rmtree(mailbox, ignore_errors=True)
