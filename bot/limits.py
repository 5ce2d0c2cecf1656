"""What Telegram takes, as its documentation says; what is larger is split or refused before it is sent."""

from locales.wording import columns

MESSAGE = 4096  # UTF-16 units after entities are parsed
CAPTION = 1024
CALLBACK_BYTES = 64
TOAST = 200
BUTTONS_A_ROW = 8
BUTTONS_IN_ALL = 100
UPDATES_TOGETHER = 100
LONGEST_POLL = 50  # seconds
COMMAND_DESCRIPTION = 256
INIT_DATA = 8 * 1024  # of a Mini App; far more than Telegram hands over
WEBHOOK_BODY = 256 * 1024
FORM_BODY = 16 * 1024  # of the page: the largest is what a Mini App hands over
FORM_FIELDS = 10
FORM_SECONDS = 10.0  # a form of the page is on its way no longer than this
WEBHOOK_PORTS = (443, 80, 88, 8443)

# Telegram cuts a long label with dots and wraps nothing: columns of display width by how many stand in a row.
COLUMNS = {1: 24, 2: 12, 3: 6}
COLUMNS_BEYOND = 3


def utf16(text: str) -> int:
    """Count what Telegram counts: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def fits_in_row(labels: list[str]) -> bool:
    """Say whether no label of a row would be cut."""
    room = COLUMNS.get(len(labels), COLUMNS_BEYOND)
    return len(labels) == 1 or all(columns(label) <= room for label in labels)


def shortened(text: str, limit: int) -> str:
    """Cut a text to a limit of UTF-16 units, at a word where there is one."""
    if utf16(text) <= limit:
        return text
    kept = text.encode("utf-16-le")[: (limit - 1) * 2].decode("utf-16-le", "ignore")
    return (kept.rsplit(" ", 1)[0] if " " in kept else kept).rstrip() + "…"
