"""A PostgreSQL of one's own, which can be stopped and started without disturbing other tests."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.server import free_port


@dataclass(frozen=True)
class Cluster:
    """`data` are the files of its tables; sockets, log and journal are in `folder`."""

    folder: Path
    data: Path
    port: int

    @property
    def address(self):
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def start(self):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder}"
        self._control("start", "-w", "-o", options, "-l", self.folder / "log")

    def stop(self, how):
        """`how` is fast, which rolls back what is under way, or immediate, which is a crash."""
        self._control("stop", "-w", "-m", how)

    def _control(self, *arguments):
        _run("pg_ctl", "-D", self.data, *arguments)


@contextmanager
def cluster(disk=None):
    """A new cluster, started; its files are gone afterwards. With a disk its tables are there."""
    folder = Path(tempfile.mkdtemp(prefix="bcf-postgresql-"))
    data = (disk or folder) / "data"
    for parent in {folder, data.parent}:
        if _owner():
            shutil.chown(parent, _owner())
    # The journal stays on the large disk: without room for it PostgreSQL stops as a whole.
    places = ("-D", data, "-X", folder / "journal")
    _run("initdb", *places, "-U", "postgres", "-A", "trust", "--no-sync")
    made = Cluster(folder, data, free_port())
    made.start()
    try:
        yield made
    finally:
        made.stop("immediate")
        shutil.rmtree(folder)


def _owner():
    """The account that PostgreSQL runs under: it refuses to run as root."""
    return "postgres" if os.getuid() == 0 else None


def _run(program, *arguments):
    (newest,) = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))[-1:]
    subprocess.run(
        [newest, *arguments], check=True, user=_owner(), cwd="/",
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
