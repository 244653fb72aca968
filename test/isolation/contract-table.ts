/** What each call of the contract needs, and what a repeated request of it does. A call that is not here fails the tests. */
import type { Right } from "../../core/rights/index.ts";

/**
 * `needs`: the right, `any` role at all, one of several, or none of it (`depends`: on what is asked).
 * `again`: `question` changes nothing; `keyed` carries an idempotency key; otherwise why it may be repeated without one.
 */
export interface Rule {
  readonly needs: "any" | "depends" | readonly Right[];
  readonly again: "question" | "keyed" | `because ${string}`;
}

const asks = (...needs: readonly Right[]): Rule => ({ needs: needs.length > 0 ? needs : "any", again: "question" });
const presses = (...needs: readonly Right[]): Rule => ({ needs, again: "keyed" });
const aSealedLink = "because nothing is written before somebody comes back with the sealed link";

export const rules: Readonly<Record<string, Rule>> = {
  broadcastLists: asks("broadcast"),
  broadcasts: asks("broadcast"),
  broadcastMake: presses("broadcast"),
  broadcastShow: asks("broadcast"),
  broadcastPress: presses("broadcast"),
  broadcastRecipients: asks("broadcast"),
  broadcastPricesCall: {
    needs: "depends",
    again: "because a price table that is saved twice is the same price table",
  },
  contactCard: asks(),
  sendFlow: presses("send"),
  cancelHeld: { needs: ["send"], again: "because a send that was taken back is taken back: the same answer again" },
  cardPreview: presses("send"),
  cardRecord: asks(),
  cardReplay: presses("see-answers"),
  cardReveal: { needs: ["see-identity"], again: "because each showing stands on the audit trail, and none is kept" },
  cardDocumentLink: { needs: ["see-identity"], again: "because one more link that nobody opens is over in minutes" },
  cardConversation: asks("send", "see-answers"),
  cardAnswer: presses("send"),
  cardTicket: asks(),
  connectLink: { needs: "depends", again: "because one more link that nobody opens is over in ten minutes" },
  pageStart: asks(),
  pageAskConsent: presses("admin"),
  pageForms: asks("publish"),
  pageConnectTool: { needs: ["admin"], again: aSealedLink },
  pageTemplates: asks("publish"),
  pageReport: asks("publish"),
  pagePreview: presses("publish"),
  pagePhoneTest: presses("publish"),
  pagePhoneTestState: asks("publish"),
  pageEntries: asks("publish"),
  pageEntrySave: presses("publish"),
  pageEntryShare: asks("publish"),
  pageEntryFiles: asks("publish"),
  pageUnreached: asks("send"),
  pageEdits: asks("publish"),
  pageEdit: presses("publish"),
  pageMapping: asks("publish"),
  pageMappingTry: asks("publish"),
  pageMappingSave: presses("publish"),
  pagePublish: presses("publish"),
  pageFlows: asks(),
  pageFlow: asks(),
  pageDismiss: presses("publish"),
  pageRollBack: presses("publish"),
  pageHold: presses("publish"),
  pageResults: asks("see-answers"),
  pageRescue: asks("see-answers"),
  pageReplay: presses("see-answers"),
  settingsConnections: asks("admin"),
  settingsConnectTool: { needs: ["admin"], again: aSealedLink },
  settingsDisconnect: presses("admin"),
  settingsNumbers: asks("admin"),
  settingsSender: presses("admin"),
  settingsGeneral: asks("admin"),
  settingsSaveGeneral: presses("admin"),
  settingsConsent: asks("admin"),
  settingsSaveConsent: presses("admin"),
  settingsIdentity: asks("admin"),
  settingsSaveIdentity: presses("admin"),
  settingsRescue: asks("admin"),
  settingsSaveRescue: presses("admin"),
  settingsReadyAnswers: asks("admin"),
  settingsSaveReadyAnswers: presses("admin"),
  settingsRoles: asks("admin"),
  settingsSaveRoles: presses("admin"),
  settingsAlerts: asks("admin"),
  settingsSaveAlerts: presses("admin"),
  settingsAlertWebhook: presses("admin"),
  settingsAlertSwitch: presses("admin"),
  settingsWebhooks: asks("admin"),
  settingsWebhookSecret: presses("admin"),
  settingsWebhookSwitch: presses("admin"),
  settingsWebhookTest: presses("admin"),
};
