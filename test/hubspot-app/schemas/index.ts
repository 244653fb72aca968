/**
 * By the names that HubSpot's parser uses, the schemas of every component that this project may have on its platform
 * version. What is not listed, such as `CRM_BULK_ACTION` (HubSpot reference 1.12), the parser calls unsupported.
 */
import { applicationSchema } from "./application.ts";
import { cardSchema } from "./card.ts";
import { pageSchema } from "./page.ts";
import { settingsSchema } from "./settings.ts";
import { webhooksSchema } from "./webhooks.ts";
import { workflowActionSchema } from "./workflow-action.ts";

export const componentSchemas = {
  APPLICATION: applicationSchema,
  CARD: cardSchema,
  PAGE: pageSchema,
  SETTINGS: settingsSchema,
  WEBHOOKS: webhooksSchema,
  WORKFLOW_ACTION: workflowActionSchema,
};
