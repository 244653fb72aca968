/**
 * A QR code as PNG (W3C PNG, third edition), one bit a pixel. A library that draws every pixel in colour holds the whole
 * process up for a second.
 */
import { crc32, deflateSync } from "node:zlib";
import { create } from "qrcode";

/** Modules of white around it, as the standard asks. */
const margin = 4;

/** @param width of the square picture, in pixels; modules are whole pixels, and what is left over is white */
export function qrPng(text: string, width: number): Buffer {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const scale = Math.max(1, Math.floor(width / (modules.size + 2 * margin)));
  const start = Math.floor((width - modules.size * scale) / 2);
  const row = (y: number): Buffer => {
    // Filter 0, then eight pixels a byte; a set bit is white.
    const line = Buffer.alloc(1 + Math.ceil(width / 8), 0xff).fill(0, 0, 1);
    for (let x = 0; x < modules.size * scale; x += 1) {
      const at = start + x;
      const dark = y >= 0 && y < modules.size && modules.get(y, Math.floor(x / scale)) === 1;
      if (dark) line.writeUInt8(line.readUInt8(1 + (at >> 3)) & ~(0x80 >> (at & 7)), 1 + (at >> 3));
    }
    return line;
  };
  const white = row(-1);
  const drawn = Array.from({ length: modules.size }, (_, y) => row(y));
  const lines = Array.from({ length: width }, (_, y) => drawn[Math.floor((y - start) / scale)] ?? white);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header(width)),
    chunk("IDAT", deflateSync(Buffer.concat(lines))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Width, height, one bit a pixel, grey; the rest is the only method that there is. */
function header(width: number): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(width, 4);
  bytes.writeUInt8(1, 8);
  return bytes;
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(content.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}
