"""What the child process runs: its limits first, then the paper. No Django, no settings."""

import gc
import json
import os
import resource
import tempfile
from dataclasses import dataclass

NEEDED = {"HOME", "LANG", "LC_ALL", "PATH"}


@dataclass(frozen=True)
class Limits:
    """What one paper may use: seconds by the clock and of the processor, bytes of memory."""

    wall: float = 90
    cpu: int = 60
    memory: int = 1024**3


def work(html, limits, folder, pipe):
    """Sends the warnings as JSON, then the PDF; a child that fails or is killed sends neither."""
    restrict(limits)
    # WeasyPrint leaves its fonts where it puts them; the parent clears this folder away.
    tempfile.tempdir = folder
    # Imported here: the web processes import this module too and must not hold WeasyPrint.
    from reports.board_paper.render import pdf_and_warnings

    pdf, warnings = pdf_and_warnings(html)
    pipe.send_bytes(json.dumps(warnings).encode())
    pipe.send_bytes(pdf)


def restrict(limits):
    """Binds this process to its limits, and takes from it what it has no need to know."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu + 5))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    for name in set(os.environ) - NEEDED:
        del os.environ[name]
    # The process ends with its one paper: collecting garbage would only take time.
    gc.disable()
