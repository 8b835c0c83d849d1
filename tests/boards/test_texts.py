import pytest

from boards.texts import CannotKeepText, parse_text


@pytest.mark.parametrize(
    "text",
    ["é and é", "👩🏽‍⚕️ emoji", "ﷺ 𝟙 漢", "  leading spaces", "=1+1", "tab\there", "<b>bold</b>"],
)
def test_a_text_is_kept_as_it_was_typed(text):
    assert parse_text(text) == text


def test_line_ends_are_made_alike():
    assert parse_text("one\r\ntwo\rthree") == "one\ntwo\nthree"


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800", "\x7f"])
def test_a_character_that_cannot_be_printed_is_refused_by_its_place(character):
    with pytest.raises(CannotKeepText, match=r"U\+[0-9A-F]{4} \(line 2\)"):
        parse_text(f"first\nsec{character}ond")


@pytest.mark.check(40)
def test_twenty_thousand_characters_are_kept_and_one_more_is_not():
    assert parse_text("a" * 20_000)
    with pytest.raises(CannotKeepText, match="You have 1 too many"):
        parse_text("a" * 20_001)


@pytest.mark.check(40)
def test_four_hundred_lines_are_kept_and_one_more_is_not():
    assert parse_text("\n" * 399)
    with pytest.raises(CannotKeepText, match="400 lines or fewer"):
        parse_text("\n" * 400)
