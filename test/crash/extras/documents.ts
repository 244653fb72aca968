/** A report with a photo, which goes into the vault, and from there onto a note of the contact in HubSpot. */
import type { PickedFile } from "../../../phone/index.ts";
import type { Extra } from "./types.ts";

const definition = {
  id: "Cla1ms",
  title: "Report a damage",
  fields: [
    { id: "f1", ref: "first", title: "First name", type: "short_text", validations: { required: true } },
    { id: "f2", ref: "photo", title: "A photo of the damage", type: "file_upload", validations: { required: true } },
  ],
};
const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46];
const bytes = Uint8Array.from([...jpeg, ...Buffer.from("A dent. ".repeat(500))]);
const photo: PickedFile = { name: "dent.jpg", type: "image/jpeg", bytes };

export const documents: Extra = {
  connect: async () => ({ tool: "typeform", definition }),
  answers: (_phone, _customer, mark) => ({ first: mark, photo: [photo] }),
  stands: ({ hubspot }, { portalId }, filled) => {
    const wrong: string[] = [];
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
      const id = contacts.get(customer.waId);
      if (id === undefined) continue;
      const theirs = portal.associations.of({ kind: "contacts", id }, "notes").filter((note) => attached.get(note.id));
      if (theirs.length < accepted || theirs.length > times.length)
        wrong.push(`${customer.name}, photo: ${theirs.length} notes carry one, ${accepted} were accepted`);
    }
    return { count: files.length, messagesMissing: 0, wrong };
  },
};
