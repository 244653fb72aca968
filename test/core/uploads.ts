/** A picker's payload as a phone sends it: the reference's own example (WhatsApp reference 4.1), under any name and id. */
import type { Upload } from "../../core/submission/uploads.ts";

export function upload(file_name = "IMG_0042.jpg", media_id = "0b5c7e0e-2c2a-4a37-8f2e-6d7b7f1f0a11"): Upload {
  return {
    media_id,
    cdn_url: "https://mmg.whatsapp.net/v/example",
    file_name,
    encryption_metadata: {
      encrypted_hash: "O508gpOjDI1EATu84FiktB6lLGby63VirJ9pQV/7ARI=",
      iv: "QEFCQ0RFRkdISUpLTE1OTw==",
      encryption_key: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
      hmac_key: "//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=",
      plaintext_hash: "0o0pVP+XrGgFLEvv+MhK0JYNFAhUD8SGJWzdfNaN0f4=",
    },
  };
}
