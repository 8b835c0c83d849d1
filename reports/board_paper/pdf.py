"""The board paper as PDF/UA, made in a child process that has limits and nothing else."""

import json
import logging
import multiprocessing
import signal
from tempfile import TemporaryDirectory

from reports.board_paper.child import Limits, work
from reports.board_paper.html import paper_html

logger = logging.getLogger(__name__)

LIMITS = Limits()
TOO_LONG = (
    "The paper took too long to make, so it was stopped. Shorten the longest texts and try again."
)
FAILED = "The paper could not be made. Try again. If it fails again, tell your administrator."

# The server from which children are forked loads WeasyPrint once; each paper has its own child.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["weasyprint", "pikepdf", "reports.board_paper.render"])


class PaperNotMade(Exception):
    """The text is a sentence for the person who asked for the paper."""


def render_pdf(paper):
    """A BoardPaper as the bytes of a PDF; the same paper gives the same bytes."""
    return pdf_of(paper_html(paper))


def pdf_of(html, limits=LIMITS):
    """The bytes of the PDF, or PaperNotMade when the child fails or exceeds its limits."""
    with TemporaryDirectory(prefix="board-paper-") as folder:
        receiver, sender = _processes.Pipe(duplex=False)
        child = _processes.Process(target=work, args=(html, limits, folder, sender), daemon=True)
        with receiver:
            child.start()
            sender.close()
            return _received(child, receiver, limits)


def _received(child, receiver, limits):
    try:
        return _answer(child, receiver, limits)
    except (EOFError, OSError):
        raise _failure(child) from None
    finally:
        child.kill()
        child.join()
        child.close()


def _answer(child, receiver, limits):
    if not receiver.poll(limits.wall):
        child.kill()
    for warning in json.loads(receiver.recv_bytes()):
        logger.warning("WeasyPrint: %s", warning)
    return receiver.recv_bytes()


def _failure(child):
    child.join()
    logger.error("The child that made a paper ended with %s.", child.exitcode)
    stopped = child.exitcode in (-signal.SIGKILL, -signal.SIGXCPU)
    return PaperNotMade(TOO_LONG if stopped else FAILED)
