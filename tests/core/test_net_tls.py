"""Encrypted downloads: a server must prove who it is before it is asked, and a pause wakes whoever reads it."""

from __future__ import annotations

import ssl
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from aparte.engine import catalogue, downloads
from aparte.engine.transfer import Transfer
from aparte.errors import Trouble
from tests.core.engine.tiny import tiny_model
from tests.hostile import Hostile, serving

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a key and a certificate for "localhost", signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + signed.public_bytes(pem))
    return path


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return tiny_model(tmp_path_factory.mktemp("model") / "tiny.gguf", width=64).read_bytes()


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def address_of(hostile: Hostile, host: str = "localhost") -> str:
    return f"https://{host}:{hostile.port}/tiny.gguf"


def test_a_server_that_can_not_prove_who_it_is_is_asked_nothing(home: Path, model: bytes, tls: ssl.SSLContext) -> None:
    with serving(Hostile(model), tls) as hostile, pytest.raises(Trouble, match=r"net\.certificate"):
        Transfer(home, downloads.planned(address_of(hostile)), delays_s=()).run()
    assert hostile.requests == []


def test_a_certificate_for_another_name_is_refused(
    home: Path, model: bytes, tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(Hostile(model), tls) as hostile, pytest.raises(Trouble, match=r"net\.certificate"):
        Transfer(home, downloads.planned(address_of(hostile, "127.0.0.1")), delays_s=()).run()


def test_a_server_that_proves_who_it_is_survives_its_cuts(
    home: Path, model: bytes, tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(Hostile(model, cut_every=100_000), tls) as hostile:
        found = Transfer(home, downloads.planned(address_of(hostile))).run()
    assert catalogue.model_path(home, found).read_bytes() == model
    assert len(hostile.requests) > 3


def test_an_encrypted_address_is_not_left_for_a_plain_one(
    home: Path, model: bytes, tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    sly = Hostile(model, redirect="http://localhost/tiny.gguf")
    with serving(sly, tls), pytest.raises(Trouble, match=r"net\.downgrade"):
        Transfer(home, downloads.planned(address_of(sly))).run()


def test_a_pause_wakes_an_encrypted_reader_at_once(
    home: Path, model: bytes, tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(Hostile(model, stall_at=150_000), tls) as hostile:
        transfer = Transfer(home, downloads.planned(address_of(hostile)), stall_s=60)

        def pause() -> None:
            while transfer._at < 100_000:
                threading.Event().wait(0.01)
            transfer.pause()

        pausing = threading.Thread(target=pause)
        pausing.start()
        with pytest.raises(Trouble, match=r"download\.paused"):
            transfer.run()
        pausing.join()
    assert downloads.begun(home)[0].kept_bytes > 0
