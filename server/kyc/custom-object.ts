/**
 * The record of an identity check in a custom object, the customer's own or ours. The submission's id is a unique property:
 * a repeated try finds the record by it, and HubSpot itself makes no second one.
 */
import { isInvalid, isNotFound } from "../../connectors/hubspot/index.ts";
import type { KycDecision } from "../../core/kyc/index.ts";
import type { Job } from "../delivery/step.ts";
import { lookAgainWrite } from "../provisioning/report.ts";
import { copyWrite } from "../timeline/copies.ts";
import { changesTo, handedInBefore, riskFlagsIn } from "./changes.ts";
import { type KycCheck, type KycPut, type KycStore, type KycVerdict, StorageGone } from "./kyc-store.ts";

type Place = NonNullable<KycDecision["object"]>;

export function customObjectStore(
  job: Job,
  tier: "custom-object-chosen" | "custom-object-ours",
  place: Place,
): KycStore {
  return {
    tier,
    decide: (verdict) => decideRecord(job, place, verdict),
    put: async (check) => {
      const { outcome, recordId, left } = await putRecord(job, place, check);
      job.made({ kind: "hubspot_copy", object: objectOf(place), object_id: recordId });
      await job.hubspot.customRecords.connectToContact(place.objectTypeId, recordId, check.contactId);
      const object = objectOf(place);
      const copy = { subject: `kyc:${check.submissionId}`, person_id: job.personId, object, object_id: recordId };
      const { context, portal } = job;
      return {
        outcome,
        left,
        writes: [copyWrite(context, portal.id, copy), ...(left.length > 0 ? [lookAgainWrite(context, portal.id)] : [])],
      };
    },
  };
}

async function decideRecord(job: Job, place: Place, verdict: KycVerdict): ReturnType<KycStore["decide"]> {
  const { names, objectTypeId: objectType } = place;
  if (names.status === undefined) return "no-status-property";
  const { submissionId, receivedAt, decision, withoutDocuments } = verdict;
  const wanted = [names.status, ...(names.receivedAt === undefined ? [] : [names.receivedAt])];
  const found = await findRecord(job, place, wanted, submissionId);
  if (!found) return "record-gone";
  const isSame = !handedInBefore(receivedAt, names.receivedAt, found.properties);
  const there = found.properties[names.status];
  if (there === decision) return "decided";
  if (!isSame || there !== "received") return "decided-before";
  const key = { objectType, property: names.submissionId, value: submissionId };
  const emptied = withoutDocuments && names.viewLink !== undefined ? { [names.viewLink]: "" } : {};
  await withWhatThereIs({ [names.status]: decision, ...emptied }, (given) => job.hubspot.customRecords.put(key, given));
  return "decided";
}

type Put = Pick<KycPut, "outcome" | "left"> & { readonly recordId: string };

async function putRecord(job: Job, place: Place, check: KycCheck): Promise<Put> {
  const { names, objectTypeId: objectType } = place;
  const { customRecords } = job.hubspot;
  const key = { objectType, property: names.submissionId, value: check.submissionId };
  const wanted = valuesFor(place, check);
  const found = await findRecord(job, place, Object.keys(wanted), check.submissionId);
  if (found && handedInBefore(check.receivedAt, names.receivedAt, found.properties))
    return { outcome: "kept-newer", recordId: found.id, left: [] };
  const received = names.status === undefined ? {} : { [names.status]: "received" };
  const change = found
    ? changesTo(found.properties, wanted, { receivedAt: names.receivedAt, received })
    : { ...withoutEmpty(wanted), ...received };
  if (found && Object.keys(change).length === 0) return { outcome: "found-again", recordId: found.id, left: [] };
  const written = await withWhatThereIs(change, (properties) => customRecords.put(key, properties));
  return { outcome: found ? "changed" : "made", ...written };
}

/** An empty text clears what stood there before a correction. */
function valuesFor({ names }: Place, check: KycCheck): Record<string, string> {
  const { receivedAt, documentType = "", maskedNumber = "", viewLink, risk, more } = check;
  const ours = [
    [names.receivedAt, new Date(receivedAt).toISOString()],
    [names.documentType, documentType],
    [names.maskedNumber, maskedNumber],
    [names.viewLink, viewLink],
    [names.risk, risk?.level ?? ""],
    [names.riskFlags, riskFlagsIn(risk)],
  ].flatMap(([name, value]) => (name === undefined || value === undefined ? [] : [[name, value] as const]));
  const key = new Set([names.submissionId, names.status]);
  const mapped = Object.entries(more).filter(([name]) => !key.has(name));
  return Object.fromEntries([...mapped, ...ours]);
}

async function findRecord({ hubspot }: Job, { objectTypeId, names }: Place, properties: string[], id: string) {
  const key = { objectType: objectTypeId, property: names.submissionId, value: id };
  try {
    return await hubspot.customRecords.find(key, properties);
  } catch (error) {
    // HubSpot knows no such object, or no such unique property of it.
    if (isNotFound(error) || isInvalid(error)) throw new StorageGone("The custom object is gone.", { cause: error });
    throw error;
  }
}

/** Properties that somebody deleted, or that take no such value, are left out: the rest of the record still counts. */
async function withWhatThereIs(
  change: Readonly<Record<string, string>>,
  put: (properties: Record<string, string>) => Promise<string>,
): Promise<Omit<Put, "outcome">> {
  let properties = { ...change };
  const left: string[] = [];
  for (;;) {
    try {
      return { recordId: await put(properties), left: left.map((name) => `without-${name}`) };
    } catch (error) {
      const refused = isInvalid(error) ? error.problem.propertyNames.filter((name) => name in properties) : [];
      if (refused.length === 0) throw error;
      left.push(...refused);
      properties = Object.fromEntries(Object.entries(properties).filter(([name]) => !refused.includes(name)));
    }
  }
}

const withoutEmpty = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));

/** As `hubspot_copies` knows it. */
function objectOf({ objectTypeId }: Place): `2-${string}` {
  return `2-${objectTypeId.replace(/^2-/, "")}`;
}
