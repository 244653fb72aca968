/** Asking as a portal's connected account, with tokens that are renewed once where they are not taken. */
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { refuseConnection, type ToolConnection } from "./connection.ts";
import { freshConnection, renewed } from "./tokens.ts";
import type { Account, AccountName } from "./tools.ts";

/** Once more with renewed tokens where the tool does not take these. @throws OutsideError `forms.not_connected`, or what `ask` throws */
export async function withAccount<T>(
  context: Context,
  portalId: string,
  tool: AccountName,
  ask: (account: Account) => Promise<T>,
): Promise<T> {
  const connection = await freshConnection(context, portalId, tool);
  try {
    return await ask(accountOf(connection));
  } catch (error) {
    if (isWithdrawn(error)) await refuseConnection(context, portalId, connection);
    if (!(error instanceof OutsideError && error.remedy === "authorise")) throw error;
    const next = await renewed(context, portalId, tool, connection);
    return await ask(accountOf(next)).catch((again: unknown) => {
      throw again instanceof OutsideError && again.remedy === "authorise" ? later(again) : again;
    });
  }
}

const accountOf = ({ secrets: { accessToken, apiBase, refreshToken } }: ToolConnection): Account => ({
  accessToken: async () => accessToken,
  apiBase,
  pasted: refreshToken === undefined,
});

/** Tokens that were made this moment are refused: no other ones are to be had now. */
function later(refusal: OutsideError): OutsideError {
  const { message, code, status } = refusal;
  return new OutsideError(message, {
    code,
    remedy: "retry",
    ...(status === undefined ? {} : { status }),
    cause: refusal,
  });
}

function isWithdrawn(error: unknown): boolean {
  return error instanceof OutsideError && error.code.endsWith(".disconnected");
}
