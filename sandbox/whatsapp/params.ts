/** Request bodies: JSON, form-urlencoded or multipart (WhatsApp reference 5). */
import type { Request } from "express";
import type { z } from "zod";
import { rawBody } from "../stand-in.ts";
import { badParameter, GraphError } from "./graph-error.ts";

export interface UploadedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly text: string;
}

/** Named values of a body; JSON bodies keep their types, the form encodings give text and files. */
export type Params = Readonly<Record<string, unknown>>;

/** Reads the body, whatever its encoding. Throws code 100 for a body that is none of the three. */
export async function readParams(request: Request): Promise<Params> {
  const body = rawBody(request);
  if (body.length === 0) return {};
  const contentType = request.headers["content-type"] ?? "";
  if (contentType.startsWith("application/json")) return readJson(body.toString("utf8"));
  if (contentType.startsWith("application/x-www-form-urlencoded"))
    return Object.fromEntries(new URLSearchParams(body.toString("utf8")));
  if (contentType.startsWith("multipart/form-data")) return readMultipart(body, contentType);
  throw badParameter("The body must be JSON, form-urlencoded or multipart.");
}

function readJson(text: string): Params {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badParameter("The body is not valid JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw badParameter("The body must be a JSON object.");
  return Object.fromEntries(Object.entries(value));
}

async function readMultipart(body: Buffer, contentType: string): Promise<Params> {
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
  } catch {
    throw badParameter("The multipart body is malformed or cut off.");
  }
  const params: Record<string, unknown> = {};
  for (const [name, value] of form) params[name] = typeof value === "string" ? value : await readFile(value);
  return params;
}

async function readFile(file: File): Promise<UploadedFile> {
  return { name: file.name, type: file.type, bytes: file.size, text: await file.text() };
}

/** Parses parameters, or throws code 100 with the first problem's place. */
export function parseParams<T>(schema: z.ZodType<T>, params: unknown): T {
  const result = schema.safeParse(params);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue && issue.path.length > 0 ? `Param ${issue.path.join(".")}: ` : "";
  throw badParameter(`${where}${issue?.message ?? "not accepted"}`);
}

/** In form encodings a list is JSON text. */
export function listParam(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new GraphError(100, "(#100) A list parameter must be JSON");
  }
}
