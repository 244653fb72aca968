/** What cannot be done through 360dialog, and what to do in its place (WhatsApp reference 5.18, unverified parts). */
import type { Cannot } from "./route.ts";

const managing = "Managing Flows";

/** Without partner credentials, or for an account that is not under that partner. */
export const notAsPartner: Cannot = {
  kind: "cannot",
  what: "manage-flows",
  title: managing,
  says: "360dialog lets only its partners make Flows, so Flowella cannot make or change them here.",
  instead:
    "Publishing a form gives you its Flow JSON and says what to enter in WhatsApp Manager; afterwards tell Flowella the Flow's id.",
};

export const limits = {
  release: {
    kind: "cannot",
    what: "release-flows",
    title: "Releasing Flows",
    says: "Flowella makes the Flow as a draft, but whether 360dialog can release it is not documented.",
    instead: "Open WhatsApp Manager > Account tools > Flows, publish the draft there, and publish the form again here.",
  },
  editTemplates: {
    kind: "cannot",
    what: "edit-templates",
    title: "Editing message templates",
    says: "Templates are handed in and followed through 360dialog, but not changed.",
    instead: "Change a text in WhatsApp Manager > Message templates, or hand in another template.",
  },
  facts: {
    kind: "cannot",
    what: "read-facts",
    title: "Business, payment, display name, limits",
    says: "360dialog does not tell Flowella how these stand.",
    instead: "Look into 360dialog's hub, or into WhatsApp Manager.",
  },
  register: {
    kind: "cannot",
    what: "register",
    title: "Registering the number",
    says: "360dialog registers the number, not Flowella.",
    instead: "Do it in 360dialog's hub.",
  },
  signature: {
    kind: "cannot",
    what: "check-signature",
    title: "Who signs what customers fill in",
    says: "360dialog's Meta app signs it, with a secret that only 360dialog has. Flowella goes by the encryption, the secret address of each Flow and the token of each message.",
    instead: "To have the signature checked as well, connect the account with a Meta app of your own.",
  },
} as const satisfies Record<string, Cannot>;
