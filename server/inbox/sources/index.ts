/** Every source by its name: a new one is a name in `store/schema.ts`, a file here and a line below. */
import type { Handlers } from "../types.ts";
import { handleWhatsApp } from "./whatsapp.ts";

export const handlers: Handlers = {
  whatsapp: handleWhatsApp,
};
