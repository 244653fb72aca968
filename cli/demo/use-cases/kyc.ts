/**
 * An identity check whose document has expired: the contact, the record of the check with its risk flag, and the proof of address,
 * which lies in the vault and opens once by a link.
 */
import { z } from "zod";
import type { HubSpotReader } from "../read-back.ts";
import type { Scenario } from "./types.ts";

const smallestPdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

const checksSchema = z.object({
  checks: z.array(
    z.object({
      submissionId: z.string(),
      maskedNumber: z.string().optional(),
      documentType: z.string().optional(),
      risk: z.object({ level: z.string(), flags: z.array(z.object({ code: z.string() })) }).optional(),
      documents: z.array(
        z.object({ id: z.string(), status: z.string(), type: z.string().optional(), bytes: z.number().optional() }),
      ),
    }),
  ),
});
const storageSchema = z.object({ tier: z.string(), object: z.object({ objectTypeId: z.string() }).optional() });
const recordsSchema = z.object({
  results: z.array(z.object({ properties: z.record(z.string(), z.string().nullable()) })),
});
const recordNames = ["submission_id", "check_status", "document_type", "masked_number", "risk_level", "risk_flags"];
const contactNames = ["status", "document", "number", "risk", "risk_flags"].map((name) => `flowella_identity_${name}`);

export const kycScenario: Scenario = {
  name: "kyc",
  answers: async (view) => {
    const proof = {
      name: "electricity bill.pdf",
      type: "application/pdf",
      bytes: new TextEncoder().encode(smallestPdf),
    };
    return view.inputs.some(({ name }) => name === "proof") ? { proof: [proof] } : {};
  },
  results: async ({ world, hubspot, contactId, submissionId }) => {
    const { tier, object } = await world.ask("/operator/kyc", {}, storageSchema);
    const record = object
      ? await recordOf(hubspot, object.objectTypeId, submissionId)
      : await hubspot.contact(contactId, contactNames);
    const values = Object.values(record);
    const { checks } = await world.ask("/operator/kyc/checks", { contactId }, checksSchema);
    const check = checks.find((each) => each.submissionId === submissionId);
    const [document] = check?.documents ?? [];
    const opened = document && (await open(world, document.id));
    return {
      found: {
        "Where the record stands": tier,
        "The record": record,
        "The check": check,
        "The proof": opened,
      },
      claims: [
        [values.includes("received"), "the record does not say that the check was received"],
        [values.includes("•••• 48A2"), "the record does not have the end of the number"],
        [values.includes("high"), "the record has no risk flag"],
        [
          values.some((value) => value?.includes("has expired") ?? false),
          "the record does not say that the document has expired",
        ],
        [check?.risk?.flags.some(({ code }) => code === "expired") ?? false, "the check has no risk flag"],
        [document?.status === "ready", "the proof of address has not come into the vault"],
        [(opened ?? 0) > 0 && opened === document?.bytes, "the proof of address does not open to what was handed over"],
      ],
    };
  },
};

async function recordOf(hubspot: HubSpotReader, objectTypeId: string, submissionId: string) {
  const path = `/crm/objects/2026-03/${objectTypeId}?limit=100&properties=${recordNames.join(",")}`;
  const { results } = await hubspot.read(path, recordsSchema);
  return results.find(({ properties }) => properties["submission_id"] === submissionId)?.properties ?? {};
}

/** As somebody does in a browser: the page behind the link, then its button. @returns the size of what it opens to */
async function open({ ask }: Parameters<NonNullable<Scenario["prepare"]>>[0], documentId: string): Promise<number> {
  const { url } = await ask("/operator/kyc/document", { documentId }, z.object({ url: z.string() }));
  const answer = await fetch(url, { method: "POST" });
  return (await answer.arrayBuffer()).byteLength;
}
