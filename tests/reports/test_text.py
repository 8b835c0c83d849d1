from reports.board_paper.text import Bullets, Paragraph, Subheading, TablePlace, blocks, numbered


def test_paragraphs_lists_and_headings_are_read():
    text = "One\nline.\n\n## Falls\n\nActions:\n\n- first\n- second\n\n{table.metrics}"

    assert blocks(text) == (
        Paragraph("One\nline."),
        Subheading("Falls"),
        Paragraph("Actions:"),
        Bullets(("first", "second")),
        TablePlace("metrics"),
    )


def test_everything_else_is_literal():
    text = "**bold** <b>bold</b> [link](https://example.org) ![](file:///etc/passwd) `code` &amp;"

    assert blocks(text) == (Paragraph(text),)


def test_every_paragraph_is_numbered_once_in_its_section():
    contents = blocks("First.\n\nIts actions are:\n\n- one\n\nSecond.")

    assert [getattr(block, "number", None) for block in numbered(3, contents)] == [
        "3.1", "3.2", None, "3.3",
    ]  # fmt: skip


def test_a_lead_in_to_numbered_paragraphs_has_no_number():
    contents = blocks("The Board is asked to note:\n\nPerformance.\n\nSpending.")

    assert [block.number for block in numbered(2, contents)] == ["", "2.1", "2.2"]


def test_bullets_under_a_numbered_paragraph_keep_every_item():
    assert blocks("- a\n- b\n- c") == (Bullets(("a", "b", "c")),)


def test_a_section_without_a_text_has_no_blocks():
    assert numbered(1, blocks("")) == ()
