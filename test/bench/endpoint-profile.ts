/** What a CPU profile says in a few lines: the main thread's time by who spent it. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});

export interface ProfileShare {
  readonly name: string;
  /** Part of the busy time of the main thread. */
  readonly share: number;
}

export interface ProfileSummary {
  readonly rooms: readonly ProfileShare[];
  readonly functions: readonly ProfileShare[];
  /** Part of all the time that the main thread was busy. */
  readonly busy: number;
}

export async function summariseProfile(folder: string, lines = 25): Promise<ProfileSummary> {
  const [file] = (await readdir(folder)).filter((name) => name.endsWith(".cpuprofile"));
  if (!file) throw new Error(`There is no profile in ${folder}.`);
  const profile = profileSchema.parse(JSON.parse(await readFile(path.join(folder, file), "utf8")));
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const rooms = new Map<string, number>();
  const functions = new Map<string, number>();
  let [busy, all] = [0, 0];
  profile.samples.forEach((id, index) => {
    const frame = frames.get(id);
    const time = profile.timeDeltas[index] ?? 0;
    all += time;
    if (!frame || frame.functionName === "(idle)") return;
    busy += time;
    const room = roomOf(frame.url, frame.functionName);
    add(rooms, room, time);
    add(functions, `${frame.functionName || "(anonymous)"} ${room}:${frame.lineNumber + 1}`, time);
  });
  const shares = (times: Map<string, number>) =>
    [...times].sort((a, b) => b[1] - a[1]).map(([name, time]) => ({ name, share: time / busy }));
  return { rooms: shares(rooms).slice(0, lines), functions: shares(functions).slice(0, lines), busy: busy / all };
}

function add(times: Map<string, number>, name: string, time: number): void {
  times.set(name, (times.get(name) ?? 0) + time);
}

/** A package, one of our files, a part of Node, or the engine itself. */
function roomOf(url: string, functionName: string): string {
  const installed = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (installed) return installed;
  if (url.startsWith("node:")) return url;
  if (url.startsWith("file:")) return url.split("/").slice(-3).join("/");
  return functionName.startsWith("(") ? functionName : "native";
}

export function profileText({ busy, rooms, functions }: ProfileSummary): string {
  const lines = (shares: readonly ProfileShare[]) =>
    shares.map(({ name, share }) => `  ${(share * 100).toFixed(1).padStart(5)} %  ${name}`);
  return [
    `The server's main thread was busy for ${(busy * 100).toFixed(0)} % of its life. Of that time, by place:`,
    ...lines(rooms),
    "and by function:",
    ...lines(functions),
  ].join("\n");
}
