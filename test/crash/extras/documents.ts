/**
 * A report with a photo, which goes into the vault, and from there onto a note of the contact in HubSpot; and with a bank
 * account, which WhatsApp's policy keeps out of the Flow: a link to our own page asks for it.
 */
import type { PickedFile } from "../../../phone/index.ts";
import type { Extra } from "./types.ts";

const definition = {
  id: "Cla1ms",
  title: "Report a damage",
  fields: [
    { id: "f1", ref: "first", title: "First name", type: "short_text", validations: { required: true } },
    { id: "f2", ref: "photo", title: "A photo of the damage", type: "file_upload", validations: { required: true } },
    { id: "f3", ref: "iban", title: "Your IBAN", type: "short_text", validations: { required: true } },
  ],
};
const edits = { version: 1, edits: [{ kind: "policy", field: "iban", choice: "secure_page" }] };
const link = /https?:\/\/\S+\/secure\/\S+/;
const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46];
const bytes = Uint8Array.from([...jpeg, ...Buffer.from("A dent. ".repeat(500))]);
const photo: PickedFile = { name: "dent.jpg", type: "image/jpeg", bytes };

export const documents: Extra = {
  connect: async () => ({ source: { tool: "typeform", definition }, edits }),
  answers: (_phone, _customer, mark) => ({ first: mark, photo: [photo] }),
  stands: ({ hubspot, whatsapp }, { portalId }, filled) => {
    const wrong: string[] = [];
    const links = new Map<string, number>();
    for (const { waId, text } of whatsapp.state.sent.values())
      if (link.test(text ?? "")) links.set(waId, (links.get(waId) ?? 0) + 1);
    let linksMissing = 0;
    const portal = hubspot.portal(portalId);
    const files = [...portal.files.values()];
    if (new Set(files.map(({ name }) => name)).size !== files.length) wrong.push("HubSpot: a photo stands there twice");
    const cut = files.filter((file) => file.bytes !== bytes.length).length;
    if (cut > 0) wrong.push(`HubSpot: ${cut} photos are not whole`);
    const attached = new Map(
      portal.records.notes.list().map(({ id, properties }) => [id, properties["hs_attachment_ids"]]),
    );
    const contacts = new Map(portal.contacts.list().map(({ id, properties }) => [properties["flowella_wa_id"], id]));
    for (const { customer, handedIn } of filled) {
      const times = handedIn.filter(({ form }) => form === "extra");
      const accepted = times.filter((each) => each.accepted).length;
      const asked = links.get(customer.waId) ?? 0;
      if (asked > times.length) wrong.push(`${customer.name}, bank account: it was asked for ${asked} times`);
      linksMissing += Math.max(0, accepted - asked);
      const id = contacts.get(customer.waId);
      if (id === undefined) continue;
      const theirs = portal.associations.of({ kind: "contacts", id }, "notes").filter((note) => attached.get(note.id));
      if (theirs.length < accepted || theirs.length > times.length)
        wrong.push(`${customer.name}, photo: ${theirs.length} notes carry one, ${accepted} were accepted`);
    }
    return { count: files.length, messagesMissing: 0, linksMissing, wrong };
  },
};
