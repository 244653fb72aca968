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
import * as formChanges from "./014-form-changes.ts";
import * as pipedrive from "./015-pipedrive.ts";
import * as secureQuestions from "./016-secure-questions.ts";
import * as whatsappRoute from "./017-whatsapp-route.ts";
import * as workflowExecutions from "./018-workflow-executions.ts";
import * as pageActions from "./019-page-actions.ts";
import * as quotas from "./020-quotas.ts";
import * as signupArrivals from "./021-signup-arrivals.ts";
import * as rights from "./022-rights.ts";
import * as documentLinks from "./023-document-links.ts";
import * as messages from "./024-messages.ts";
import * as phoneTests from "./025-phone-tests.ts";
import * as codes from "./027-codes.ts";
import * as bookings from "./028-bookings.ts";
import * as reminders from "./029-reminders.ts";
import * as broadcasts from "./030-broadcasts.ts";
import * as rescue from "./031-rescue.ts";
import * as entries from "./032-entries.ts";
import * as insight from "./033-insight.ts";
import * as retention from "./034-retention.ts";
import * as erasures from "./035-erasures.ts";
import * as auditChain from "./036-audit-chain.ts";
import * as alertSubjects from "./037-alert-subjects.ts";
import * as inboxOrder from "./038-inbox-order.ts";
import * as requestIds from "./039-request-ids.ts";
import * as sendsBySource from "./040-sends-by-source.ts";
import * as retentionLooks from "./041-retention-looks.ts";
import * as rowsOfAPerson from "./042-rows-of-a-person.ts";
import * as optInDays from "./043-opt-in-days.ts";
import * as inboxTurns from "./044-inbox-turns.ts";
import * as foundByIndex from "./045-found-by-index.ts";

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
  "014-form-changes": formChanges,
  "015-pipedrive": pipedrive,
  "016-secure-questions": secureQuestions,
  "017-whatsapp-route": whatsappRoute,
  "018-workflow-executions": workflowExecutions,
  "019-page-actions": pageActions,
  "020-quotas": quotas,
  "021-signup-arrivals": signupArrivals,
  "022-rights": rights,
  "023-document-links": documentLinks,
  "024-messages": messages,
  "025-phone-tests": phoneTests,
  "027-codes": codes,
  "028-bookings": bookings,
  "029-reminders": reminders,
  "030-broadcasts": broadcasts,
  "031-rescue": rescue,
  "032-entries": entries,
  "033-insight": insight,
  "034-retention": retention,
  "035-erasures": erasures,
  "036-audit-chain": auditChain,
  "037-alert-subjects": alertSubjects,
  "038-inbox-order": inboxOrder,
  "039-request-ids": requestIds,
  "040-sends-by-source": sendsBySource,
  "041-retention-looks": retentionLooks,
  "042-rows-of-a-person": rowsOfAPerson,
  "043-opt-in-days": optInDays,
  "044-inbox-turns": inboxTurns,
  "045-found-by-index": foundByIndex,
};
