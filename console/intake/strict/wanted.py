"""Why something that arrived cannot be read, in words that its sender can act on."""

from gettext import gettext as _


class NotAsWanted(Exception):  # noqa: N818 -- an answer to the sender, not a fault of ours
    """What arrived is not what it should be.

    It names the place and what is wanted there, and never repeats what was sent.

    Attributes:
        field: where in the event, dotted, for example ``client.phone``; empty for the whole.
        wanted: what should stand there, as the rest of a sentence.
    """

    def __init__(self, field: str, wanted: str) -> None:
        super().__init__(field, wanted)
        self.field = field
        self.wanted = wanted

    def __str__(self) -> str:
        """Return the sentence for the sender."""
        if not self.field:
            return _("The event cannot be read: {wanted}.").format(wanted=self.wanted)
        return _("The event cannot be read: in {field}, {wanted}.").format(
            field=self.field, wanted=self.wanted
        )
