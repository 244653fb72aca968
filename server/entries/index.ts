/**
 * Ways in: QR codes, wa.me links, website buttons, keywords and click-to-WhatsApp ads. All of them end in a message that the
 * customer sends; what it asks for is decided by core/entries, and the Flow is the answer to it.
 */
export { type Attribution, attributionOf } from "./attribution.ts";
export { type Entered, enteredBy } from "./inbound.ts";
export { saveEntry } from "./save.ts";
export { entryFlowWork } from "./send.ts";
export { shareOf } from "./share.ts";
export { entriesOf } from "./shown.ts";
