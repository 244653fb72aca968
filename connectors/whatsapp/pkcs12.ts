/**
 * A key ring as a PKCS#12 file (RFC 7292), which OpenSSL and Java read. OpenSSL's own door to it is closed in Node, so
 * this is node-forge, and nothing that a customer waits for runs here.
 *
 * Each key lies in a bag of its own, encrypted by PBES2: AES-256-CBC, its key made of the passphrase by PBKDF2 with
 * HMAC-SHA-256. The whole file carries an HMAC-SHA-256 under the same passphrase. A file without one is refused.
 */
import forge from "node-forge";
import { RefusedInput } from "../../core/errors.ts";
import { type KeyPairPem, keyPairOf, publicKeyId } from "./wire/index.ts";

/** What protects the keys in a file, for people who must judge that. */
export const pkcs12Protection = "PKCS#12, PBES2 with AES-256-CBC and PBKDF2-HMAC-SHA-256, sealed by HMAC-SHA-256";

/**
 * Passphrases are stretched with so many rounds. node-forge stretches on the event loop, so this is some hundredths of a
 * second for each key; the passphrase's length does the rest.
 */
const rounds = 10_000;
const saltBytes = 16;
const macBytes = 32;

export interface BackedUpKey {
  /** PKCS#8, unencrypted. */
  readonly privatePem: string;
  /** Shown by tools that list the file. */
  readonly name: string;
}

/** The file's bytes. @throws RefusedInput `keys.passphrase` */
export function toPkcs12(keys: readonly BackedUpKey[], passphrase: string): Uint8Array {
  assertPassphrase(passphrase);
  const bags = keys.map((key) => keyBag(key, passphrase));
  const contents = sequence([contentInfo(sequence(bags))]);
  const authSafe = derOf(contents);
  const file = sequence([integer(3), contentInfo(contents), macData(authSafe, passphrase)]);
  return Buffer.from(derOf(file), "binary");
}

/**
 * The keys in the file, in its order.
 * @throws RefusedInput `keys.backup_unreadable`, or `whatsapp.private_key` for a key that is not RSA-2048
 */
export function fromPkcs12(file: Uint8Array, passphrase: string): KeyPairPem[] {
  const parsed = parse(file);
  if (parsed.value.length < 3) throw unreadable("it has no checksum, so nobody can tell whether it was changed");
  let pfx: forge.pkcs12.Pkcs12Pfx;
  try {
    pfx = forge.pkcs12.pkcs12FromAsn1(parsed, passphrase);
  } catch (cause) {
    throw unreadable("the passphrase is wrong, or the file was changed", cause);
  }
  const keys = pfx.safeContents.flatMap(({ safeBags }) => safeBags).flatMap(({ key }) => key ?? []);
  if (keys.length === 0) throw unreadable("there is no private key in it");
  return keys.map((key) => {
    const info = forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key));
    return keyPairOf(forge.pki.privateKeyInfoToPem(info));
  });
}

type Asn1 = forge.asn1.Asn1;
const { asn1 } = forge;
const { Class, Type } = asn1;

function parse(file: Uint8Array): Asn1 & { value: Asn1[] } {
  try {
    const parsed = asn1.fromDer(forge.util.createBuffer(Buffer.from(file).toString("binary")));
    if (Array.isArray(parsed.value)) return { ...parsed, value: parsed.value };
  } catch (cause) {
    throw unreadable("it is not PKCS#12", cause);
  }
  throw unreadable("it is not PKCS#12");
}

function keyBag({ privatePem, name }: BackedUpKey, passphrase: string): Asn1 {
  const key = forge.pki.privateKeyToAsn1(forge.pki.privateKeyFromPem(privatePem));
  const encrypted = forge.pki.encryptPrivateKeyInfo(forge.pki.wrapRsaPrivateKey(key), passphrase, {
    algorithm: "aes256",
    count: rounds,
    saltSize: saltBytes,
    prfAlgorithm: "sha256",
  });
  const fingerprint = Buffer.from(publicKeyId(privatePem), "hex").toString("binary");
  return sequence([
    oid("pkcs8ShroudedKeyBag"),
    asn1.create(Class.CONTEXT_SPECIFIC, 0, true, [encrypted]),
    asn1.create(Class.UNIVERSAL, Type.SET, true, [
      attribute("localKeyId", octets(fingerprint)),
      attribute("friendlyName", asn1.create(Class.UNIVERSAL, Type.BMPSTRING, false, name)),
    ]),
  ]);
}

/** `MacData` of RFC 7292, appendix A. */
function macData(authSafe: string, passphrase: string): Asn1 {
  const salt = forge.random.getBytesSync(saltBytes);
  const digest = forge.md.sha256.create();
  const key = forge.pkcs12.generateKey(passphrase, forge.util.createBuffer(salt), 3, rounds, macBytes, digest);
  const mac = forge.hmac.create();
  mac.start(forge.md.sha256.create(), key);
  mac.update(authSafe);
  const algorithm = sequence([oid("sha256"), asn1.create(Class.UNIVERSAL, Type.NULL, false, "")]);
  return sequence([sequence([algorithm, octets(mac.getMac().getBytes())]), octets(salt), integer(rounds)]);
}

function contentInfo(content: Asn1): Asn1 {
  return sequence([oid("data"), asn1.create(Class.CONTEXT_SPECIFIC, 0, true, [octets(derOf(content))])]);
}

function attribute(name: string, value: Asn1): Asn1 {
  return sequence([oid(name), asn1.create(Class.UNIVERSAL, Type.SET, true, [value])]);
}

function sequence(values: Asn1[]): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, values);
}

function octets(bytes: string): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, bytes);
}

function integer(value: number): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.INTEGER, false, asn1.integerToDer(value).getBytes());
}

function oid(name: string): Asn1 {
  const dotted = forge.pki.oids[name];
  if (dotted === undefined) throw new Error(`node-forge knows no object identifier ${name}.`);
  return asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(dotted).getBytes());
}

function derOf(value: Asn1): string {
  return asn1.toDer(value).getBytes();
}

const shortestPassphrase = 16;

/** Tools disagree about letters beyond ASCII in a passphrase, and a short one is guessed. */
function assertPassphrase(passphrase: string): void {
  if (passphrase.length >= shortestPassphrase && /^[\x20-\x7e]*$/.test(passphrase)) return;
  throw new RefusedInput(
    "keys.passphrase",
    `The passphrase must have at least ${shortestPassphrase} characters, all of them plain ASCII: openssl rand -base64 24`,
  );
}

function unreadable(why: string, cause?: unknown): RefusedInput {
  const error = new RefusedInput("keys.backup_unreadable", `This backup cannot be read: ${why}.`);
  error.cause = cause;
  return error;
}
