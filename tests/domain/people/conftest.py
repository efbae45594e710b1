"""A centre with one client, whose open case Ana has."""

import pytest

from console.desk.fresh import private
from console.domain.commands import RecordClient, TakeCase
from console.domain.ids import SYSTEM, CaseId, ClientId
from console.domain.people.circle import Supporter
from console.domain.people.client import Client
from tests.domain.centre import ANA, Centre

CLIENT = ClientId("dana")


class Care(Centre):
    """A centre and what stands on file of the one client."""

    def __init__(self) -> None:
        super().__init__()
        circle = (Supporter("Rosa Reyes", "sister"), Supporter("Kyle Brandon", "former partner"))
        record = Client(CLIENT, "Dana Reyes", circle=circle)
        self.do(RecordClient(CLIENT, private(record), "test"), SYSTEM)
        self.case_id: CaseId = self.arrives(client=CLIENT)[0]
        self.do(TakeCase(self.case_id), ANA)

    @property
    def client(self) -> Client:
        return self.board.clients[CLIENT]

    @property
    def rosa(self) -> Supporter:
        return self.client.circle[0]

    @property
    def kyle(self) -> Supporter:
        return self.client.circle[1]


@pytest.fixture
def care() -> Care:
    return Care()
