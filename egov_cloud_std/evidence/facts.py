"""What was found when somebody looked at the evidence. Types only: an assessment takes these and opens nothing."""

from collections.abc import Sequence

from ..frozen import Frozen
from ..words import Text

# What a witness may say was found, and why that is not what the item says.
STATES: dict[str, Text | None] = {
    "holds": None,
    "missing": Text("没有这个文件", "there is no such file"),
    "differs": Text("文件的摘要与填报的不同", "the digest of the file is not the one stated"),
}


class Artefact(Frozen):
    """What was found where one item of `evidence` names its file."""

    evidence: str  # the id of the item
    digest: str = ""  # of the file, `sha256:` before it; "" where it could not be read
    wrong: Text | None = None  # why it is not what the item says

    @property
    def holds(self) -> bool:
        """Whether the file is there and, where a digest is stated, has it."""
        return self.wrong is None


Facts = Sequence[Artefact]


def supposed(evidence: str, state: str) -> Artefact:
    """What a witness supposes was found: `holds`, `missing` or `differs`."""
    return Artefact(evidence, wrong=STATES[state])
