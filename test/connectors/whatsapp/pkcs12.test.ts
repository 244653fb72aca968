import { execFileSync, spawnSync } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { fromPkcs12, toPkcs12 } from "../../../connectors/whatsapp/pkcs12.ts";
import { generateKeyPair, type KeyPairPem } from "../../../connectors/whatsapp/wire/index.ts";

/** A machine without OpenSSL still proves the rest. */
const withOpenssl = spawnSync("openssl", ["version"]).status === 0 ? it : it.skip;
const passphrase = "correct horse battery staple";
let folder: string;
let pairs: KeyPairPem[];
let file: Uint8Array;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "flowella-p12-"));
  pairs = [await generateKeyPair(), await generateKeyPair()];
  const keys = pairs.map(({ privatePem }, index) => ({ privatePem, name: `key ${index}` }));
  file = toPkcs12(keys, passphrase);
});
afterAll(() => rmSync(folder, { recursive: true }));

function openssl(args: string[], input: Uint8Array): string {
  const name = path.join(folder, "ring.p12");
  writeFileSync(name, input);
  return execFileSync("openssl", ["pkcs12", "-in", name, ...args], { encoding: "utf8", stdio: "pipe" });
}

describe("a PKCS#12 backup", () => {
  it("gives every key back, in its order", () => {
    expect(fromPkcs12(file, passphrase)).toEqual(pairs);
  });

  withOpenssl("is read by OpenSSL: the same keys, with their names", () => {
    const text = openssl(["-nodes", "-passin", `pass:${passphrase}`], file);
    const found = text.match(/-----BEGIN PRIVATE KEY-----[\s\S]+?-----END PRIVATE KEY-----/g) ?? [];
    const normal = (pem: string) => createPrivateKey(pem).export({ type: "pkcs8", format: "pem" });
    expect(found.map(normal)).toEqual(pairs.map(({ privatePem }) => privatePem));
    expect(text).toContain("friendlyName: key 0");
  });

  withOpenssl("is protected as it says: AES-256 in PBES2, and SHA-256 over the whole", () => {
    const name = path.join(folder, "info.p12");
    writeFileSync(name, file);
    const info = execFileSync(
      "sh",
      ["-c", `openssl pkcs12 -in "$1" -info -noout -passin "pass:$2" 2>&1`, "sh", name, passphrase],
      { encoding: "utf8" },
    );
    expect(info).toContain("PBES2, PBKDF2, AES-256-CBC, Iteration 10000, PRF hmacWithSHA256");
    expect(info).toContain("MAC: sha256, Iteration 10000");
    const [first] = pairs;
    const body = first?.privatePem.split("\n").slice(1, -2).join("") ?? "";
    expect(Buffer.from(file).includes(Buffer.from(body, "base64").subarray(30, 200))).toBe(false);
  });

  withOpenssl("takes what OpenSSL wrote", () => {
    const [first] = pairs;
    const key = path.join(folder, "key.pem");
    const made = path.join(folder, "openssl.p12");
    writeFileSync(key, first?.privatePem ?? "");
    execFileSync("openssl", [
      "pkcs12",
      "-export",
      "-nocerts",
      "-inkey",
      key,
      "-out",
      made,
      "-passout",
      "pass:from openssl",
    ]);
    const bytes = execFileSync("cat", [made]);
    expect(fromPkcs12(bytes, "from openssl")).toEqual([first]);
  });

  it("refuses a wrong passphrase, any change, and what is no backup", () => {
    expect(() => fromPkcs12(file, "another passphrase")).toThrow("passphrase is wrong, or the file was changed");
    const changed = Uint8Array.from(file);
    changed[200] = (changed[200] ?? 0) ^ 1;
    expect(() => fromPkcs12(changed, passphrase)).toThrow(/changed|PKCS#12|checksum/);
    expect(() => fromPkcs12(file.slice(0, 500), passphrase)).toThrow("This backup cannot be read");
    expect(() => fromPkcs12(Buffer.from("hello"), passphrase)).toThrow("not PKCS#12");
  });

  withOpenssl("refuses a file without a checksum", () => {
    const [first] = pairs;
    const key = path.join(folder, "key.pem");
    const made = path.join(folder, "nomac.p12");
    writeFileSync(key, first?.privatePem ?? "");
    const args = ["-export", "-nomac", "-nocerts", "-inkey", key, "-out", made, "-passout", `pass:${passphrase}`];
    execFileSync("openssl", ["pkcs12", ...args]);
    expect(() => fromPkcs12(execFileSync("cat", [made]), passphrase)).toThrow("no checksum");
  });

  it("wants a passphrase that holds", () => {
    for (const weak of ["", "short", "päss with letters beyond ASCII"]) {
      expect(() => toPkcs12([], weak)).toThrow("at least 16 characters");
    }
  });
});
