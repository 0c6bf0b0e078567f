import type { PolicyRemark } from '../../shared/index.ts';
import type { TextRemark } from '../policy/index.ts';

/** A remark as the window gets it, with line and column from 1. */
export function remarkOf(severity: PolicyRemark['severity'], remark: TextRemark, text: string): PolicyRemark {
  const { message, hint, rule, range } = remark;
  const before = text.slice(0, range.start).split('\n');
  return {
    severity,
    message,
    hint,
    rule,
    start: range.start,
    end: range.end,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  };
}
