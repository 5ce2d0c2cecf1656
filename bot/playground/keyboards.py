"""Keyboards as Telegram takes them: inline under a message, or in place of the letters below the chat."""

from typing import Any

from bot.playground.refusals import bad

ROW = 8
IN_ALL = 100
CALLBACK_BYTES = 64
COPIED = 256
PLACEHOLDER = 64
DEEDS = ("callback_data", "url", "copy_text", "web_app", "login_url", "switch_inline_query")

Json = Any  # what json.loads gives
Markup = dict[str, Json]


def keyboard(markup: Json) -> Markup | None:
    """Check a reply markup and give it, or refuse it; None when there is none."""
    if markup is None or markup in ("", {}):
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"])
        for button in _flat(rows):
            _check_inline(button)
        return {"inline_keyboard": rows} if any(rows) else None
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"])
        for button in _flat(rows):
            _named(button, "keyboard")
        _check_placeholder(markup)
        return {**markup, "keyboard": [[_as_key(button) for button in row] for row in rows]}
    _check_placeholder(markup)
    return markup if markup.get("remove_keyboard") or markup.get("force_reply") else None


def _rows(rows: Json) -> list[list[Json]]:
    if not isinstance(rows, list) or any(not isinstance(row, list) for row in rows):
        raise bad('field "keyboard" must be an Array of Arrays')
    if sum(len(row) for row in rows) > IN_ALL:
        raise bad("reply markup is too long")
    if any(len(row) > ROW for row in rows):
        raise bad(f"reply markup is too long: more than {ROW} buttons in a row")
    return [row for row in rows if row]


def _flat(rows: list[list[Json]]) -> list[Json]:
    return [button for row in rows for button in row]


def _as_key(button: Json) -> Json:
    return {"text": button} if isinstance(button, str) else button


def _named(button: Json, where: str) -> None:
    text = button if isinstance(button, str) else button.get("text") if isinstance(button, dict) else None
    if not isinstance(text, str) or not text.strip():
        raise bad(f'can\'t parse {where} button: Field "text" must be a non-empty String')


def _check_inline(button: Json) -> None:
    """Check one button under a message: words, and exactly one thing that it does."""
    _named(button, "inline keyboard")
    deeds = [name for name in DEEDS if name in button] if isinstance(button, dict) else []
    if not deeds:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(deeds) > 1:
        raise bad("can't parse inline keyboard button: exactly one of the optional fields must be used")
    match deeds[0]:
        case "callback_data" if not 1 <= len(_bytes(button["callback_data"])) <= CALLBACK_BYTES:
            raise bad("BUTTON_DATA_INVALID")
        case "url" if not str(button["url"]).startswith(("http://", "https://", "tg://", "tel:")):
            raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
        case "copy_text" if not 1 <= len(_copied(button["copy_text"])) <= COPIED:
            raise bad("BUTTON_COPY_TEXT_INVALID")


def _bytes(carried: Json) -> bytes:
    return carried.encode("utf-8", "surrogatepass") if isinstance(carried, str) else b""


def _copied(copy_text: Json) -> str:
    return str(copy_text.get("text", "")) if isinstance(copy_text, dict) else ""


def _check_placeholder(markup: Markup) -> None:
    if len(str(markup.get("input_field_placeholder") or "")) > PLACEHOLDER:
        raise bad("placeholder is too long")
