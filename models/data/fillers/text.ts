import type { Rng } from '../rng.ts';
import * as prose from './prose.ts';
import * as bank from './words.ts';

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** A title of an issue, task or pull request. */
export function title(rng: Rng): string {
  const thing = rng.pick(bank.things);
  let text: string;
  switch (rng.int(0, 9)) {
    case 8:
    case 9:
      text = prose.report(rng);
      break;
    case 0:
    case 1:
      text = `${rng.pick(bank.verbs)} ${rng.pick(['', 'the ', 'the ', 'our '])}${thing}`;
      break;
    case 2:
      text = `${rng.pick(bank.verbs)} ${thing} ${rng.pick(bank.causes)}`;
      break;
    case 3:
      text = `${upperFirst(thing)} ${rng.pick(bank.symptoms)}`;
      break;
    case 4:
      text = `${upperFirst(thing)} ${rng.pick(bank.symptoms)} ${rng.pick(bank.causes)}`;
      break;
    case 5:
      text = upperFirst(thing);
      break;
    case 6:
      text = `${rng.pick(bank.verbs)} ${thing} and ${rng.pick(bank.things)}`;
      break;
    default:
      text = `${upperFirst(rng.pick(bank.queryWords))} in ${thing}`;
  }
  return rng.chance(0.25) ? lowerFirst(text) : text;
}

/** One or two sentences that somebody might send. */
export function sentence(rng: Rng): string {
  let text = rng.chance(0.45) ? prose.note(rng) : rng.pick(bank.sentences);
  const draw = rng.next();
  if (draw < 0.2)
    text = `${rng.pick(['hey', 'hi all', 'FYI', 'heads up', 'quick note', 'ok', 'team', 'update', 'good news'])}${rng.pick([', ', ': ', ' - '])}${text}`;
  else if (draw < 0.35) text = `${upperFirst(text)}. ${upperFirst(rng.pick(bank.sentences))}`;
  else if (draw < 0.5)
    text = `${rng.pick(bank.things)} ${rng.pick(bank.symptoms)} ${rng.pick(bank.causes)}${rng.pick(['', ', looking into it', ', fix coming', ', any ideas?'])}`;
  else if (draw < 0.6)
    text = `${rng.pick(bank.firstNames)} ${rng.pick(['will', 'is going to', 'can'])} ${rng.pick(bank.verbs).toLowerCase()} the ${rng.pick(bank.things)} ${rng.pick(['today', 'tomorrow', 'by Friday', 'this week', 'after lunch'])}`;
  if (rng.chance(0.35)) text = upperFirst(text);
  if (rng.chance(0.12)) text += rng.pick(['!', ' :tada:', ' 🎉', ' 🙏', '...', ' thanks', '?']);
  return text;
}

/** A short description of what money is for. */
export const description = (rng: Rng): string => {
  const product = rng.pick(bank.productNames);
  return rng.pick([
    product.toLowerCase(),
    product,
    `${rng.pick(['March', 'June', 'September', 'Q3', 'spring', 'annual', 'monthly'])} ${rng.pick(['retainer', 'consulting', 'subscription', 'support', 'hosting', 'design work', 'training', 'maintenance'])}`,
    `${rng.pick(['rush', 'late', 'setup', 'delivery', 'cleaning', 'cancellation', 'booking'])} fee`,
    `${rng.int(2, 40)} hours of ${rng.pick(['consulting', 'design', 'development', 'coaching', 'support'])}`,
    `${rng.pick(['logo', 'website', 'app', 'brochure', 'poster'])} ${rng.pick(['design', 'redesign', 'work'])}`,
  ]);
};

/** A search term: one to three words. */
export const query = (rng: Rng): string => {
  const draw = rng.next();
  if (draw < 0.6) return rng.pick(bank.queryWords);
  if (draw < 0.85) return rng.pick(bank.things);
  return `${rng.pick(bank.queryWords)} ${rng.pick(['error', 'issue', 'plan', 'docs', 'notes', 'config', 'update', 'fix'])}`;
};

/** A name for something new: a channel, a repository, a page. */
export const newName = (rng: Rng): string => {
  switch (rng.int(0, 7)) {
    case 0:
      return rng.pick(bank.channelNames);
    case 1:
      return rng.pick(bank.repoNames);
    case 2:
      return `${rng
        .pick(bank.companyStems)
        .toLowerCase()
        .replace(/[^a-z]+/gu, '-')}-${rng.pick(['app', 'site', 'launch', 'team', 'project', 'demo', '2027', 'api'])}`;
    case 3:
      return `${rng.pick(['project', 'team', 'proj', 'tmp', 'event', 'client'])}-${rng.pick(bank.branchWords)}`;
    case 4:
      return rng.pick(bank.productNames);
    case 5:
      return rng.pick(bank.pageTitles);
    case 6:
      return `${rng.pick(bank.companyStems)} ${rng.pick(['rollout', 'relaunch', 'migration', 'review', 'pilot', 'sale', 'promo', 'offer', 'bundle'])}`;
    default:
      return rng.pick(bank.databaseNames);
  }
};

/** A coupon's code or name. */
export const coupon = (rng: Rng): string =>
  rng.pick([
    `${rng.pick(['SAVE', 'WELCOME', 'SPRING', 'SUMMER', 'FALL', 'VIP', 'THANKS', 'LAUNCH', 'FRIEND', 'COMEBACK', 'BLACKFRIDAY', 'HELLO', 'EARLY', 'STUDENT'])}${rng.pick([5, 10, 15, 20, 25, 30, 40, 50, 75, 100])}`,
    rng.pick(['LOYALTY', 'partner-deal', 'BETA2026', 'FREESHIP', 'winter-sale', 'NEWYEAR', 'GOODWILL']),
  ]);

/** Markdown or plain text of a body. */
export const body = (rng: Rng): string =>
  rng.chance(0.35)
    ? prose.detail(rng)
    : rng.chance(0.5)
      ? sentence(rng)
      : `${rng.pick(bank.verbs)} the ${rng.pick(bank.things)}, then ${rng.pick(bank.verbs).toLowerCase()} the ${rng.pick(bank.things)}`;
