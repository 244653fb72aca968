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
    listsOfContact: unexpected,
    contactPropertyNames: unexpected,
    completeCallback: unexpected,
    ...answered,
  };
}

/** The same HubSpot whoever asks for it; its tokens never end. */
export function accessTo(hubspotOf: (portalId: string) => HubSpot): HubSpotAccess {
  return {
    of: hubspotOf,
    inTurn: hubspotOf,
    withToken: hubspotOf,
    renew: () => Promise.resolve(),
    get oauth(): never {
      throw new Error("Nobody installs here.");
    },
  };
}
