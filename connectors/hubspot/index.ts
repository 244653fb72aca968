/**
 * The HubSpot connector: what it is, what it can do, and the door to all calls of one account.
 *
 * Tokens, base URLs and the time-out are handed in; refreshing tokens, limits and retries belong to the caller. Every
 * failure is an `OutsideError` (`errors.ts` sorts them).
 */
import { type ClientOptions, createClient } from "./client.ts";
import { type Communications, communicationCalls } from "./communications.ts";
import { type ContactOwners, contactOwnerCalls } from "./contact-owners.ts";
import { type Contact, type Contacts, contactCalls, readContacts } from "./contacts.ts";
import { type CustomRecords, customRecordCalls } from "./custom-records.ts";
import { type NewFile, uploadFile } from "./files.ts";
import { type FormPage, getForm, listForms } from "./forms.ts";
import { type ContactList, getList, listsOfContact, membersOfList, searchLists } from "./lists.ts";
import { type Meetings, meetingCalls } from "./meetings.ts";
import { createNote, findNote, type NewNote, type Note, updateNote } from "./notes.ts";
import {
  type ContactProperty,
  type EnsuredProperties,
  ensureContactProperties,
  listPropertyNames,
} from "./properties.ts";
import { listWritableProperties, optionsOfProperty, type WritableProperty } from "./property-list.ts";
import { type Removable, removeObject } from "./removals.ts";
import { listSubmissions, type NewSubmission, type SubmissionPage, submitForm } from "./submissions.ts";
import { assignTask, createTask, findTasks, type NewTask, type Task } from "./tasks.ts";
import { contactsOfTicket } from "./tickets.ts";
import { accountSchema, type HubSpotFormDefinition } from "./types.ts";
import { type Users, userCalls } from "./users.ts";
import { type CallbackOutputs, completeCallback } from "./workflow-callbacks.ts";

/** What this connector is and can do; settings screens and the command line read it. */
export const hubspot = {
  id: "hubspot",
  label: "HubSpot",
  can: {
    readsForms: "supported",
    noticesChanges: "supported",
    writesSubmissions: "supported",
    listsAudiences: "no",
    books: "supported",
  },
} as const;

export interface HubSpotOptions extends ClientOptions {
  /** Called before every request, so that it may refresh ahead of expiry. */
  readonly accessToken: () => Promise<string>;
  /** `https://api.hsforms.com`; another host where an account needs a regional one. */
  readonly formsBase: string;
  readonly portalId: string;
}

export interface Account {
  readonly portalId: string;
  /** `STANDARD`, `DEVELOPER_TEST`, `SANDBOX`, `APP_DEVELOPER` */
  readonly accountType: string;
  /** Host of links into this account, such as `app-eu1.hubspot.com`. */
  readonly uiDomain: string;
  readonly dataHostingLocation: string;
  readonly timeZone: string;
}

export interface HubSpot {
  account(): Promise<Account>;
  listForms(page?: { after?: string; limit?: number }): Promise<FormPage>;
  getForm(formId: string): Promise<HubSpotFormDefinition>;
  readonly contacts: Contacts;
  /** At most 100 at a time; those that are not there any more, or were merged into another, are left out. */
  readContacts(ids: readonly string[], more?: readonly string[]): Promise<Contact[]>;
  readonly contactOwners: ContactOwners;
  /** Those who use the account. */
  readonly users: Users;
  ensureContactProperties(list: readonly ContactProperty[]): Promise<EnsuredProperties>;
  submitForm(submission: NewSubmission): Promise<void>;
  listSubmissions(formId: string, page?: { limit?: number; after?: string }): Promise<SubmissionPage>;
  /** Returns the task's id. */
  createTask(task: NewTask): Promise<string>;
  findTasks(contactId: string): Promise<Task[]>;
  /** False where the task is not there any more. */
  assignTask(taskId: string, ownerId: string | undefined): Promise<boolean>;
  /** Returns the note's id. */
  createNote(note: NewNote): Promise<string>;
  /** False where the note is not there any more. */
  updateNote(noteId: string, body: string): Promise<boolean>;
  /** The newest note of this contact whose text passes. */
  findNote(contactId: string, passes: (body: string) => boolean): Promise<Note | undefined>;
  /** Returns the file's id. Needs the scope `files`. */
  uploadFile(file: NewFile): Promise<string>;
  /** WhatsApp messages on a contact's timeline. */
  readonly communications: Communications;
  /** For good, as far as HubSpot lets an app; what is not there any more is no error. */
  remove(object: Removable, id: string): Promise<void>;
  readonly customRecords: CustomRecords;
  /** Scheduling pages. Needs the scope `scheduler.meetings.meeting-link.read`. */
  readonly meetings: Meetings;
  /** Ids of the lists that this contact is in. Needs the scope `crm.lists.read`. */
  listsOfContact(contactId: string): Promise<string[]>;
  /** Contact lists whose name holds the words; 100 at most. */
  searchLists(query: string): Promise<ContactList[]>;
  /** @throws HubSpotError for which `isNotFound` holds */
  getList(listId: string): Promise<ContactList & { readonly ofContacts: boolean }>;
  /** 250 contacts of a list at a time, by ascending id. */
  membersOfList(
    listId: string,
    after: string | undefined,
  ): Promise<{ readonly contactIds: string[]; readonly after?: string }>;
  /** Ids of the contacts of a ticket. Needs the scope `tickets`. */
  contactsOfTicket(ticketId: string): Promise<string[]>;
  contactPropertyNames(): Promise<ReadonlySet<string>>;
  /** What answers may be written into. @param objectType `contacts`, or the type id of a custom object */
  writableProperties(objectType: string): Promise<WritableProperty[]>;
  /** The values of a contact property in the order in which the account shows them. */
  contactOptions(name: string): Promise<string[]>;
  /** Lets a waiting workflow go on; false when it does not wait any more. */
  completeCallback(callbackId: string, outputs: CallbackOutputs): Promise<boolean>;
}

/** All calls to one HubSpot account. */
export function createHubSpot(options: HubSpotOptions): HubSpot {
  const client = createClient(options);
  return {
    async account() {
      const path = "/account-info/2026-03/details";
      const answer = await client.call({ method: "GET", path, answer: accountSchema });
      const { portalId, accountType, uiDomain, dataHostingLocation, timeZone } = answer;
      return { portalId: String(portalId), accountType, uiDomain, dataHostingLocation, timeZone };
    },
    listForms: (page) => listForms(client, page),
    getForm: (formId) => getForm(client, formId),
    contacts: contactCalls(client),
    readContacts: (ids, more = []) => readContacts(client, ids, more),
    contactOwners: contactOwnerCalls(client),
    users: userCalls(client),
    ensureContactProperties: (list) => ensureContactProperties(client, list),
    submitForm: (submission) => submitForm(client, options, submission),
    listSubmissions: (formId, page) => listSubmissions(client, formId, page),
    createTask: (task) => createTask(client, task),
    findTasks: (contactId) => findTasks(client, contactId),
    assignTask: (taskId, ownerId) => assignTask(client, taskId, ownerId),
    createNote: (note) => createNote(client, note),
    updateNote: (noteId, body) => updateNote(client, noteId, body),
    findNote: (contactId, passes) => findNote(client, contactId, passes),
    uploadFile: (file) => uploadFile(client, file),
    communications: communicationCalls(client),
    remove: (object, id) => removeObject(client, object, id),
    customRecords: customRecordCalls(client),
    meetings: meetingCalls(client),
    listsOfContact: (contactId) => listsOfContact(client, contactId),
    searchLists: (query) => searchLists(client, query),
    getList: (listId) => getList(client, listId),
    membersOfList: (listId, after) => membersOfList(client, listId, after),
    contactsOfTicket: (ticketId) => contactsOfTicket(client, ticketId),
    contactPropertyNames: () => listPropertyNames(client),
    writableProperties: (objectType) => listWritableProperties(client, objectType),
    contactOptions: (name) => optionsOfProperty(client, "contacts", name),
    completeCallback: (callbackId, outputs) => completeCallback(client, callbackId, outputs),
  };
}

export { formFromHubSpot } from "./adapter.ts";
export type { CallKind } from "./client.ts";
export type { Communications, NewCommunication } from "./communications.ts";
export type { ContactOwners, OwnedContact } from "./contact-owners.ts";
export type { Contact, Contacts } from "./contacts.ts";
export { toCandidate } from "./contacts.ts";
export type { CustomRecord, CustomRecords, RecordKey } from "./custom-records.ts";
export {
  existingIdOf,
  HubSpotError,
  isConflict,
  isDisconnected,
  isInvalid,
  isMissingProperty,
  isNotFound,
} from "./errors.ts";
export { formFields } from "./form-fields.ts";
export type { FormPage, FormSummary } from "./forms.ts";
export { formConsent } from "./legal.ts";
export type { ContactList } from "./lists.ts";
export type { Meetings, MeetingTime, NewMeeting } from "./meetings.ts";
export type { NewNote, Note } from "./notes.ts";
export type { AuthorizeRequest, HubSpotOAuth, OAuthOptions, TokenInfo, Tokens } from "./oauth.ts";
export { createHubSpotOAuth } from "./oauth.ts";
export type { HubSpotProblem } from "./problem.ts";
export type { ContactProperty, EnsuredProperties, PropertyOutcome } from "./properties.ts";
export { propertyGroup, waIdDefinition, waIdProperty } from "./properties.ts";
export type { CustomObject, CustomObjectProperty, HubSpotSetup, NewCustomObject } from "./setup.ts";
export { createHubSpotSetup } from "./setup.ts";
export type {
  CallerCheck,
  CallSignature,
  SignatureCheck,
  SignatureRefusal,
  SignatureRules,
  SignedRequest,
} from "./signature.ts";
export { verifyCall, verifyCaller, verifySignature } from "./signature.ts";
export type { FormConsent, ListedSubmission, NewSubmission, SubmissionPage, SubmittedField } from "./submissions.ts";
export type { NewTask, Task } from "./tasks.ts";
export type { HubSpotFormDefinition } from "./types.ts";
export type { HubSpotUser, Team, Users } from "./users.ts";
export type { HubSpotEvent, HubSpotTold } from "./webhooks.ts";
export { hubspotToldSchema, readHubSpotEvents } from "./webhooks.ts";
export type {
  ActionAnswer,
  ActionOption,
  ActionRequest,
  OptionsAnswer,
  OptionsRequest,
} from "./workflow-actions.ts";
export { actionRequestSchema, optionsRequestSchema } from "./workflow-actions.ts";
export type { CallbackOutputs } from "./workflow-callbacks.ts";
