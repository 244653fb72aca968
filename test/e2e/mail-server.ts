/** A mail server on loopback, for tests. */
export { type MailStandIn as MailServer, startMail as startMailServer } from "../../sandbox/mail/index.ts";
