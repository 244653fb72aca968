/** "Own and team's contacts only": whether a user may ask about somebody, by who owns the contact in HubSpot. */
import type { OwnedContact } from "../../connectors/hubspot/index.ts";
import { OutsideError } from "../../core/errors.ts";
import {
  anotherOwner,
  contactGone,
  contactMerged,
  contactUnknown,
  isBound,
  maySeeContact,
  ownerUnread,
} from "../../core/rights/index.ts";
import type { Context } from "../context.ts";
import { codeOf } from "../telemetry/code.ts";
import type { Access } from "./access.ts";
import { contactsOf, type Subject, subjectsOf } from "./subjects.ts";
import type { UserParts } from "./users.ts";

export interface ContactRule {
  /** Why this user may not ask that, in words; undefined where nothing speaks against it. */
  refusal(access: Access, portalId: string, asked: unknown): Promise<string | undefined>;
  /** Of these contacts, those that the user may see. @throws OutsideError where HubSpot cannot be asked */
  contacts(access: Access, portalId: string, contactIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Of these submissions, those of people whom the user may see. @throws as `contacts` */
  submissions(access: Access, portalId: string, submissionIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** HubSpot reads so many contacts at once. */
const most = 100;

export function contactRule({ context, hubspot }: UserParts): ContactRule {
  const whyNot = async (access: Access, portalId: string, { named, contactIds }: Subject) => {
    const { contactOwners } = hubspot.of(portalId);
    let why: string = contactUnknown;
    for (const id of contactIds) {
      const contact = await contactOwners.of(id);
      if (!contact) why = contactGone;
      else if (named && contact.id !== id) why = contactMerged;
      else if (maySeeContact(access.user, access.settings, contact)) return undefined;
      else why = anotherOwner;
    }
    return why;
  };

  const among = async (access: Access, portalId: string, contactIds: readonly string[]) => {
    if (!isBound(access.settings, access.rights)) return new Set(contactIds);
    const owned: OwnedContact[] = [];
    for (let from = 0; from < contactIds.length; from += most) {
      owned.push(...(await hubspot.of(portalId).contactOwners.ofMany(contactIds.slice(from, from + most))));
    }
    const seen = owned.filter((contact) => maySeeContact(access.user, access.settings, contact));
    return new Set(seen.map(({ id }) => id));
  };

  return {
    refusal: async (access, portalId, asked) => {
      if (!isBound(access.settings, access.rights)) return undefined;
      try {
        for (const subject of await subjectsOf(context, portalId, asked)) {
          const why = await whyNot(access, portalId, subject);
          if (why !== undefined) return why;
        }
        return undefined;
      } catch (error) {
        if (!(error instanceof OutsideError)) throw error;
        context.log.warn("rights.owner_unread", { portal: portalId, code: codeOf(error) });
        return ownerUnread;
      }
    },
    contacts: among,
    submissions: async (access, portalId, submissionIds) => {
      if (!isBound(access.settings, access.rights) || submissionIds.length === 0) return new Set(submissionIds);
      const people = await peopleBehind(context, portalId, submissionIds);
      const contacts = new Map<string, readonly string[]>();
      for (const personId of new Set(people.values())) {
        contacts.set(personId, await contactsOf(context, portalId, personId));
      }
      const seen = await among(access, portalId, [...new Set([...contacts.values()].flat())]);
      const isSeen = (personId: string) => contacts.get(personId)?.some((id) => seen.has(id)) ?? false;
      return new Set([...people].filter(([, personId]) => isSeen(personId)).map(([id]) => id));
    },
  };
}

/** @returns persons by their submissions */
async function peopleBehind({ store }: Context, portalId: string, submissionIds: readonly string[]) {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("submissions").select(["id", "person_id"]);
  const rows = await tenant.all(query.where("id", "in", [...submissionIds]));
  return new Map(rows.map(({ id, person_id }) => [id, person_id]));
}
