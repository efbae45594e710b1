"""What a 911 centre could send back, valid by NENA's schema."""

import json
from datetime import datetime, timedelta
from typing import Any

from tests.domain.centre import START

AGENCY = "psap.example.gov"
DISPATCHED, ARRIVED = START + timedelta(minutes=4), START + timedelta(minutes=15)


def part(
    name: str, at: datetime = START, agency: str = AGENCY, /, **more: object
) -> dict[str, Any]:
    return {
        "$id": name,
        "lastUpdateTimeStamp": at.isoformat(),
        "updatedByAgencyReference": {"$ref": agency},
        **more,
    }


def unit(name: str, status: str, at: datetime, **more: object) -> dict[str, Any]:
    return part(
        f"u-{name}",
        at,
        emergencyResourceName=name,
        emergencyResourceTypeCommonRegistryText="PatrolUnit",
        primaryUnitStatusRegistryText=status,
        secondaryUnitStatusRegistryText=[],
        resourceAttributeRegistryText=[],
        agentReference=[{"$ref": "dispatcher"}],
        **more,
    )


def status(**changes: object) -> dict[str, Any]:
    """Incident 24-1187: Medic 4 was sent and is there, Unit 12 is on the way."""
    whole = part(
        "urn:emergency:uid:incidentid:77:psap.example.gov",
        ARRIVED,
        eidoVersion="1.0",
        issuingElementIdentification=AGENCY,
        agencyComponent=[
            part(AGENCY, agencyType=["psap"], agencyRoleDescriptionRegistryText=["CallReceiving"])
        ],
        incidentComponent=part(
            "incident", incidentTypeCommonRegistryText="SUICTHRT", internalIncidentId="24-1187"
        ),
        dispatchComponent=[
            part("dispatch", DISPATCHED, emergencyResourceReference=[{"$ref": "u-Medic 4"}])
        ],
        emergencyResourceComponent=[
            unit("Medic 4", "OnScene", ARRIVED),
            unit(
                "Unit 12", "EnRoute", DISPATCHED, eta=(ARRIVED + timedelta(minutes=5)).isoformat()
            ),
        ],
    )
    return {name: value for name, value in {**whole, **changes}.items() if value is not None}


def raw(**changes: object) -> bytes:
    return json.dumps(status(**changes)).encode()
