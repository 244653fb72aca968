/** What stands of identity checks in HubSpot once all is quiet, asked of its stand-in, held against what customers saw. */
import type { Portal } from "../../sandbox/hubspot/index.ts";
import type { Filled } from "./customers.ts";

/** Where a business keeps them; none for those that make no checks. */
export type KycPlace = "own-object" | "contact-and-note" | undefined;

export interface KycStanding {
  readonly records: number;
  /** In words; empty when everything stands where it should, once. */
  readonly wrong: readonly string[];
}

const objectName = "flowella_identity_check";
const markOf = (body = "") => /kyc-note:\S+$/.exec(body)?.[0];

/**
 * @param filled of the consultation, the Flow that is the check
 * @param verified a provider has approved of every one
 */
export function whatStandsOfChecks(
  portal: Portal,
  place: KycPlace,
  filled: readonly Filled[],
  verified: boolean,
): KycStanding {
  if (place === undefined) return { records: 0, wrong: [] };
  const wrong: string[] = [];
  const { objectTypeId = "" } = portal.customObjects.get(objectName) ?? {};
  const kind = place === "own-object" ? objectTypeId : "notes";
  const checks = portal
    .recordsOf(kind)
    .list()
    .filter(({ properties }) => kind !== "notes" || markOf(properties["hs_note_body"]) !== undefined);
  const ids = checks.map(({ properties }) => properties["submission_id"] ?? markOf(properties["hs_note_body"]));
  if (new Set(ids).size !== ids.length) wrong.push("A submission has two records of its check");
  const undecided = checks.filter(({ properties }) => verified && properties["check_status"] !== "approved").length;
  if (undecided > 0) wrong.push(`${undecided} of ${checks.length} checks are without the provider's decision`);
  const known = new Set(checks.map(({ id }) => id));
  let connected = 0;
  for (const { customer, handedIn } of filled) {
    const say = (what: string) => wrong.push(`${customer.name} (${customer.kind}), check: ${what}`);
    const own = portal.contacts.list().find(({ properties }) => properties["flowella_wa_id"] === customer.waId);
    const firsts = handedIn.filter(({ form, correction }) => form === "consultation" && !correction);
    const accepted = firsts.filter((each) => each.accepted).length;
    if (!own) continue;
    const theirs = portal.associations.of({ kind: "contacts", id: own.id }, kind).filter(({ id }) => known.has(id));
    connected += theirs.length;
    if (theirs.length < accepted || theirs.length > firsts.length)
      say(`${theirs.length} records are theirs, ${accepted} were accepted`);
    const onContact = own.properties["flowella_identity_status"];
    if (onContact !== (place === "contact-and-note" && theirs.length > 0 ? "received" : undefined))
      say(`the contact says ${onContact}`);
  }
  if (connected !== checks.length)
    wrong.push(`${checks.length} checks stand there, ${connected} of them at a customer`);
  return { records: checks.length, wrong };
}
