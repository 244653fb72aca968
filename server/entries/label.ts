/** A card of 90 by 120 mm, to be printed at any size: vectors only, and black on white, so that every printer can. */

export interface Label {
  /** The bare QR code as SVG. */
  readonly qr: string;
  readonly invite: string;
  readonly scan: string;
  readonly number: string;
  readonly code: string;
  /** The entry's, in small print, for whoever puts the cards up. */
  readonly name: string;
  readonly language: string;
}

const width = 90;
const height = 120;

export function labelSvg({ qr, invite, scan, number, code, name, language }: Label): string {
  const size = 70;
  const placed = qr.replace("<svg ", `<svg x="${(width - size) / 2}" y="20" width="${size}" height="${size}" `);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" lang="${escaped(language)}" role="img">`,
    `<title>${escaped(`${invite}: ${number}`)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    line(invite, { y: 15, largest: 6.4, bold: true }),
    placed,
    line(scan, { y: 97, largest: 4.6 }),
    line(`${number} · #${code}`, { y: 105, largest: 4.6, bold: true }),
    line(name, { y: 114, largest: 2.6 }),
    "</svg>",
  ].join("");
}

interface Line {
  readonly y: number;
  /** Size of the letters in millimetres, where the text fits. */
  readonly largest: number;
  readonly bold?: boolean;
}

/** Letters of the fonts that printers have are this much as wide as high, on average; capitals and digits more. */
const letterWidth = 0.6;

function line(text: string, { y, largest, bold = false }: Line): string {
  const fits = (width - 8) / ([...text].length * letterWidth);
  const size = Math.min(largest, fits).toFixed(2);
  const weight = bold ? ' font-weight="bold"' : "";
  return `<text x="${width / 2}" y="${y}" text-anchor="middle" font-family="Helvetica, Arial, sans-serif" font-size="${size}"${weight} fill="#000000">${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
