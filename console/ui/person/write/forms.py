"""Which form is opened for what: the plan, the directive, a release, somebody of the circle."""

from functools import partial
from gettext import gettext as _

from console.domain.ids import ClientId
from console.domain.people.circle import Supporter, places
from console.domain.people.client import Client
from console.ui.bridge import Bridge
from console.ui.person.write.directive import directive_paper
from console.ui.person.write.form import FormPanel, Paper
from console.ui.person.write.person import person_paper
from console.ui.person.write.plan import plan_paper
from console.ui.person.write.release import release_paper
from console.words.refusals import staff_name


class Forms:
    """Opens forms about the client of the case that is looked at."""

    def __init__(self, bridge: Bridge, form: FormPanel) -> None:
        self._bridge = bridge
        self._form = form

    def open(self, which: str, name: str = "") -> None:
        """Open a form: ``plan``, ``directive``, ``release`` or ``reach``; ``name`` of whom."""
        case, board = self._bridge.case, self._bridge.board
        client = board.client_of(case) if case is not None else None
        if case is None:
            return
        if client is None:
            self._bridge.refused.emit(_("Say first who it is: Ctrl I."))
            return
        self._form.open(partial(self._paper, which, client.id, name))

    def _paper(self, which: str, whose: ClientId, name: str) -> Paper:
        """Return the form as of now."""
        board = self._bridge.board
        client = board.clients[whose]
        today = self._bridge.now().astimezone().date()
        match which:
            case "plan":
                return plan_paper(client, today, staff_name(board, self._bridge.me))
            case "directive":
                return directive_paper(client, today)
            case "release":
                return release_paper(client, _one(client, name), today)
            case _:
                return person_paper(client, _one(client, name))


def _one(client: Client, name: str) -> Supporter:
    found = places(client.circle, name)
    return client.circle[found[0]] if found else Supporter(name, "")
