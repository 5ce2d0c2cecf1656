"""Digits of every script, read as the ones that a computer counts with."""

import unicodedata


def digits_to_latin(text: str) -> str:
    """Turn every decimal digit of any script into 0 to 9; leave everything else as it is."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)
