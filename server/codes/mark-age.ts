import { provedBy, provedForMs } from "../../core/codes/index.ts";
import type { OpenSession } from "../conversation/sessions.ts";

/**
 * The session without what was proved too long ago: somebody else may hold the phone by now. What was accepted stays as it
 * is.
 */
export function withFreshProofs(session: OpenSession, now: number): OpenSession {
  const { payloads, accepted } = session.content;
  const isOld = (value: unknown) => {
    const proved = provedBy(value);
    return proved !== undefined && proved.at + provedForMs <= now;
  };
  if (!Object.values(payloads).some((payload) => Object.values(payload).some(isOld))) return session;
  const fresh = Object.entries(payloads).map(([screen, payload]) => [
    screen,
    Object.fromEntries(Object.entries(payload).filter(([, value]) => !isOld(value))),
  ]);
  const kept = accepted ?? (session.row.state === "accepted" ? payloads : undefined);
  return {
    ...session,
    content: { ...session.content, payloads: Object.fromEntries(fresh), ...(kept && { accepted: kept }) },
  };
}
