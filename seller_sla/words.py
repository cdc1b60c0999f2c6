"""Words for numbers, nouns and days in sentences. Pure functions, for the commands and the app alike."""

from datetime import date

# What may stand first and take the plural: orders slower than the limit. Otherwise the last word takes it.
NOUNS = {
    "buyer", "claim", "confirmation", "delivery", "line", "message", "order", "parcel", "piece", "rating", "report", "request",
    "return", "seller", "shipment", "status", "ticket",
}  # fmt: skip
# What comes after one of these does not take the plural: returns without an answer.
LINKS = {"by", "for", "from", "in", "of", "than", "that", "with", "without"}
ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def count(number: float) -> str:
    """1,204."""
    return f"{int(number):,}"


def nouns(number: float, noun: str) -> str:
    """order, orders; late delivery, late deliveries; order without tracking, orders without tracking."""
    if int(number) == 1:
        return noun
    words = noun.split(" ")
    end = next((at for at, word in enumerate(words) if at and word in LINKS), len(words))
    at = 0 if words[0] in NOUNS and words[end - 1] not in NOUNS else end - 1
    word = words[at]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        words[at] = word[:-1] + "ies"
    else:
        words[at] = word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
    return " ".join(words)


def counted(number: float, noun: str) -> str:
    """A number and its noun, in the plural unless it is one."""
    return f"{count(number)} {nouns(number, noun)}"


def with_article(noun: str) -> str:
    """a late delivery, an unanswered message."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ORDINALS.get(number % 10, 'th')}"


def listing(things: list[str]) -> str:
    """a; a and b; a, b and c."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}" if things else ""


def full_day(value: date) -> str:
    """1 July 2026."""
    return f"{value.day} {value:%B %Y}"


def spaced(code: str) -> str:
    """not_shipped -> not shipped."""
    return code.replace("_", " ")


def first_up(words: str) -> str:
    """With a capital letter."""
    return words[:1].upper() + words[1:]
