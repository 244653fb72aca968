/** Where the record of an identity check is put: one interface, three ways (core/kyc says which one counts). */
import type { KycRecord, KycTier } from "../../core/kyc/index.ts";
import type { Write } from "../store/index.ts";

/** A record and where it belongs. */
export interface KycCheck extends KycRecord {
  /** The person's contact, as HubSpot knows it now. */
  readonly contactId: string;
  /** The contact's page in HubSpot, whose card opens the documents. */
  readonly viewLink: string;
  readonly corrected: boolean;
}

export interface KycPut {
  /** `kept-newer`: the record tells of newer answers already. */
  readonly outcome: "made" | "changed" | "found-again" | "kept-newer";
  /** Properties that HubSpot does not have, and what else was left alone. */
  readonly left: readonly string[];
  /** To be committed with the step's outcome. */
  readonly writes: readonly Write[];
}

export interface KycVerdict {
  readonly submissionId: string;
  readonly contactId: string;
  /** When the answers that it is about were handed in, epoch milliseconds. */
  readonly receivedAt: number;
  readonly decision: "approved" | "rejected";
  /** The documents are destroyed: nothing is left to be opened. */
  readonly withoutDocuments: boolean;
}

export interface KycStore {
  readonly tier: KycTier;
  /**
   * Puts the record there, or brings it up to date; called again, it changes nothing. What people wrote into it since stays,
   * but for the state of a check whose answers were corrected: that is `received` once more.
   *
   * @throws StorageGone where the custom object is not there any more
   * @throws OutsideError when HubSpot does not play along
   */
  put(check: KycCheck): Promise<KycPut>;
  /**
   * Writes what a provider decided, where nobody has decided yet: the state is still `received`, of these very answers.
   *
   * @throws StorageGone where the custom object is not there any more
   * @throws OutsideError when HubSpot does not play along
   */
  decide(verdict: KycVerdict): Promise<"decided" | "decided-before" | "record-gone" | "no-status-property">;
}

/** The custom object or its key is gone: provisioning has to look for it, or make it again. */
export class StorageGone extends Error {
  override readonly name = "StorageGone";
}
