import type { Rng } from '../rng.ts';
import type { Piece } from '../template.ts';

const before = [
  "I'm planning a trip.",
  'Hi there!',
  'Hello,',
  'Hey,',
  'Quick question:',
  'I have a question.',
  'My boss asked me for something.',
  'We are preparing a report.',
  "I'm working on a school project.",
  'I need some help.',
  'For my research,',
  'I was wondering,',
  'Thanks for the help earlier.',
  'I am new here.',
  'Good morning!',
  'Ok so',
  'Sorry to bother you.',
  "I'm doing my homework.",
  "It's urgent.",
  'Something for the team:',
  'One more thing.',
  'I am in a hurry.',
  "I'm moving house soon.",
  'We have a meeting later.',
  'My friend is visiting.',
  "I can't find this anywhere.",
  'As discussed,',
  'Hey assistant,',
  "I've been thinking about this for a while.",
  'We had an incident last night.',
  'Let me explain.',
] as const;
const after = [
  'Thanks!',
  'Thank you.',
  'thanks',
  'Please be quick.',
  "It's for a report.",
  'I need it today.',
  'Thank you very much!',
  "I'd appreciate it.",
  'Please and thank you.',
  'No rush.',
  'That would help a lot.',
  'Let me know.',
  'Cheers',
  "It's for my class.",
  'Much appreciated.',
  'I really need this.',
  'Just tell me the result.',
] as const;

/** Adds a sentence that asks for nothing, before or after. */
export function context(pieces: readonly Piece[], rng: Rng): Piece[] {
  if (rng.chance(0.65)) {
    const lead = rng.pick(before);
    const [first, ...rest] = pieces;
    const goesOn = /[,:]$|^Ok so$/u.test(lead);
    const head =
      first && goesOn && first.slot === undefined && !/^I\b/u.test(first.text)
        ? { ...first, text: first.text.slice(0, 1).toLowerCase() + first.text.slice(1) }
        : first;
    return [{ text: `${lead} ` }, ...(head ? [head] : []), ...rest];
  }
  const last = pieces.at(-1);
  const ended = last !== undefined && last.slot === undefined && /[.?!]$/u.test(last.text);
  return [...pieces, { text: `${ended ? ' ' : '. '}${rng.pick(after)}` }];
}

/** What people say to an assistant that asks for no call. */
export const smallTalk = [
  'Hello!',
  'hi',
  'Hi, how are you?',
  'Thanks, that was helpful',
  'thank you',
  'What can you do?',
  'who are you',
  'Good morning',
  'ok',
  'never mind',
  'Forget it',
  'That is all for today.',
  'lol',
  'Tell me a joke',
  'You are great',
  'What do you think about life?',
  'I am bored',
  'Write a poem about autumn',
  'How does this work?',
  'Can you help me?',
  'What functions do you have?',
  'explain yourself',
  'guide me',
  'I had a long day',
  'That makes no sense',
  'Why did you do that?',
  'Good night',
  'nice',
  'See you tomorrow',
  'Are you a robot?',
  'I do not understand',
  'hmm',
  'What did I ask before?',
  'Wait',
  'yes',
  'no',
  'Sounds good to me',
  'Let me think about it',
  'I will get back to you',
  'sorry, wrong window',
  'Write an essay about courage',
  'What is the meaning of life?',
  'Sing me a song',
  'Do you like music?',
  'How old are you?',
  'What is your favourite colour?',
  'My name is Sam',
  'I love pizza',
  'It was a nice weekend',
  'The weather was lovely yesterday, we had a picnic',
  'How should I tell my boss that I quit?',
  'Should I learn Rust or Go?',
  'How do I become a better writer?',
  'Give me some motivation',
  'Help me write a cover letter',
  'Is it better to rent or to buy?',
  'What are good names for a cat?',
  'Explain recursion to me like I am five',
  'Write a haiku',
  'What makes a good leader?',
  'who invented the telephone',
  'how do airplanes fly',
  'Why is the sky blue?',
] as const;
