/** Files on the customer's phone. */
export const smile = {
  name: "IMG_2041.jpg",
  mimeType: "image/jpeg",
  buffer: Buffer.concat([Buffer.from("ffd8ffe0", "hex"), Buffer.alloc(150_000, 0x41)]),
};
export const large = { ...smile, name: "Panorama.jpg", buffer: Buffer.alloc(300_000, 0x42) };
export const pdf = { name: "Contract 2027.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") };
