/** The business's public key, one per phone number (WhatsApp reference 5.8). */
import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import { MANAGEMENT, MESSAGING, numberFor } from "./access.ts";
import type { Graph } from "./graph.ts";
import { badParameter } from "./graph-error.ts";
import { parseParams } from "./params.ts";

const paramsSchema = z.strictObject({ business_public_key: z.string() });
// Which of the two permissions Meta asks for is not documented: either is enough here.
const SCOPES = [MANAGEMENT, MESSAGING];

export function encryptionKeyRoutes(graph: Graph): void {
  const { state } = graph;
  graph.on("get", "/:id/whatsapp_business_encryption", ({ caller, id }) => {
    const { publicKey, signatureStatus } = numberFor(state, caller, id, SCOPES);
    if (publicKey === undefined) return { data: [] };
    return { data: [{ business_public_key: publicKey, business_public_key_signature_status: signatureStatus }] };
  });
  graph.on("post", "/:id/whatsapp_business_encryption", ({ caller, id, params }) => {
    const number = numberFor(state, caller, id, SCOPES);
    const { business_public_key: pem } = parseParams(paramsSchema, params);
    refuseUnlessRsa2048(pem);
    number.publicKey = pem;
    number.signatureStatus = "VALID";
    return { success: true };
  });
}

function refuseUnlessRsa2048(pem: string): void {
  if (!pem.trim().startsWith("-----BEGIN PUBLIC KEY-----"))
    throw badParameter("business_public_key is not a PEM public key.");
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw badParameter("business_public_key cannot be read.");
  }
  if (key.asymmetricKeyType !== "rsa" || key.asymmetricKeyDetails?.modulusLength !== 2048)
    throw badParameter("business_public_key must be a 2048-bit RSA key.");
}
