"""
The codes of the FHIR bundle, as tables: what is LOINC or HL7's own, and what is ours alone.

LOINC codes come from the panels of LOINC itself (loinc.org, panels 44249-1 and 69737-5), and were compared with HL7's own
PHQ-9 of Structured Data Capture 4.0.0 and with the PRO module of the German Medical Informatics Initiative.  LOINC is
copyright Regenstrief Institute; its codes may be used free of charge (loinc.org/license).  What has no code there gets
none: our own codes stand under `LOCAL`, whose host ends in `.invalid` (RFC 2606), so that nobody takes it for a place.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LOINC = "http://loinc.org"
HL7 = "http://terminology.hl7.org/CodeSystem"
DICOM = "http://dicom.nema.org/resources/ontology/DCM"
LANGUAGES = "urn:ietf:bcp:47"
LOCAL = "https://interlude.invalid/fhir"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"

# Of HL7's own tables for R4: http://hl7.org/fhir/R4/terminologies-systems.html
ASKED = (f"{HL7}/observation-category", "survey", "Survey")
PRIVACY = (f"{HL7}/consentscope", "patient-privacy", "Privacy Consent")
CONSENT = (LOINC, "59284-0", "Patient Consent")  # of HL7's value set consent-category
RECORD_TOUCHED = (DICOM, "110110", "Patient Record")  # of HL7's value set audit-event-type
ASSEMBLER = (f"{HL7}/provenance-participant-type", "assembler", "Assembler")
DECLINED = (f"{HL7}/data-absent-reason", "asked-declined", "Asked But Declined")
UNSUPPORTED = (f"{HL7}/data-absent-reason", "unsupported", "Unsupported")

# How often: LOINC answer list LL358-3, by the points that the form gives.
HOW_OFTEN = {0: "LA6568-5", 1: "LA6569-3", 2: "LA6570-1", 3: "LA6571-9"}
# How difficult: LOINC answer list LL359-1, by the place on the form.
HOW_DIFFICULT = ("LA6572-7", "LA6573-5", "LA6575-0", "LA6574-3")


@dataclass(frozen=True, slots=True)
class MeasureCodes:
    """What LOINC calls a measure: the panel, its items in the order of the form, and the total."""

    panel: str
    panel_name: str
    items: tuple[str, ...]
    total: str
    total_name: str
    difficulty: str | None = None


MEASURES: Mapping[str, MeasureCodes] = {
    "PHQ-9": MeasureCodes(
        panel="44249-1",
        panel_name="PHQ-9 quick depression assessment panel [Reported.PHQ]",
        items=(
            "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8",
        ),
        total="44261-6",
        total_name="Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]",
        difficulty="69722-7",
    ),
    "GAD-7": MeasureCodes(
        panel="69737-5",
        panel_name="Generalized anxiety disorder 7 item (GAD-7)",
        items=("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"),
        total="70274-6",
        total_name="Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]",
    ),
}  # fmt: skip

# Our own code systems, by the last part of their address: what each of them says.
OWN_SYSTEMS: Mapping[str, str] = {
    "account": "What a client told or chose, by the kind of the entry; a mood is a number from 0 to 10.",
    "account-answer": "What a client chose among the answers to a question; the last part is the choice.",
    "account-field": "One part of what a client told; what stands before the dot is the entry or the tool.",
    "area": "The problem area of Interpersonal Psychotherapy that client and therapist work on; no diagnosis.",
    "deed": "What somebody did with what is kept about a client.",
    "measure": "Measures, items and totals that LOINC has no code for.",
    "measure-answer": "Answers of measures that LOINC has no code for: the points on the form.",
    "consent-text": "The text of a consent question by its id; the version of the coding is that of the text.",
    "consent-part": "What a client says yes or no to.",
    "plan": "Which plan this is: the course, or the plan for staying well after it.",
    "plan-part": "A part of the plan for staying well.",
    "prompt": "Why the program wrote by itself: the conversation that it began.",
    "purpose": "The purpose for which the gate let somebody through.",
    "role": "In which role somebody acted.",
    "stage": "The stage of a dispute.",
    "task": "A task between two meetings.",
    "task-part": "What a client thought of beforehand for a task, and what came of it.",
    "tool": "A list of questions with which a client wrote something down.",
    "tried": "What became of a task, in the client's own account; none of these counts against anybody.",
}
