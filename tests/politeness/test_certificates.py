"""Certificates are verified: a stranger who answers in a site's place is not read."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def self_signed(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "both.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def test_a_self_signed_certificate_is_refused_and_named(
    site: Any, fetch: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    site.page("/a")
    site.encrypt(self_signed(tmp_path))
    url = f"https://localhost:{site.port}/a"
    kept = {"site": ["localhost", site.port]}
    refused = fetch(url, **kept)["results"][url]
    assert "200" not in refused
    assert "certificate" in refused
    bare = fetch(url, **kept, settings={"ROBOTSTXT_OBEY": False})["results"][url]
    assert "certificate" in bare
    assert site.asked == []
