"""Signatures made on a phone: Ed25519 or ECDSA P-256, 64 raw bytes either way, as browsers make them."""

from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

ED25519: Final = "ed25519"
P256: Final = "p256"
_P = 2**255 - 19
_Y8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
# Heights of the eight points whose order divides eight: under such a key anybody can make signatures for many messages,
# and a holder could say that somebody did.
_WEAK: Final = frozenset({0, 1, _P - 1, _Y8, _P - _Y8})


def sound_key(algorithm: str, key: bytes) -> bool:
    """Whether `key` is a public key of that algorithm: 32 bytes, or an uncompressed point on the curve (65 bytes).

    An Ed25519 key under which signatures can be made without the private half is none.

    >>> sound_key("ed25519", bytes(31) + b"p"), sound_key("ed25519", bytes(32)), sound_key("rsa", bytes(32))
    (True, False, False)
    """
    try:
        _loaded(algorithm, key)
        if algorithm == ED25519 and (int.from_bytes(key, "little") & (2**255 - 1)) % _P in _WEAK:
            return False
    except ValueError:
        return False
    return True


def signed(algorithm: str, key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` was made with the private half of `key`.

    The algorithm is the one registered with the key: a message never chooses how it is checked.
    """
    if len(signature) != 64:
        return False
    try:
        public = _loaded(algorithm, key)
        if isinstance(public, Ed25519PublicKey):
            public.verify(signature, message)
        else:
            r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
            public.verify(encode_dss_signature(r, s), message, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def _loaded(algorithm: str, key: bytes) -> Ed25519PublicKey | ec.EllipticCurvePublicKey:
    if algorithm == ED25519:
        return Ed25519PublicKey.from_public_bytes(key)
    if algorithm == P256 and len(key) == 65:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)
    raise ValueError("unknown algorithm")
