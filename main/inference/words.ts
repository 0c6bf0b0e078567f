/** Lower-case words of a text, every digit as 0: what the lexical shortlist sees. */
export function words(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/\p{N}/gu, '0')
      .match(/[\p{L}\p{M}\p{N}]+|[#@$%:"“«'‘>]/gu) ?? []
  );
}
