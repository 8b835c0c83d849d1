"""Mends the structure tree of WeasyPrint, which people who cannot see the page read instead.

WeasyPrint tags a table anew on every page, gives its header cells no scope, and leaves what it
prints in the margins half tagged: here each table becomes one, and the rest becomes an artifact.
"""

from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator
from pikepdf import parse_content_stream as instructions
from pikepdf import unparse_content_stream as written

TABLE, CAPTION, HEAD = "/Table", "/Caption", "/THead"
ARTIFACT = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
MARKED = Operator("BDC")


def mend_tags(pdf):
    """Changes the open pikepdf.Pdf in place; the same file always comes out the same."""
    tree = pdf.Root.StructTreeRoot
    _join(_found(tree, TABLE))
    for table in _found(tree, TABLE):
        _scope(table)
    _hide_unread(pdf, tree)


def _kids(element):
    """The structure elements right under one; numbers of marked content are no elements."""
    kids = element.get(Name.K, [])
    return [kid for kid in kids if isinstance(kid, Dictionary) and Name.S in kid]


def _descendants(element):
    for kid in _kids(element):
        yield kid
        yield from _descendants(kid)


def _kind(element):
    return str(element.S)


def _found(element, kind):
    return [kid for kid in _descendants(element) if _kind(kid) == kind]


def _join(tables):
    """Every table of the paper has a caption, so one without continues the one before."""
    whole = None
    for table in tables:
        if any(_kind(kid) == CAPTION for kid in _kids(table)):
            whole = table
        elif whole is not None:
            _move_rows(table, whole)
            _remove(table)


def _move_rows(part, whole):
    for kid in _kids(part):
        if _kind(kid) != HEAD:
            kid.P = whole
            whole.K.append(kid)


def _remove(element):
    siblings = element.P.K
    index = next(i for i, kid in enumerate(siblings) if kid.objgen == element.objgen)
    del siblings[index]


def _scope(table):
    """Scopes instead of lists of headers: those name the cells of one page only."""
    for cell in _found(table, "/TD"):
        _drop(cell.A, Name.Headers)
    for cell in _found(table, "/TH"):
        _drop(cell, Name.ID)
        in_head = _kind(cell.P.P) == HEAD
        # A heading over a group of rows stands alone in its row and speaks for what is below it.
        is_above = in_head or len(_kids(cell.P)) == 1
        cell.A.Scope = Name.Column if is_above else Name.Row


def _drop(dictionary, key):
    if key in dictionary:
        del dictionary[key]


def _hide_unread(pdf, tree):
    """What hangs in no branch of the tree is page furniture: heads repeated, margins."""
    read = {element.objgen for element in _descendants(tree)}
    parents = dict(zip(tree.ParentTree.Nums[::2], tree.ParentTree.Nums[1::2], strict=True))
    for page in pdf.pages:
        owners = parents[page.StructParents]
        unread = {mcid for mcid, owner in enumerate(owners) if owner.objgen not in read}
        for mcid in unread:
            owners[mcid] = None
        page.Contents = pdf.make_stream(written(_with_artifacts(page, unread)))


def _with_artifacts(page, unread):
    for step in instructions(page):
        is_unread = step.operator == MARKED and step.operands[1].get(Name.MCID) in unread
        yield ARTIFACT if is_unread else step
