import { readSecret } from "../input.ts";
import { askAndPrint, type ServerOptions } from "./operator.ts";

export interface ConnectOptions extends ServerOptions {
  readonly portal: string;
  readonly account: string;
  readonly number?: string;
  readonly app: string;
  readonly appSecretFile: string;
  readonly accessTokenFile: string;
}

/** `flowella connect whatsapp`: hands the pasted values to the server, which tries each of them. */
export async function connectWhatsAppCommand(options: ConnectOptions): Promise<void> {
  const values = {
    portalId: options.portal,
    wabaId: options.account,
    ...(options.number && { phoneNumberId: options.number }),
    appId: options.app,
    appSecret: await readSecret(options.appSecretFile),
    accessToken: await readSecret(options.accessTokenFile),
  };
  await askAndPrint("/operator/connect/whatsapp", values, options);
}

export interface Connect360dialogOptions extends ServerOptions {
  readonly portal: string;
  readonly account: string;
  readonly number: string;
  readonly apiKeyFile: string;
  readonly partnerAccount?: string;
  readonly takeOver?: boolean;
}

/** `flowella connect 360dialog`: hands the pasted values to the server, which tries each of them. */
export async function connect360dialogCommand(options: Connect360dialogOptions): Promise<void> {
  const values = {
    portalId: options.portal,
    wabaId: options.account,
    number: options.number,
    apiKey: await readSecret(options.apiKeyFile),
    ...(options.partnerAccount !== undefined && { partnerAccountId: options.partnerAccount }),
    takeOver: options.takeOver ?? false,
  };
  await askAndPrint("/operator/connect/360dialog", values, options);
}
