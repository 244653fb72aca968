/** Files: uploading, and deleting for good (HubSpot reference 6.12). */
import type { Express, Request } from "express";
import { z } from "zod";
import { rawBody } from "../stand-in.ts";
import { iso } from "./clock.ts";
import { invalid, notFound } from "./errors.ts";
import { type Access, type Call, door } from "./http.ts";
import type { StoredFile } from "./portals.ts";
import type { World } from "./world.ts";

const access: Access = { scopes: ["files", "files.write"] };
const base = "/files/2026-03/files";

const optionsSchema = z.object({
  access: z.enum([
    "PRIVATE",
    "PUBLIC_INDEXABLE",
    "PUBLIC_NOT_INDEXABLE",
    "HIDDEN_INDEXABLE",
    "HIDDEN_NOT_INDEXABLE",
    "HIDDEN_PRIVATE",
    "SENSITIVE",
    "HIDDEN_SENSITIVE",
  ]),
  ttl: z
    .string()
    .regex(/^P\d+[DWMY]$/)
    .optional(),
  overwrite: z.boolean().default(false),
});

const forms = new WeakMap<Request, FormData>();

export function addFileRoutes(app: Express, world: World): void {
  app.post(
    base,
    async (request, _response, next) => {
      const form = await formOf(request);
      if (form) forms.set(request, form);
      next();
    },
    door(world, access, (call) => ({ status: 201, body: upload(call, world.now()) })),
  );
  app.delete(
    `${base}/:fileId/gdpr-delete`,
    door(world, access, (call) => {
      if (!call.portal.files.delete(call.param("fileId"))) throw notFound();
      return { status: 204 };
    }),
  );
}

async function formOf(request: Request): Promise<FormData | undefined> {
  const type = request.get("content-type") ?? "";
  if (!type.startsWith("multipart/form-data")) return undefined;
  const response = new Response(new Uint8Array(rawBody(request)), { headers: { "content-type": type } });
  return response.formData().catch(() => undefined);
}

function upload({ request, portal }: Call, now: number) {
  const form = forms.get(request);
  const file = form?.get("file");
  if (!form || !file || typeof file === "string") throw invalid("The request needs a file, as multipart/form-data.");
  const folder = text(form, "folderPath");
  if ((folder === undefined) === (text(form, "folderId") === undefined))
    throw invalid("Exactly one of folderPath and folderId is needed.");
  const options = optionsSchema.safeParse(parsed(text(form, "options")));
  if (!options.success) throw invalid("The options are wrong.");
  const name = text(form, "fileName") ?? file.name;
  const same = [...portal.files.values()].find((other) => other.name === name && other.folder === folder);
  const kept: StoredFile = {
    id: options.data.overwrite && same ? same.id : portal.nextId(),
    name,
    folder: folder ?? "",
    type: file.type,
    bytes: file.size,
    access: options.data.access,
    ttl: options.data.ttl,
  };
  portal.files.set(kept.id, kept);
  const stamp = iso(now);
  const path = `${kept.folder}/${name}`;
  const { id, bytes: size } = kept;
  return { id, name, path, size, access: kept.access, archived: false, createdAt: stamp, updatedAt: stamp };
}

function text(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === "string" ? value : undefined;
}

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? "");
  } catch {
    return undefined;
  }
}
