"""The key that seals: what its certificate says, and a self-made one for a chamber that has none yet."""

import datetime
import os

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12

import seal


def describe(header):
    certificate = seal.signer_of(header["key"], header["password"], os.stat(header["key"]).st_mtime_ns).signing_cert
    return {
        "fingerprint": certificate.sha256.hex(),
        "holder": certificate.subject.human_friendly,
        "validFrom": int(certificate.not_valid_before.timestamp()),
        "validUntil": int(certificate.not_valid_after.timestamp()),
    }


def create(header):
    """Writes a PKCS#12 file with a P-256 key and a certificate signed by itself; never over a file that is there, which is described instead."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, header["holder"][:64])])
    start = datetime.datetime.fromtimestamp(header["start"], datetime.timezone.utc)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=header["days"]))
        .add_extension(usage, critical=True)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    protection = serialization.BestAvailableEncryption(header["password"].encode())
    packed = pkcs12.serialize_key_and_certificates(b"Siegel", key, certificate, None, protection)
    # Whole before it has its name, and never in the place of another: two that make one at once get the same.
    draft = f"{header['key']}.{os.getpid()}"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(packed)
        os.fsync(file.fileno())
    try:
        os.link(draft, header["key"])
    except FileExistsError:
        pass
    os.unlink(draft)
    return describe(header)
