/** E-mail to people who run a portal: a small port, so that whoever tells them something knows no server. */
import type { Context } from "../context.ts";
import { smtpMailer } from "./smtp.ts";
import type { Mailer } from "./types.ts";

export type { Mail, Mailer } from "./types.ts";

/** The operator's mail server; undefined where none is set up, so that nobody believes that a mail went. */
export function mailerOf({ config }: Pick<Context, "config">): Mailer | undefined {
  const { SMTP_URL: url, MAIL_FROM: from } = config;
  return url && from ? smtpMailer({ url, from }) : undefined;
}
