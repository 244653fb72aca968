/** HubSpot as the tests and benchmarks of deliveries need it: some calls answered, any other one a mistake. */
import type { HubSpot } from "../../connectors/hubspot/index.ts";
import type { HubSpotAccess } from "../../server/portals/hubspot.ts";

export function fakeHubSpot(answered: Pick<HubSpot, "contacts"> & Partial<HubSpot>): HubSpot {
  const unexpected = () => Promise.reject(new Error("No step here calls that."));
  return {
    account: unexpected,
    listForms: unexpected,
    getForm: unexpected,
    ensureContactProperties: unexpected,
    submitForm: unexpected,
    listSubmissions: unexpected,
    createTask: unexpected,
    findTasks: unexpected,
    assignTask: unexpected,
    createNote: unexpected,
    updateNote: unexpected,
    findNote: unexpected,
    contactOwners: { of: unexpected, ofMany: unexpected },
    users: { get: unexpected, ownerId: unexpected, owners: unexpected, teams: unexpected },
    customRecords: { find: unexpected, put: unexpected, connectToContact: unexpected },
    communications: { create: unexpected, update: unexpected, find: unexpected },
    meetings: { free: unexpected, book: unexpected, startsOf: unexpected },
    uploadFile: unexpected,
    remove: unexpected,
    readContacts: unexpected,
    listsOfContact: unexpected,
    searchLists: unexpected,
    getList: unexpected,
    membersOfList: unexpected,
    contactsOfTicket: unexpected,
    contactPropertyNames: unexpected,
    writableProperties: unexpected,
    contactOptions: unexpected,
    completeCallback: unexpected,
    ...answered,
  };
}

/** The same HubSpot whoever asks for it; its tokens never end. */
export function accessTo(hubspotOf: (portalId: string, mayCall?: () => void) => HubSpot): HubSpotAccess {
  return {
    of: (portalId) => hubspotOf(portalId),
    inTurn: hubspotOf,
    withToken: (portalId) => hubspotOf(portalId),
    renew: () => Promise.resolve(),
    get oauth(): never {
      throw new Error("Nobody installs here.");
    },
  };
}
