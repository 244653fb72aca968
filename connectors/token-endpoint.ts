/** Trading a code or a refresh token for tokens at a form tool's OAuth 2 token endpoint (RFC 6749, 4.1.3 and 6). */
import type { z } from "zod";
import type { ToolApp, ToolOAuth, ToolTokens } from "./form-tool.ts";
import {
  type Answered,
  type Calling,
  call,
  outsideError,
  parsed,
  tokenSchema,
  type Verdict,
  type Wire,
} from "./json-call.ts";

export interface TokenEndpoint extends Pick<Calling, "tool" | "label" | "url"> {
  /** What the tool's refusal means. */
  readonly judge: (answered: Answered) => Verdict;
}

/** @throws OutsideError sorted by the endpoint's `judge` */
export async function askForTokens<Tokens>(
  wire: Wire,
  { clientId, clientSecret }: ToolApp,
  { judge, ...endpoint }: TokenEndpoint,
  grant: Readonly<Record<string, string>>,
  schema: z.ZodType<Tokens>,
): Promise<Tokens> {
  const form = { ...grant, client_id: clientId, client_secret: clientSecret };
  const calling: Calling = { ...endpoint, method: "POST", form };
  const answered = await call(wire, calling);
  if (answered.status !== 200) throw outsideError(answered, judge(answered));
  return parsed(calling, answered, schema);
}

/** The grant of a code that a redirect brought. */
export function codeGrant({ redirectUri }: ToolApp, code: string): Record<string, string> {
  return { grant_type: "authorization_code", code, redirect_uri: redirectUri };
}

/** For tools whose tokens end and are renewed. */
export function renewableTokens(
  wire: Wire,
  app: ToolApp,
  endpoint: TokenEndpoint,
): Required<Pick<ToolOAuth, "exchange" | "refresh">> {
  const tokens = async (grant: Record<string, string>): Promise<ToolTokens> => {
    const { access_token, refresh_token, expires_in } = await askForTokens(wire, app, endpoint, grant, tokenSchema);
    return {
      accessToken: access_token,
      ...(refresh_token === undefined ? {} : { refreshToken: refresh_token }),
      ...(expires_in === undefined ? {} : { expiresInMs: expires_in * 1_000 }),
    };
  };
  return {
    exchange: (code) => tokens(codeGrant(app, code)),
    refresh: (refreshToken) => tokens({ grant_type: "refresh_token", refresh_token: refreshToken }),
  };
}
