/**
 * A one-time state of OAuth, bound to the browser that began: a link with somebody else's state does nothing here. The cookie
 * stays until its time is over, so that whoever reloads the last page hears that it is over, not that it was another's.
 */
import type { Response } from "express";
import type { Context } from "../context.ts";

/** `lax`: the other side's redirect brings the cookie along, and no form of another site does. */
export function bindState(
  { config }: Pick<Context, "config">,
  response: Response,
  { cookie, state, lifeMs }: { readonly cookie: string; readonly state: string; readonly lifeMs: number },
): void {
  const secure = config.PUBLIC_BASE_URL.startsWith("https:");
  response.cookie(cookie, state, { httpOnly: true, sameSite: "lax", secure, path: "/oauth", maxAge: lifeMs });
}

/** @param cookies the request's header */
export function isBoundState(cookies: string | undefined, cookie: string, state: string): boolean {
  return cookies?.split("; ").includes(`${cookie}=${state}`) ?? false;
}
