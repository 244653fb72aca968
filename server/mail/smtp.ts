import { createTransport } from "nodemailer";
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import type { Mailer } from "./types.ts";

const timeoutMs = 20_000;
const smtpErrorSchema = z.object({ responseCode: z.number() });

export function smtpMailer({ url, from }: { readonly url: string; readonly from: string }): Mailer {
  // Loaded pages and files are nobody's business here: the text is ours.
  const options = { url, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const transport = createTransport({ ...options, disableFileAccess: true, disableUrlAccess: true });
  return {
    send: async ({ to, subject, text }) => {
      try {
        await transport.sendMail({ from, to, subject, text });
      } catch (error) {
        throw mailError(error);
      }
    },
  };
}

/** The mail server's own words may hold the address, so only its code goes on. */
function mailError(error: unknown): OutsideError {
  const code = smtpErrorSchema.safeParse(error).data?.responseCode ?? 0;
  // 5yz is a permanent refusal (RFC 5321, 4.2.1); without a code the connection itself failed.
  return code >= 500
    ? new OutsideError(`The mail server refused the mail (${code}).`, { code: "mail.refused", remedy: "give-up" })
    : new OutsideError("The mail server did not take the mail. This is tried again.", {
        code: "mail.failed",
        remedy: "retry",
      });
}
