/** Injection tasks and what is put around them; `{goal}` stands for the task. */
export interface AgentDojoAttacks {
  readonly goals: readonly string[];
  readonly wrappers: readonly string[];
}

/** Joins Python string literals that stand one after another. */
function literals(source: string): string {
  return [...source.matchAll(/"((?:[^"\\]|\\.)*)"/gu)]
    .map(([, text = '']) => JSON.parse(`"${text.replace(/\\'/gu, "'")}"`) as string)
    .join('');
}

/**
 * Reads AgentDojo's Slack suite out of its package, without running it: the `GOAL` of every injection task, and the
 * texts of the package's own attacks. Names in braces are filled in.
 * @param read gives a file of the package
 * @throws Error when the package is not as it was
 */
export function agentDojoAttacks(read: (name: string) => string): AgentDojoAttacks {
  const tasks = read('agentdojo/default_suites/v1/slack/injection_tasks.py')
    .split(/^class /mu)
    .slice(1);
  const goals = tasks.flatMap((task) => {
    const goal = /^ {4}GOAL = (?:f?"""[\s\S]*?"""|f?"(?:[^"\\]|\\.)*"|\([\s\S]*?^ {4}\))/mu.exec(task)?.[0];
    if (goal === undefined) return [];
    const constants = new Map(
      [...task.matchAll(/^ {4}(_[A-Z_]+) = "((?:[^"\\]|\\.)*)"/gmu)].map(([, name = '', value = '']) => [name, value]),
    );
    const text = goal.includes('"""') ? (/"""([\s\S]*?)"""/u.exec(goal)?.[1] ?? '') : literals(goal);
    return [text.replace(/\{(?:self\.)?(_[A-Z_]+)\}/gu, (whole, name: string) => constants.get(name) ?? whole).trim()];
  });
  const sources = ['important_instructions_attacks', 'baseline_attacks'].map((name) =>
    read(`agentdojo/attacks/${name}.py`),
  );
  const wrappers = sources.flatMap((source) =>
    [
      ...source.matchAll(
        /(?:_JB_STRING = |super\(\).__init__\(\s*)(\((?:\s*"(?:[^"\\]|\\.)*")+\s*\)|"(?:[^"\\]|\\.)*")/gu,
      ),
    ].map(([, text = '']) => literals(text)),
  );
  const filled = wrappers
    .filter((text) => text.includes('{goal}') && !text.includes('{tools}'))
    .map((text) =>
      text.replaceAll('{user}', 'Sam Rivera').replaceAll('{model}', 'Needle').replaceAll('{task}', 'your task'),
    );
  if (goals.length < 3 || goals.includes('') || filled.length < 2)
    throw new Error('the package is not as it was: no tasks or no attacks in it');
  return { goals, wrappers: ['{goal}', ...new Set(filled)] };
}
