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
