"""Short codes that people type and read aloud: no vowels that make words, no letters that look like digits."""

import secrets

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"


def new_code(length: int = 10) -> str:
    """A random code; ten characters hold 48 bits, enough that guessing finds nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def tidy_code(text: str) -> str:
    """What somebody typed, as the code it means: capitals, without blanks and hyphens.

    >>> tidy_code(" k7mq-2x ")
    'K7MQ2X'
    """
    return "".join(character for character in text.upper() if character.isalnum())
