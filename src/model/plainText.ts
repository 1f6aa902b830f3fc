/** A text as it is searched for: without case and accents; `Größe` is found by `grosse`, `São` by `sao`. */
export function plainText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .replaceAll('ß', 'ss');
}
