import { type CodeSettings, defaultCodeSettings } from "../../core/codes/index.ts";
import { provesPerson } from "../../core/conversation/index.ts";
import type { Form } from "../../core/form/types.ts";
import type { Context } from "../context.ts";
import { mailerOf } from "../mail/index.ts";

/** What keeps this form's codes from reaching anybody, for whoever publishes it; empty where nothing does. */
export function codesNotice(
  context: Pick<Context, "config">,
  form: Form,
  codes: CodeSettings = defaultCodeSettings,
): string {
  if (!provesPerson(form) || !codes.email || mailerOf(context)) return "";
  return (
    "The form sends codes by e-mail, and no mail server is set up. Set SMTP_URL and MAIL_FROM, name a property with a number " +
    "that only the customer knows (flow settings --codes number=...), or give codes out yourself (person code)."
  );
}
