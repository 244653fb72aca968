import type { Migration } from "kysely/migration";
import * as first from "./001-first.ts";
import * as keys from "./002-keys.ts";
import * as conversation from "./003-conversation.ts";
import * as files from "./004-files.ts";
import * as reservations from "./005-reservations.ts";
import * as webhooks from "./006-webhooks.ts";
import * as delivery from "./007-delivery.ts";
import * as processes from "./008-processes.ts";
import * as alerts from "./009-alerts.ts";
import * as connectLinks from "./010-connect-links.ts";
import * as whatsappAccount from "./011-whatsapp-account.ts";
import * as consent from "./012-consent.ts";
import * as writeBacks from "./013-write-backs.ts";

/** In the order in which they run; a name is never reused. */
export const migrations: Record<string, Migration> = {
  "001-first": first,
  "002-keys": keys,
  "003-conversation": conversation,
  "004-files": files,
  "005-reservations": reservations,
  "006-webhooks": webhooks,
  "007-delivery": delivery,
  "008-processes": processes,
  "009-alerts": alerts,
  "010-connect-links": connectLinks,
  "011-whatsapp-account": whatsappAccount,
  "012-consent": consent,
  "013-write-backs": writeBacks,
};
