/** What leads customers to an entry: QR codes on paper, a link, a button on a website. */
import { toString as toText } from "qrcode";
import { RefusedInput } from "../../core/errors.ts";
import { wordsFor } from "../../core/texts/index.ts";
import type { EntryShare } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { buttonHtml } from "./button.ts";
import { labelSvg } from "./label.ts";
import { qrPng } from "./qr-png.ts";
import { entryRow } from "./rows.ts";
import { faceOf } from "./shown.ts";

/** Four modules of white around it are the standard's. `M` still reads with 15 per cent of it gone. */
const look = { margin: 4, errorCorrectionLevel: "M" } as const;

/** @throws RefusedInput where there is no such entry, or no number that it could lead to */
export async function shareOf(context: Context, portalId: string, entryId: string): Promise<EntryShare> {
  const row = await entryRow(context, portalId, entryId);
  if (!row) throw new RefusedInput("entry.unknown", "There is no such entry.");
  const { link, number, text, code, language, name } = await faceOf(context, portalId, row);
  if (link === undefined || number === undefined) {
    throw new RefusedInput("whatsapp.not_connected", "No WhatsApp number can send this Flow. Connect one first.");
  }
  const words = wordsFor(language).entry;
  const svg = (await toText(link, { ...look, type: "svg" })).trim();
  return {
    kind: "ready",
    link,
    text,
    number,
    png: `data:image/png;base64,${qrPng(link, 1_024).toString("base64")}`,
    svg,
    label: labelSvg({ qr: svg, invite: words.invite, scan: words.scan, number, code, name, language }),
    button: buttonHtml({ link, says: words.invite, language }),
  };
}
