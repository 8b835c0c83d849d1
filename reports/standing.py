"""Which signatures of the last version stand in the draft that follows it: reads."""

from dataclasses import dataclass

from boards import formats
from boards.kept import kept
from boards.workflow import Part
from reports.copies import part_digests
from reports.models import Signature, Snapshot
from reports.signing import stands


@dataclass(frozen=True)
class Standing:
    """The Signatures of the last version that stand so far, and those that are cancelled."""

    stand: tuple[Signature, ...] = ()
    cancelled: tuple[Signature, ...] = ()

    def covering(self, part):
        """Those that stand so far and that a change of a Part cancels."""
        return tuple(signature for signature in self.stand if part in signature.covers)


@kept
def standing(quarter):
    """What has become of the signatures of the last version, as the draft is now."""
    last = Snapshot.objects.newest(quarter)
    signatures = list(last.signatures.all()) if last else []
    if not signatures:
        return Standing()
    digests = part_digests(quarter)
    still = [signature for signature in signatures if stands(signature, last, digests)]
    return Standing(tuple(still), tuple(item for item in signatures if item not in still))


def parts_in_words(parts):
    """“performance and spending”, as it stands in a sentence."""
    if set(parts) == set(Part):
        return "the whole report"
    return formats.listed([Part(part).label.lower() for part in parts])
