/** What the endpoint answers, whoever's session it is. */
import {
  type ClearResponse,
  type Decision,
  type Exchange,
  refuse,
  renderDecision,
  speakingOf,
} from "../../core/conversation/index.ts";
import type { FlowAtEndpoint, FlowCatalogue } from "../publishing/catalogue.ts";
import type { Proof } from "./proof.ts";

export interface Conversed {
  /** As it is counted. */
  readonly outcome: string;
  readonly response: ClearResponse;
}

/**
 * Answers an exchange that is neither ping nor error notice, in the session that its token names. `proof`: how
 * the request proved itself.
 */
export type Converse = (flow: FlowAtEndpoint, exchange: Exchange, proof: Proof) => Promise<Conversed>;

export function rendered(
  flow: FlowAtEndpoint,
  exchange: Exchange,
  decision: Decision,
  submissionId?: string,
): ClearResponse {
  return renderDecision(decision, {
    version: exchange.version ?? flow.dataApiVersion,
    flowToken: exchange.flowToken ?? "",
    ...(submissionId && { submissionId }),
  });
}

/** No session tells the language: the Flow's current version does, because the address names the Flow. */
export async function unknownToken(
  { catalogue }: { readonly catalogue: FlowCatalogue },
  flow: FlowAtEndpoint,
  outcome: string,
): Promise<Conversed> {
  const { portalId, currentVersionId, settings } = flow;
  const version = currentVersionId === null ? undefined : await catalogue.version(portalId, currentVersionId);
  const { words, person, webForm } = settings;
  const speaking = version ? speakingOf({ ...version.conversation, ...settings }) : { words, person, webForm };
  const decision = refuse("unknown_token", speaking);
  return { outcome, response: renderDecision(decision, { version: "", flowToken: "" }) };
}
