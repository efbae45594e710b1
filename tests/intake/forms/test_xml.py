import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.intake.strict.wanted import NotAsWanted
from console.intake.strict.xml_in import read_xml

LARGEST, DEEPEST = 64 * 1024, 12


def read(text: str | bytes) -> object:
    return read_xml(text.encode() if isinstance(text, str) else text, LARGEST, DEEPEST)


def wanted(text: str | bytes) -> str:
    with pytest.raises(NotAsWanted) as caught:
        read(text)
    return caught.value.wanted


def test_xml_becomes_what_the_same_resource_is_as_json() -> None:
    assert read(
        """<?xml version="1.0" encoding="UTF-8"?>
        <!-- as an EHR writes it -->
        <QuestionnaireResponse xmlns="http://hl7.org/fhir">
          <id value="q1"/>
          <text><status value="generated"/>
            <div xmlns="http://www.w3.org/1999/xhtml"><p>not <b>read</b></p></div></text>
          <contained><Patient><id value="p"/></Patient></contained>
          <questionnaire value="http://x/q"><extension url="http://x/e"><valueUri value="u"/>
          </extension></questionnaire>
          <identifier><system value="s"/><value value="7"/></identifier>
          <item><linkId value="1"/></item>
          <item><linkId value="2"/><answer><valueInteger value="3"/></answer></item>
        </QuestionnaireResponse>"""
    ) == {
        "resourceType": "QuestionnaireResponse",
        "id": "q1",
        "text": {"status": "generated"},
        "contained": {"resourceType": "Patient", "id": "p"},
        "questionnaire": "http://x/q",
        "_questionnaire": {"extension": {"url": "http://x/e", "valueUri": "u"}},
        "identifier": {"system": "s", "value": "7"},
        "item": [{"linkId": "1"}, {"linkId": "2", "answer": {"valueInteger": "3"}}],
    }


BOMB = """<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<Patient xmlns="http://hl7.org/fhir"><id value="&b;"/></Patient>"""
OUTSIDE = """<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<Patient xmlns="http://hl7.org/fhir"><id value="x"/>&e;</Patient>"""
ELSEWHERE = '<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><Patient xmlns="http://hl7.org/fhir"/>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, ELSEWHERE])
def test_a_document_type_is_not_taken_so_there_are_no_entities(text: str) -> None:
    assert wanted(text) == "a document without a document type is wanted"


def test_an_entity_that_nobody_declared_is_not_taken() -> None:
    text = '<Patient xmlns="http://hl7.org/fhir"><id value="&b;"/></Patient>'
    assert wanted(text) == "one whole XML document is wanted"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<", "one whole XML document is wanted"),
        ("<a/><b/>", "a FHIR resource is wanted"),
        ("<Patient/>", "a FHIR resource is wanted"),
        ('<Patient xmlns="http://hl7.org/fhir">', "one whole XML document is wanted"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "a FHIR resource is wanted"),
        (b"<Patient xmlns='http://hl7.org/fhir'><id value='\xff'/></Patient>", "text in UTF-8"),
        ("<Patient xmlns='http://hl7.org/fhir'/>".encode("utf-16"), "text in UTF-8 is wanted"),
        ("<Patient xmlns='http://hl7.org/fhir'/>" + " " * LARGEST, "at most 64 kB are taken"),
    ],
)
def test_what_is_no_fhir_in_xml_is_an_answer_in_one_line(text: str | bytes, why: str) -> None:
    assert wanted(text).startswith(why)


@pytest.mark.parametrize("tag", ["item", "div xmlns='http://www.w3.org/1999/xhtml'"])
def test_elements_inside_elements_end_somewhere(tag: str) -> None:
    name = tag.split(maxsplit=1)[0]
    deep = f"<{tag}>" * 5_000 + f"</{name}>" * 5_000
    text = f"<Patient xmlns='http://hl7.org/fhir'>{deep}</Patient>"
    with pytest.raises(NotAsWanted) as caught:
        read_xml(text.encode(), sys.maxsize, DEEPEST)
    assert caught.value.wanted == "at most 12 levels are taken"


@given(st.one_of(st.binary(), st.text()))
def test_anything_at_all_is_read_or_answered(said: bytes | str) -> None:
    raw = said.encode("utf-8", "replace") if isinstance(said, str) else said
    with pytest.raises(NotAsWanted):
        read(raw)
