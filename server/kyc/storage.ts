/** Which of the three ways counts in a portal, and the store that goes with it. */
import { type KycDecision, tierOf } from "../../core/kyc/index.ts";
import type { Context } from "../context.ts";
import type { Job } from "../delivery/step.ts";
import type { Portal } from "../portals/store.ts";
import { identityObject } from "../provisioning/identity-records.ts";
import { latestReport, problemsOf } from "../provisioning/report.ts";
import { contactAndNoteStore } from "./contact-and-note.ts";
import { customObjectStore } from "./custom-object.ts";
import type { KycStore } from "./kyc-store.ts";

export interface KycStorage extends KycDecision {
  /** Sentences about what is wrong and what to do. */
  readonly problems: readonly string[];
  /** When somebody last looked into the account, epoch milliseconds. */
  readonly lookedAt: number | undefined;
}

export async function kycStorage(context: Context, { id, settings }: Portal): Promise<KycStorage> {
  const report = await latestReport(context, id);
  const wish = settings.identityRecords;
  const isAboutIt = (name: string) => name === identityObject.name || name === wish;
  const problems = (report ? problemsOf(report) : []).flatMap(({ name, says }) =>
    isAboutIt(name) && says !== undefined ? [says] : [],
  );
  return { ...tierOf(wish, report?.identityRecords, problems[0]), problems, lookedAt: report?.lookedAt };
}

export function storeFor(job: Job, { tier, object }: KycDecision): KycStore {
  return tier === "contact-and-note" || !object ? contactAndNoteStore(job) : customObjectStore(job, tier, object);
}
