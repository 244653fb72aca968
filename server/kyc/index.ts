/** KYC: where identity checks are kept, what a card shows of them, and the links that open their documents. */
export { type KycCheckSeen, type KycDocument, kycOf } from "./checks.ts";
export { type MintedDocumentLink, mintDocumentLink, type WantedDocument } from "./document-link.ts";
export { chooseStorage, type KycChoice, kycChoiceSchema, shownStorage } from "./settings.ts";
export { type KycStorage, kycStorage } from "./storage.ts";
