/** Paths as Meta writes them: `screens[0].layout.children[2].label`. */
const longestKey = 80;

export function at(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  if (!isPlain(key)) return `${path}[${quoted(key)}]`;
  return path === "" ? short(key) : `${path}.${short(key)}`;
}

const plainKeys = new Set<string>();

/** The same few keys stand everywhere in a Flow: each is looked at once, however many a hostile one makes up. */
function isPlain(key: string): boolean {
  if (plainKeys.has(key)) return true;
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return false;
  if (plainKeys.size < 500 && key.length <= longestKey) plainKeys.add(key);
  return true;
}

/** A piece of the Flow in a message: in quotes, and not endless. */
export function quoted(text: string): string {
  return JSON.stringify(short(text));
}

function short(text: string): string {
  return text.length > longestKey ? `${text.slice(0, longestKey)}…` : text;
}
