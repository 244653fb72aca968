/** What the stand-in starts with. The default world has one of everything, with the reference's example ids. */
import { MANAGEMENT, MESSAGING } from "./access.ts";
import type { State } from "./state.ts";

export interface WorldOptions {
  /** What customers see of the default account; "Sandbox business" by default. */
  readonly businessName?: string;
  /** Apps that may offer Embedded Signup: configuration id to app id. */
  readonly signupConfigurations?: Readonly<Record<string, string>>;
  readonly apps?: readonly { readonly id: string; readonly secret: string; readonly name?: string }[];
  readonly accounts?: readonly {
    readonly id: string;
    readonly name?: string;
    readonly numbers: readonly {
      readonly id: string;
      readonly displayNumber: string;
      readonly verifiedName?: string;
    }[];
  }[];
  readonly tokens?: readonly {
    readonly token: string;
    readonly appId: string;
    readonly accountIds: readonly string[];
    readonly scopes?: readonly string[];
    /** Seconds since 1970; 0, the default, never expires. */
    readonly expiresAt?: number;
  }[];
}

export const DEFAULT_WORLD = {
  appId: "90001",
  appSecret: "sandbox-app-secret",
  accountId: "204000000000001",
  phoneNumberId: "106000000000001",
  displayNumber: "+34 911 00 00 00",
  token: "sandbox-system-user-token",
  /** The operator's own app: a Tech Provider that offers Embedded Signup. */
  operatorAppId: "90100",
  operatorAppSecret: "sandbox-operator-app-secret",
  signupConfigurationId: "700000000000001",
  /** A system user's token of the operator's own business, which sees none of the customers' accounts. */
  operatorToken: "sandbox-operator-system-user-token",
  operatorBusinessId: "550000000000001",
} as const;

export function fillWorld(state: State, options: WorldOptions): void {
  const {
    businessName = "Sandbox business",
    apps = [
      { id: DEFAULT_WORLD.appId, secret: DEFAULT_WORLD.appSecret },
      { id: DEFAULT_WORLD.operatorAppId, secret: DEFAULT_WORLD.operatorAppSecret, name: "Operator's app" },
    ],
    signupConfigurations = { [DEFAULT_WORLD.signupConfigurationId]: DEFAULT_WORLD.operatorAppId },
    accounts = [
      {
        id: DEFAULT_WORLD.accountId,
        numbers: [{ id: DEFAULT_WORLD.phoneNumberId, displayNumber: DEFAULT_WORLD.displayNumber }],
      },
    ],
    tokens = [
      { token: DEFAULT_WORLD.token, appId: DEFAULT_WORLD.appId, accountIds: [DEFAULT_WORLD.accountId] },
      { token: DEFAULT_WORLD.operatorToken, appId: DEFAULT_WORLD.operatorAppId, accountIds: [] },
    ],
  } = options;
  for (const [id, appId] of Object.entries(signupConfigurations)) state.signupConfigurations.set(id, appId);
  for (const { id, secret, name = "Sandbox app" } of apps) state.apps.set(id, { id, secret, name });
  for (const { id, name = businessName, numbers } of accounts) {
    state.accounts.set(id, { id, name, businessVerification: "VERIFIED", subscribedApps: new Map() });
    for (const number of numbers)
      state.numbers.set(number.id, {
        id: number.id,
        accountId: id,
        displayNumber: number.displayNumber,
        verifiedName: number.verifiedName ?? name,
        status: "CONNECTED",
        signatureStatus: "VALID",
      });
  }
  for (const { token, appId, accountIds, scopes = [MANAGEMENT, MESSAGING], expiresAt = 0 } of tokens)
    state.tokens.set(token, { token, appId, accountIds, scopes, expiresAt, valid: true });
}
