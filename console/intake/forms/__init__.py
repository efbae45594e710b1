"""Questionnaires in FHIR: read as they are, matched to ours, scored anew, never repaired."""
