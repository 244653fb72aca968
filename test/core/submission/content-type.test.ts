import { deflateRawSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fileTypes } from "../../../core/flow/file-types.ts";
import { contentTypes } from "../../../core/submission/content-type.ts";

const latin = (text: string) => Buffer.from(text, "latin1");

/** A zip file as archivers write it: local entries, the table of contents, and its end. */
function zip(entries: Record<string, string>, stored = false): Buffer {
  const parts: Buffer[] = [];
  const table: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(entries)) {
    const content = stored ? latin(text) : deflateRawSync(text);
    const local = Buffer.alloc(30);
    local.write("PK\x03\x04", "latin1");
    local.writeUInt32LE(content.length, 18);
    local.writeUInt32LE(text.length, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.write("PK\x01\x02", "latin1");
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(at, 42);
    parts.push(local, latin(name), content);
    table.push(central, latin(name));
    at += 30 + name.length + content.length;
  }
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt32LE(Buffer.concat(table).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...table, end]);
}

const ole = (stream: string) =>
  Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600), Buffer.from(stream, "utf16le")]);
const box = (...brands: string[]) => {
  const body = Buffer.concat([latin(brands[0] ?? ""), Buffer.alloc(4), ...brands.slice(1).map(latin)]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length + 8);
  return Buffer.concat([size, latin("ftyp"), body, Buffer.alloc(32)]);
};
const office = "application/vnd.openxmlformats-officedocument";
const open = "application/vnd.oasis.opendocument";

describe("the type of a file by its contents", () => {
  it.each<[string, Buffer, string[]]>([
    ["JPEG", Buffer.from("ffd8ffe000104a464946", "hex"), ["image/jpeg"]],
    ["PNG", Buffer.from("89504e470d0a1a0a0000", "hex"), ["image/png"]],
    ["GIF", latin("GIF89a...."), ["image/gif"]],
    ["TIFF", latin("II*\0...."), ["image/tiff"]],
    ["WebP", latin("RIFF\x10\0\0\0WEBPVP8 "), ["image/webp"]],
    ["HEIC", box("heic", "mif1", "heic"), ["image/heic", "image/heif"]],
    ["HEIC under a general brand", box("mif1", "heic"), ["image/heic", "image/heif"]],
    ["HEIF", box("mif1", "miaf"), ["image/heif"]],
    ["AVIF", box("avif", "mif1"), ["image/avif"]],
    ["MP4", box("isom", "iso2", "avc1", "mp41"), ["video/mp4"]],
    ["MPEG", Buffer.from("000001ba44000400", "hex"), ["video/mpeg"]],
    ["PDF", latin("%PDF-1.7\n%\xe2\xe3"), ["application/pdf"]],
    ["PDF after a few bytes of something else", latin("\n\n%PDF-1.4"), ["application/pdf"]],
    ["gzip", gzipSync("x"), ["application/gzip"]],
    ["7z", Buffer.from("377abcaf271c0004", "hex"), ["application/x-7z-compressed"]],
    ["Word before 2007", ole("WordDocument"), ["application/msword"]],
    ["Excel before 2007", ole("Workbook"), ["application/vnd.ms-excel"]],
    ["PowerPoint before 2007", ole("PowerPoint Document"), ["application/vnd.ms-powerpoint"]],
    ["an older container of something else", ole("Outlook"), []],
    [
      "Word",
      zip({ "[Content_Types].xml": "<x/>", "word/document.xml": "<x/>" }),
      [`${office}.wordprocessingml.document`, "application/zip"],
    ],
    [
      "Excel",
      zip({ "[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>" }),
      [`${office}.spreadsheetml.sheet`, "application/zip"],
    ],
    [
      "PowerPoint",
      zip({ "[Content_Types].xml": "<x/>", "ppt/slides.xml": "<x/>" }),
      [`${office}.presentationml.presentation`, "application/zip"],
    ],
    [
      "OpenDocument",
      zip({ mimetype: `${open}.text`, "content.xml": "<x/>" }, true),
      [`${open}.text`, "application/zip"],
    ],
    ["any other zip file", zip({ "word/document.xml": "not an Office file" }), ["application/zip"]],
    ["a zip file that is cut off", zip({ a: "x".repeat(500) }).subarray(0, 40), []],
    ["text", Buffer.from("Grüße aus 東京\r\n\tund mehr"), ["text/plain"]],
    ["text in UTF-16", Buffer.from("\ufeffhello", "utf16le"), ["text/plain"]],
    ["text with a control character", Buffer.from("a\u0000b"), []],
    ["a Windows program", latin("MZ\x90\0\x03\0\0\0"), []],
    ["a Linux program", latin("\x7fELF\x02\x01\x01\0"), []],
    ["nothing at all", Buffer.alloc(0), []],
  ])("%s", (_, bytes, types) => {
    expect(contentTypes(bytes)).toEqual(types);
  });

  it("is always one that WhatsApp offers, and never found by reading beyond the end", () => {
    const starts = fc.constantFrom("", "PK\x03\x04", "RIFF", "\0\0\0\x18ftyp", "PK\x05\x06", "%PDF", "\xff\xd8");
    fc.assert(
      fc.property(starts, fc.uint8Array({ maxLength: 200 }), (start, rest) => {
        for (const type of contentTypes(Buffer.concat([latin(start), rest]))) expect(fileTypes).toContain(type);
      }),
      { numRuns: 2_000 },
    );
  });
});
