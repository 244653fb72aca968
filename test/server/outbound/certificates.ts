/** A certificate authority of the tests' own, and a server's certificate from it. */
import { constants, generateKeyPairSync, privateEncrypt } from "node:crypto";
import forge from "node-forge";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const day = 24 * 3_600_000;

/** @param validForMs negative: it has expired */
export function certificateFor(names: readonly string[], authority?: Certificate, validForMs = day): Certificate {
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  certificate.serialNumber = "01";
  certificate.validity.notBefore = new Date(Date.now() - 2 * day);
  certificate.validity.notAfter = new Date(Date.now() + validForMs);
  certificate.setSubject([{ name: "commonName", value: names[0] ?? "Test authority" }]);
  const issuer = authority ? forge.pki.certificateFromPem(authority.cert).subject.attributes : undefined;
  certificate.setIssuer(issuer ?? [{ name: "commonName", value: "Test authority" }]);
  certificate.setExtensions(
    names.length === 0
      ? [
          { name: "basicConstraints", cA: true },
          { name: "keyUsage", keyCertSign: true },
        ]
      : [{ name: "subjectAltName", altNames: names.map((value) => ({ type: 2, value })) }],
  );
  const signer = authority?.key ?? pair.privateKey;
  const sign = (digest: forge.md.MessageDigest) => signature(signer, digest);
  certificate.sign({ ...forge.pki.privateKeyFromPem(signer), sign }, forge.md.sha256.create());
  return { key: pair.privateKey, cert: forge.pki.certificateToPem(certificate) };
}

/** DigestInfo of SHA-256 (RFC 8017, 9.2, note 1). */
const sha256Info = Buffer.from("3031300d060960864801650304020105000420", "hex");

/** By OpenSSL: forge's own arithmetic takes seconds within jest. */
function signature(key: string, digest: forge.md.MessageDigest): string {
  const info = Buffer.concat([sha256Info, Buffer.from(digest.digest().getBytes(), "binary")]);
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, info).toString("binary");
}
