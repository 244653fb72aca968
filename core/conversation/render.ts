/** A decision as the phone reads it, before encryption (WhatsApp reference 3.5 and 3.6). */
import type { Json } from "../flow/types.ts";
import type { Decision } from "./types.ts";

/** The HTTP status to send and the body to encrypt. Both statuses carry an encrypted body. */
export interface ClearResponse {
  status: 200 | 427;
  body: Record<string, Json>;
}

export interface RenderContext {
  /** The request's own version, echoed: some phones fail silently without it. */
  version: string;
  flowToken: string;
  /** The submission that this acceptance makes; a correction and a repeat name their own. */
  submissionId?: string;
}

export function renderDecision(decision: Decision, context: RenderContext): ClearResponse {
  const { version } = context;
  switch (decision.kind) {
    case "show": {
      const notice = decision.errorMessage === undefined ? {} : { error_message: decision.errorMessage };
      return { status: 200, body: { version, screen: decision.screen, data: { ...decision.data, ...notice } } };
    }
    case "refuse":
      return { status: 427, body: { error_msg: decision.message } };
    case "acknowledge":
      return { status: 200, body: { data: { acknowledged: true } } };
    case "accept":
      return success(context, context.submissionId);
    case "correct":
    case "repeat":
      return success(context, decision.submissionId);
    default:
      return decision satisfies never;
  }
}

/** The answer to Meta's health check, exactly as documented: without a version. */
export function renderPing(): ClearResponse {
  return { status: 200, body: { data: { status: "active" } } };
}

/** Closes the Flow; the params come back to us in the chat, so they hold ids only. */
function success({ version, flowToken }: RenderContext, submissionId: string | undefined): ClearResponse {
  const params = { flow_token: flowToken, ...(submissionId !== undefined && { submission_id: submissionId }) };
  return { status: 200, body: { version, screen: "SUCCESS", data: { extension_message_response: { params } } } };
}
