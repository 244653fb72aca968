/** From data API 4.0 on, Meta vouches for the token with a JWT (WhatsApp reference 3.4). */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

const headerSchema = z.object({ alg: z.literal("HS256") });
const claimsSchema = z.object({ flow_token: z.string() });

/** True when the JWT is signed with one of the app secrets and names exactly this token. Never throws. */
export function verifyFlowTokenSignature(jwt: string, flowToken: string, secrets: readonly string[]): boolean {
  const [header, claims, signature, ...rest] = jwt.split(".");
  if (header === undefined || claims === undefined || signature === undefined || rest.length > 0) return false;
  const given = Buffer.from(signature, "base64url");
  const signed = secrets.filter((secret) => {
    const expected = createHmac("sha256", secret).update(`${header}.${claims}`).digest();
    return secret !== "" && given.length === expected.length && timingSafeEqual(expected, given);
  });
  if (signed.length === 0 || !headerSchema.safeParse(parse(header)).success) return false;
  const parsed = claimsSchema.safeParse(parse(claims));
  return parsed.success && parsed.data.flow_token === flowToken;
}

function parse(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
