/** `PAGE_A`, `PAGE_B` … `PAGE_Z`, `PAGE_AA`: WhatsApp takes letters and underscores only (WhatsApp reference 1.3). */
export function screenId(index: number): string {
  let letters = "";
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return `PAGE_${letters}`;
}
