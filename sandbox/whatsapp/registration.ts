/** Registering a number for the Cloud API, and proving that it is one's own (WhatsApp reference 5.9, 5.13). */
import { z } from "zod";
import { MANAGEMENT, MESSAGING, numberFor } from "./access.ts";
import type { Call, Graph } from "./graph.ts";
import { GraphError } from "./graph-error.ts";
import { parseParams } from "./params.ts";
import type { PhoneNumber, State } from "./state.ts";

const scopes = [MANAGEMENT, MESSAGING];
const mostRegistrations = 10;
const registrationWindowMs = 72 * 3_600_000;
/** What every code by SMS is here. */
export const sandboxVerificationCode = "424242";

export function registrationRoutes(graph: Graph): void {
  const { state } = graph;
  graph.on("post", "/:id/register", (call) => register(state, call));
  graph.on("post", "/:id/deregister", ({ caller, id }) => {
    numberFor(state, caller, id, scopes).status = "DISCONNECTED";
    return { success: true };
  });
  graph.on("post", "/:id/request_code", ({ caller, id, params }) => {
    const number = numberFor(state, caller, id, scopes);
    parseParams(requestSchema, params);
    number.verificationCode = sandboxVerificationCode;
    return { success: true };
  });
  graph.on("post", "/:id/verify_code", ({ caller, id, params }) => {
    const number = numberFor(state, caller, id, scopes);
    const { code } = parseParams(z.strictObject({ code: z.string() }), params);
    if (code !== number.verificationCode) throw registrationError(133006, "The verification code is wrong.");
    number.verification = "VERIFIED";
    delete number.verificationCode;
    return { success: true };
  });
}

const requestSchema = z.strictObject({
  code_method: z.enum(["SMS", "VOICE"]),
  language: z.string().regex(/^[a-z]{2}_[A-Z]{2}$/),
});
const registerSchema = z.strictObject({
  messaging_product: z.literal("whatsapp"),
  pin: z.string().regex(/^\d{6}$/, "six digits"),
  data_localization_region: z.string().optional(),
});

function register(state: State, { caller, id, params }: Call): unknown {
  const number = numberFor(state, caller, id, scopes);
  const { pin } = parseParams(registerSchema, params);
  countRegistration(state, number);
  if (number.onPhoneApp) throw registrationError(133006, "The number is in the WhatsApp Business app.");
  if (number.verification !== undefined && number.verification !== "VERIFIED")
    throw registrationError(133006, "The number must be verified before it is registered.");
  if (number.pin !== undefined && number.pin !== pin)
    throw registrationError(133005, "Two-step verification PIN mismatch.");
  number.pin = pin;
  number.status = "CONNECTED";
  number.platform = "CLOUD_API";
  return { success: true };
}

function countRegistration(state: State, number: PhoneNumber): void {
  const recent = (number.registrations ?? []).filter((at) => at > state.now() - registrationWindowMs);
  if (recent.length >= mostRegistrations) throw registrationError(133016, "Too many registrations of this number.");
  number.registrations = [...recent, state.now()];
}

function registrationError(code: number, message: string): GraphError {
  return new GraphError(code, `(#${code}) ${message}`, { userMessage: message });
}
