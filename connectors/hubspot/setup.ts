/** What the app makes in an account for itself, and leaving the account (HubSpot reference 4.3, 6.5, 6.6). */
import { z } from "zod";
import { type ClientOptions, createClient } from "./client.ts";
import {
  type ContactProperty,
  createBody,
  type PropertiesWanted,
  type PropertyOutcome,
  provisionProperties,
} from "./properties.ts";
import { customObjectListSchema, customObjectSchema } from "./types.ts";

export interface CustomObject {
  /** Such as `2-4711`. */
  readonly objectTypeId: string;
  readonly name: string;
  /** `p{portal}_{name}` */
  readonly fullyQualifiedName: string;
  /** Names of the properties that every record must have. */
  readonly requiredProperties: readonly string[];
  readonly properties: readonly CustomObjectProperty[];
  readonly associations: readonly { readonly fromObjectTypeId: string; readonly toObjectTypeId: string }[];
}

export interface CustomObjectProperty {
  readonly name: string;
  /** Such as `string`, `enumeration`, `datetime`. */
  readonly type: string;
  readonly hasUniqueValue?: boolean | undefined;
  readonly archived?: boolean | undefined;
  readonly options: readonly { readonly value: string }[];
}

export interface NewCustomObject {
  /** Letters, digits, underscores; can never be changed. */
  readonly name: string;
  readonly singular: string;
  readonly plural: string;
  readonly description: string;
  /** Shown as a record's name. */
  readonly primaryProperty: string;
  readonly properties: readonly ContactProperty[];
}

export interface HubSpotSetup {
  /** Makes what is missing. @throws OutsideError where not even looking works */
  provisionProperties(wanted: PropertiesWanted): Promise<PropertyOutcome[]>;
  /** Needs `crm.schemas.custom.read` or a custom object scope. */
  listCustomObjects(): Promise<CustomObject[]>;
  /** Associated with contacts. Needs `crm.schemas.custom.write`, and an Enterprise account. */
  createCustomObject(wanted: NewCustomObject): Promise<CustomObject>;
  /**
   * Removes the app from the account, with its cards, workflow actions and webhook subscriptions; HubSpot e-mails the
   * super admins.
   */
  uninstall(): Promise<void>;
}

const schemasPath = "/crm-object-schemas/2026-03/schemas";

export function createHubSpotSetup(options: ClientOptions): HubSpotSetup {
  const client = createClient(options);
  return {
    provisionProperties: (wanted) => provisionProperties(client, wanted),
    async listCustomObjects() {
      const { results } = await client.call({ method: "GET", path: schemasPath, answer: customObjectListSchema });
      return results.filter(({ archived }) => !archived);
    },
    createCustomObject: ({ name, singular, plural, description, primaryProperty, properties }) => {
      const json = {
        name,
        labels: { singular, plural },
        description,
        primaryDisplayProperty: primaryProperty,
        secondaryDisplayProperties: [],
        requiredProperties: [primaryProperty],
        searchableProperties: [primaryProperty],
        properties: properties.map((property) => createBody(property)),
        associatedObjects: ["0-1"],
        allowsSensitiveProperties: false,
        shouldCreateSameObjectAssociation: false,
      };
      return client.call({ method: "POST", path: schemasPath, json, answer: customObjectSchema });
    },
    async uninstall() {
      await client.call({ method: "DELETE", path: "/appinstalls/2026-03/external-install", answer: z.unknown() });
    },
  };
}
