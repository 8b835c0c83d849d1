"""A small disk of one's own, which can be filled and emptied."""

import os
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

PIECE = bytes(64 * 1024)


@dataclass(frozen=True)
class Volume:
    folder: Path

    @property
    def ballast(self):
        return self.folder / "ballast"

    def fill(self):
        """Write until nothing more fits, in ever smaller pieces."""
        with self.ballast.open("ab", buffering=0) as file:
            for size in (len(PIECE), 4096, 1):
                with suppress(OSError):
                    while True:
                        file.write(PIECE[:size])

    def free(self):
        self.ballast.unlink()


@contextmanager
def volume(*, mebibytes):
    """A file system in memory of a certain size; mounting it is for the superuser alone."""
    if os.getuid() != 0:
        pytest.skip("only root can mount a small disk")
    folder = Path(tempfile.mkdtemp(prefix="bcf-disk-"))
    try:
        with _mounted(folder, f"size={mebibytes}m,mode=0755"):
            yield Volume(folder)
    finally:
        folder.rmdir()


@contextmanager
def _mounted(folder, options):
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)
