/** Words beside text that a service returned. */
export const sourceText = {
  place: (service: string, place: string, step: number) => `${service}, step ${step}: ${place}`,
  steeredBy: 'Without this text in a result, Needle would have proposed something else:',
  steeredByStep: 'Without this result, Needle would have proposed something else:',
  hidden: 'A character that is not seen as it is',
  marks: 'Not what it seems',
  mark: (text: string, count: number) => `${text}${count === 1 ? '' : `, ${count} times`}`,
} as const;
