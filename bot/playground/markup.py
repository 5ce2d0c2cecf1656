"""What Telegram refuses in a message: lengths, tags, keyboards; with the descriptions that its server gives."""

import html
import json
import re
from typing import Any

TEXT, CAPTION, DATA = 4096, 1024, 64
TAG = re.compile(r"<(/?)([a-zA-Z-]*)((?:\s[^<>]*)?)>")
KNOWN = {"b", "strong", "i", "em", "u", "s", "code", "pre", "a", "tg-spoiler", "blockquote"}
ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


class Refused(Exception):
    """The server refuses a call, as the real one would."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        self.code, self.description, self.parameters = code, description, parameters
        super().__init__(description)


def plain(text: str, parse_mode: str | None) -> str:
    """Give the text after its entities are parsed, or refuse it."""
    if parse_mode is None:
        return text
    if parse_mode.upper() != "HTML":
        raise Refused(400, "Bad Request: unsupported parse_mode")
    opened: list[str] = []
    place = 0
    kept: list[str] = []
    for found in TAG.finditer(text):
        kept.append(_no_stray(text[place : found.start()]))
        place = found.end()
        _step(opened, closing=bool(found[1]), tag=found[2].lower(), offset=found.start())
    kept.append(_no_stray(text[place:]))
    if opened:
        raise Refused(
            400, f"Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1]}\""
        )
    return html.unescape("".join(kept))


def _step(opened: list[str], *, closing: bool, tag: str, offset: int) -> None:
    if tag not in KNOWN:
        raise Refused(400, f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}" at byte offset {offset}')
    if not closing:
        opened.append(tag)
    elif not opened or opened.pop() != tag:
        raise Refused(400, f"Bad Request: can't parse entities: Unexpected end tag at byte offset {offset}")


def _no_stray(text: str) -> str:
    if "<" in text:
        raise Refused(400, 'Bad Request: can\'t parse entities: Unsupported start tag "" at byte offset 0')
    return text


def measured(text: str, parse_mode: str | None, limit: int, empty: str, long: str) -> str:
    """Check the length in UTF-16 units after the entities."""
    shown = plain(text, parse_mode)
    if limit == TEXT and not shown.strip():
        raise Refused(400, empty)
    if len(shown.encode("utf-16-le")) // 2 > limit:
        raise Refused(400, long)
    return shown


def keyboard(markup: Any) -> dict[str, Any] | None:
    """Check a reply markup."""
    if not markup:
        return None
    found: dict[str, Any] = json.loads(markup) if isinstance(markup, str) else markup
    rows = found.get("inline_keyboard", found.get("keyboard", []))
    if sum(len(row) for row in rows) > 100:
        raise Refused(400, "Bad Request: reply markup is too long")
    for row in rows:
        if len(row) > 8:
            raise Refused(400, "Bad Request: too many buttons in a row")
        for button in row:
            _button(button if isinstance(button, dict) else {"text": button}, inline="inline_keyboard" in found)
    return found


def _button(button: dict[str, Any], *, inline: bool) -> None:
    if not str(button.get("text", "")).strip():
        raise Refused(
            400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= DATA:
        raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
    if inline and not any(key in button for key in ("callback_data", "url", "copy_text", "web_app")):
        raise Refused(400, "Bad Request: Text buttons are unallowed in the inline keyboard")
