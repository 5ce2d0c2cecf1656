"""Who a bundle is about, and what made it: a Patient without a name unless it is their own copy, and the program as a Device."""

from hashlib import sha256

from bot.exports.fhir_codes import LANGUAGES
from bot.exports.fhir_shapes import Resource, bcp47, identifier, plain, uuid_of, whole
from bot.exports.records import Records
from flows.questions import Json

PROGRAM = "Interlude"


def subject(records: Records) -> str:
    """Give the UUID of the client in this bundle."""
    return uuid_of(records.client.id)


def maker(records: Records) -> str:
    """Give the UUID of the program, one for each of its versions."""
    return uuid_of(sha256(f"{PROGRAM} {records.program}".encode()).hexdigest()[:32])


def people(records: Records) -> list[Resource]:
    """Give the client and the program."""
    nickname = plain(records.client.name) if records.own else None
    spoken = {"system": LANGUAGES, "code": bcp47(records.client.language)}
    names: Json = [{"use": "nickname", "text": nickname}] if nickname else None
    return [
        whole(
            "Patient", subject(records), identifier=[identifier(records.client.id)], name=names,
            communication=[{"language": {"coding": [spoken]}, "preferred": True}],
        ),
        whole(
            "Device", maker(records), status="active",
            deviceName=[{"name": PROGRAM, "type": "user-friendly-name"}], version=[{"value": records.program}],
        ),
    ]  # fmt: skip
