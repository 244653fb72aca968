/** Graph API's error envelope (WhatsApp reference 5.10) and the errors that several routes share. */
import type { Response } from "express";

export interface GraphErrorDetails {
  readonly status?: number;
  readonly subcode?: number;
  readonly type?: string;
  readonly transient?: boolean;
  /** `error_data.details`: what exactly was wrong. */
  readonly details?: string;
  readonly userTitle?: string;
  readonly userMessage?: string;
}

export class GraphError extends Error {
  override readonly name = "GraphError";
  readonly code: number;
  readonly details: GraphErrorDetails;
  constructor(code: number, message: string, details: GraphErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** A parameter is missing, unknown or wrong. */
export function badParameter(details: string): GraphError {
  return new GraphError(100, "(#100) Invalid parameter", { details });
}

/** The id does not exist, or the token cannot see it. */
export function notVisible(id: string): GraphError {
  return new GraphError(
    100,
    `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
    { subcode: 33, type: "GraphMethodException" },
  );
}

/** The path is none of Graph API's (reference 8.4). */
export function unknownPath(path: string): GraphError {
  return new GraphError(2500, `Unknown path components: ${path}`, { status: 404 });
}

export function sendError(response: Response, error: GraphError, traceId: string): void {
  const {
    status = 400,
    subcode,
    type = "OAuthException",
    transient = false,
    details,
    userTitle,
    userMessage,
  } = error.details;
  response.status(status).json({
    error: {
      message: error.message,
      type,
      code: error.code,
      ...(subcode !== undefined && { error_subcode: subcode }),
      is_transient: transient,
      ...(userTitle !== undefined && { error_user_title: userTitle }),
      ...(userMessage !== undefined && { error_user_msg: userMessage }),
      ...(details !== undefined && { error_data: { messaging_product: "whatsapp", details } }),
      fbtrace_id: traceId,
    },
  });
}
