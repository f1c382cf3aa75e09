"""Small vectors for the parts: canonical JSON, thumbprints, codes that are read aloud, steps of the container."""

from typing import Any

from opensiks.rules.canonical import canonical_bytes, list_code, sha256_hex
from opensiks.rules.kata import get_enam_kata
from opensiks.rules.paket import UNDAK_PERTAMA, get_undak
from tests.cases.paket.bahan import KUNCI, TANDA

NILAI: list[Any] = [
    {},
    [],
    None,
    "",
    {"b": 1, "a": [True, False, None], "aa": {"z": 0, "y": -1}},
    {"bulat": [0, 1, -1, 9007199254740991, -9007199254740991]},
    {"kendali": "\b\t\n\f\r\u0001\u001f\u007f\u2028\u2029", "tanda": "\"\\/<>&'"},
    {"nama": "Élodie 'Âku", "kutip": "“biru” — €"},
    {"€": 1, "\r": 2, "דּ": 3, "1": 4, "😀": 5, "\u0080": 6, "ö": 7},
    {"": "kunci kosong", "𝒟": "U+1D49F", "ﬃ": "U+FB03"},
]
# Texts that are JSON, or nearly, and are refused by the strict reader.
TOLAK = [
    '{"a":1,"a":1}',
    '{"b":1,"a":2}',
    '{"a": 1}',
    '{"a":1}\n',
    '{"a":1.0}',
    '{"a":1e3}',
    '{"a":-0}',
    '{"a":01}',
    '{"a":9007199254740992}',
    '{"a":-9007199254740992}',
    '{"a":' + "9" * 400 + "}",
    '{"a":NaN}',
    '{"a":Infinity}',
    '{"a":-Infinity}',
    '{"a":"\\u0041"}',
    '{"a":"\\/"}',
    '{"a":"\\u001F"}',
    '{"a":"\\ud800"}',
    '{"a":"\\u0000"}',
    '{"a":"\\ud83d\\ude00"}',
    '{"a":"e\u0301"}',
    '{"e\u0301":1}',
    '\ufeff{"a":1}',
    '{"a":1}{"b":2}',
    '{"a":1,}',
    "{'a':1}",
    "[" * 9 + "]" * 9,
    "[" * 5000 + "]" * 5000,
    '{"ﬃ":2,"😀":1}',
    "",
    "nul",
]
TERIMA = [
    "[" * 8 + "]" * 8,
    '{"a":"[[[[[[[[[[[[[[[["}',
    '{"a":"\\n\u0303"}',
    '{"a":"\\\\u0000"}',
    '{"a":"\U0001d49f"}',
    '{"😀":1,"ﬃ":2}',
    "9007199254740991",
]


def buat() -> dict[str, Any]:
    undak = [UNDAK_PERTAMA]
    while len(undak) < 80 and undak[-1] < 120 * 1024**2:
        undak.append(get_undak(undak[-1] + 1))
    return {
        "keterangan": (
            "'baku': a value and its canonical text. 'terima', 'tolak': texts for the strict reader. "
            "'undak': sizes of a plain container. 'sidik' is the thumbprint of a public key."
        ),
        "baku": [{"nilai": v, "teks": canonical_bytes(v).decode(), "sha256": sha256_hex(v)} for v in NILAI],
        "terima": TERIMA,
        "tolak": TOLAK,
        "kode": [
            {"sha256": s, "kode": list_code(s)}
            for s in (*(sha256_hex(v) for v in NILAI[:4]), "0" * 64, "f" * 64)
        ],
        "kunci": [
            {"jwk": KUNCI[n]["jwk"], "sidik": KUNCI[n]["kid"], "kata": list(get_enam_kata(KUNCI[n]["kid"]))}
            for n in TANDA
        ],
        "undak": undak,
        "undak_untuk": [[u, get_undak(u)] for u in (0, 1, 16384, 16385, 18350, 18351, 100_000, 1_000_000)],
    }
