/** Luhn check digit (ISO/IEC 7812-1) over a string of digits. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Issuer ranges with their lengths: Visa, Mastercard, Amex, Diners, Discover, JCB, UnionPay, Maestro. */
const issuers =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12,14}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|(?:6011|65\d\d|64[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17}|(?:50|5[6-9]|6[37])\d{10,17})$/u;

/** Whether the digits of a text are a payment card's number: an issuer's range and length, and the check digit. */
export function isCard(match: string): boolean {
  const digits = match.replace(/\D/gu, '');
  // Mastercard is 16 digits; the range above is loose there because two prefixes differ in length.
  if (/^(?:5[1-5]|2[2-7])/u.test(digits) && digits.length !== 16) return false;
  return issuers.test(digits) && luhn(digits) && !/^(\d)\1+$/u.test(digits);
}

/** Shannon entropy in bits a character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
