import { createInterface } from 'node:readline';
import { createRunner } from './runner.ts';
import { createScorer, scoreRequest } from './score.ts';
import { createWorld } from './world.ts';

/**
 * Scores calls by their effects on the demo workspace: reads JSON lines, answers each with a JSON line, in order.
 *   node models/effects/main.ts
 *   < {"id":1,"request":"…","want":[{"tool":"…","args":{…}}],"candidates":[[{"tool":"…","args":{…}}],[],null]}
 *   > {"id":1,"scores":[0.8,0,0],"right":[false,false,false],"unsound":null}
 * Ends with its input; a line that is not such a request ends it with an error.
 */
const score = createScorer(createRunner(createWorld()));
for await (const line of createInterface({ input: process.stdin }))
  if (line.trim() !== '')
    process.stdout.write(`${JSON.stringify(await score(scoreRequest.parse(JSON.parse(line))))}\n`);
