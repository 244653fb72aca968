/** Nodes of an extension as remote-ui's receiver holds them; it changes them in place. */
/** Properties come from foreign code. */
export type Props = Readonly<Record<string, unknown>>;

export interface RemoteText {
  readonly kind: 2;
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

export interface RemoteElement {
  readonly kind: 1;
  readonly id: string;
  readonly version: number;
  readonly type: string;
  readonly props: Props;
  readonly children: readonly RemoteNode[];
}

export type RemoteNode = RemoteText | RemoteElement;

/** What a property such as `overlay` holds. */
export interface RemoteFragment {
  readonly kind: 3;
  readonly id: string;
  readonly version: number;
  readonly children: readonly RemoteNode[];
}

export function isNode(value: unknown): value is RemoteNode {
  return kindOf(value) === 1 || kindOf(value) === 2;
}

export function isFragment(value: unknown): value is RemoteFragment {
  return kindOf(value) === 3 && typeof value === "object" && value !== null && "children" in value;
}

function kindOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "kind" in value ? value.kind : undefined;
}
