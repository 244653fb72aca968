/**
 * The master key, and the one before it while they change: the newest seals, both open. What they sealed names the
 * key by a fingerprint, so that the texts which still wait for the newest one are found without opening any.
 */
import { createSealer, derive, type Sealer, VaultError } from "./sealer.ts";

export interface MasterSealer {
  seal(text: string, context: string): string;
  /** @throws VaultError when neither master key opens it. */
  open(sealed: string, context: string): string;
  /** What every text sealed by the newest master key starts with. */
  readonly prefix: string;
  /**
   * The same text under the newest master key, proved to open with that key alone.
   * @throws VaultError when neither master key opens it.
   */
  reseal(sealed: string, context: string): string;
}

/** `purpose` keeps keys for different uses apart. `masterKeys`: 32 bytes each, the newest first. */
export function masterSealer(
  purpose: "operator" | "master",
  masterKeys: readonly Uint8Array[],
  randomBytes: (length: number) => Uint8Array,
): MasterSealer {
  const named = masterKeys.map((masterKey) => {
    const id = `${purpose}-${fingerprintOf(masterKey)}`;
    const key = derive(masterKey, purpose === "master" ? "wrap" : "operator");
    return { id, sealer: createSealer({ id, key, randomBytes, formerId: purpose }) };
  });
  const [newest] = named;
  if (!newest) throw new VaultError("There is no master key.");
  const open = (sealed: string, context: string): string => {
    const keyId = sealed.split(".")[1];
    // Texts of the first version name no fingerprint: any of the keys may have sealed them.
    const fitting = named.filter(({ id }) => keyId === id || keyId === purpose);
    return openWithAny(
      fitting.map(({ sealer }) => sealer),
      sealed,
      context,
    );
  };
  return {
    seal: newest.sealer.seal,
    open,
    prefix: `v1.${newest.id}.`,
    reseal: (sealed, context) => {
      const text = open(sealed, context);
      const resealed = newest.sealer.seal(text, context);
      if (newest.sealer.open(resealed, context) !== text) throw new VaultError("A text was not sealed again rightly.");
      return resealed;
    },
  };
}

function openWithAny(sealers: readonly Sealer[], sealed: string, context: string): string {
  let failure: unknown = new VaultError("This text was sealed by another key.");
  for (const sealer of sealers) {
    try {
      return sealer.open(sealed, context);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** Eight hex digits that name a master key and tell nothing about it. */
function fingerprintOf(masterKey: Uint8Array): string {
  return Buffer.from(derive(masterKey, "fingerprint")).toString("hex").slice(0, 8);
}
