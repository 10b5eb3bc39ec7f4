/** A whole product key must not be seen, kept or sent, wherever it turns up: only its last five characters may. */
const wholeKey = /\b(?:[A-Z0-9]{5}-){4}([A-Z0-9]{5})\b/gi;

/** The text with every whole key reduced to its last five characters. */
export function maskProductKeys(text: string): string {
  return text.replace(wholeKey, 'XXXXX-XXXXX-XXXXX-XXXXX-$1');
}
