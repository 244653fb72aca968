/** The folder that the Dockerfile's last stage puts together, without Docker: its COPY lines, and packages for production only. */
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";

const root = path.resolve(import.meta.dirname, "../..");

export interface Image {
  /** Stands for `/app`. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What runs, its first word being Node itself. */
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
  readonly user: string;
  /** Who runs it: somebody without rights, where these tests run as root. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  remove(): Promise<void>;
}

export async function buildImage(): Promise<Image> {
  const lines = instructionsOf(await readFile(path.join(root, "Dockerfile"), "utf8"));
  const last = lines.slice(lines.findLastIndex(({ word }) => word === "FROM"));
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-image-"));
  await chmod(folder, 0o755);
  for (const { word, rest } of last) {
    if (word !== "COPY" || rest.startsWith("--from=")) continue;
    const places = rest.split(" ");
    const to = path.join(folder, places.at(-1) ?? "");
    for (const from of places.slice(0, -1)) {
      const target = rest.endsWith("/") ? path.join(to, from) : to;
      await cp(path.join(root, from), target, { recursive: true, filter: (file) => !file.includes("node_modules") });
    }
  }
  await linkPackages(folder);
  const data = path.join(folder, "data");
  await mkdir(data);
  const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
  if (owner) await chown(data, owner.uid, owner.gid);
  const one = (wanted: string) => last.find(({ word }) => word === wanted)?.rest ?? "";
  const list = (text: string): string[] =>
    z
      .array(z.string())
      .parse(JSON.parse(text))
      .map((word) => word.replace(/^\/app\//, `${folder}/`));
  return {
    folder,
    environment: Object.fromEntries(
      one("ENV")
        .split(" ")
        .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
    ),
    command: [...list(one("ENTRYPOINT")), ...list(one("CMD"))],
    healthCheck: list(/CMD (\[.*\])$/.exec(one("HEALTHCHECK"))?.[1] ?? "[]"),
    user: one("USER"),
    owner,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

interface Instruction {
  readonly word: string;
  readonly rest: string;
}

export function instructionsOf(dockerfile: string): Instruction[] {
  return dockerfile
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .join("\n")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .filter(Boolean)
    .map((line) => ({ word: line.slice(0, line.indexOf(" ")), rest: line.slice(line.indexOf(" ") + 1).trim() }));
}

const lockSchema = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) });

/** What `npm ci --omit=dev` would put there, at the top level: our sources can load nothing else. */
async function linkPackages(folder: string): Promise<void> {
  const lock = lockSchema.parse(JSON.parse(await readFile(path.join(root, "package-lock.json"), "utf8")));
  for (const [place, { dev }] of Object.entries(lock.packages)) {
    if (dev || !/^node_modules\/(@[^/]+\/)?[^/]+$/.test(place)) continue;
    const original = path.join(root, place);
    if (!(await stat(original).catch(() => undefined))) continue;
    await mkdir(path.dirname(path.join(folder, place)), { recursive: true });
    await symlink(original, path.join(folder, place));
  }
}

/** Every file below, but for packages and data. */
export async function codeIn(folder: string): Promise<string[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  return all
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => !/^(node_modules|data)\//.test(file))
    .sort();
}
