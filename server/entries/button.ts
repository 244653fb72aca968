/**
 * A website's button, as HTML to be pasted: a link that looks like a button. There is no script in it, nothing is loaded
 * from elsewhere and nobody is told about visitors. Its looks are an SVG's own attributes, because a page's content
 * security policy may forbid styles that stand in the page.
 */
export interface WebsiteButton {
  readonly link: string;
  readonly says: string;
  readonly language: string;
}

/** As high as a finger needs. */
const height = 48;

export function buttonHtml({ link, says, language }: WebsiteButton): string {
  const words = escaped(says);
  const letters = [...says].length * 9;
  const width = letters + 48;
  const drawn = [
    `<svg role="img" aria-label="${words}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" xmlns="http://www.w3.org/2000/svg">`,
    `<rect width="${width}" height="${height}" rx="${height / 2}" fill="#0b6b3a"/>`,
    `<text x="${width / 2}" y="30" text-anchor="middle" textLength="${letters}" lengthAdjust="spacingAndGlyphs" font-family="Helvetica, Arial, sans-serif" font-size="17" font-weight="bold" fill="#ffffff">${words}</text>`,
    "</svg>",
  ].join("");
  const attributes = `href="${escaped(link)}" target="_blank" rel="noopener noreferrer" lang="${escaped(language)}"`;
  return `<a ${attributes}>${drawn}</a>\n`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
