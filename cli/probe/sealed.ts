/** Requests sealed as a phone does, taken apart so that a case can change them, and what came back, opened or explained. */
import { createCipheriv, createDecipheriv } from "node:crypto";
import { sealExchange, UnreadableAnswer } from "../../phone/index.ts";

/** The three fields of a request's body, each base64 (WhatsApp reference 3.2). */
export interface Fields {
  readonly encrypted_flow_data: string;
  readonly encrypted_aes_key: string;
  readonly initial_vector: string;
}

export interface Sealed {
  readonly body: string;
  readonly fields: Fields;
  readonly aesKey: Uint8Array;
  readonly iv: Uint8Array;
  /** Opens the answer's body, or says what is wrong with it. */
  read(answer: string): Promise<ReadAnswer>;
}

export type ReadAnswer =
  | { readonly kind: "clear"; readonly clear: unknown }
  | { readonly kind: "unreadable"; readonly why: string };

const TAG_BYTES = 16;

/** Seals any JSON value for the holder of the key. @throws UnusableKey */
export async function seal(publicKey: string, clear: unknown): Promise<Sealed> {
  const drawn: Uint8Array[] = [];
  const exchange = await sealExchange(publicKey, clear, (bytes) => {
    drawn.push(crypto.getRandomValues(bytes));
    return bytes;
  });
  const fields: Fields = JSON.parse(exchange.body);
  const iv = Buffer.from(fields.initial_vector, "base64");
  const aesKey = drawn.find((bytes) => !iv.equals(bytes));
  if (!aesKey) throw new Error("The phone drew no AES key.");
  const read = async (answer: string): Promise<ReadAnswer> => {
    try {
      return { kind: "clear", clear: await exchange.open(answer) };
    } catch (error) {
      if (!(error instanceof UnreadableAnswer)) throw error;
      return { kind: "unreadable", why: whyUnreadable(answer, aesKey, iv) };
    }
  };
  return { body: exchange.body, fields, aesKey, iv, read };
}

/** The same request with other contents, which may be no JSON, under the same key and IV. */
export function withContents(sealed: Sealed, contents: Uint8Array): string {
  const cipher = createCipheriv("aes-128-gcm", sealed.aesKey, sealed.iv);
  const data = Buffer.concat([cipher.update(contents), cipher.final(), cipher.getAuthTag()]);
  return JSON.stringify({ ...sealed.fields, encrypted_flow_data: data.toString("base64") });
}

/** The mistakes that developers report most (WhatsApp reference 10, rows 2, 3 and 20), told apart. */
function whyUnreadable(answer: string, aesKey: Uint8Array, iv: Uint8Array): string {
  if (answer === "") return "the body is empty";
  const inverted = iv.map((byte) => byte ^ 0xff);
  const json = parsed(answer);
  if (json !== undefined) {
    const texts = typeof json === "object" && json !== null ? Object.values(json) : [json];
    return texts.some((text) => typeof text === "string" && opens(text, aesKey, inverted))
      ? "the encrypted text is wrapped in JSON; the body must be the bare base64 text"
      : "the body is JSON in clear; it must be encrypted";
  }
  if (opens(answer, aesKey, iv)) {
    return "it is sealed under the request's IV; the answer's IV is the request's with every bit inverted";
  }
  const bytes = Buffer.from(answer, "base64");
  if (bytes.toString("base64") !== answer.trim()) return "the body is not base64 text";
  if (opens(answer, aesKey, inverted)) return "it decrypts, but not to JSON";
  return "it does not open with the request's key: another key or IV, or the 16-byte tag is missing at its end";
}

function opens(text: string, aesKey: Uint8Array, iv: Uint8Array): boolean {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length < TAG_BYTES) return false;
  const decipher = createDecipheriv("aes-128-gcm", aesKey, iv).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    decipher.update(bytes.subarray(0, -TAG_BYTES));
    decipher.final();
    return true;
  } catch {
    return false;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
