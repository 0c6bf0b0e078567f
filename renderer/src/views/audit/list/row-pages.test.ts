import { describe, expect, it, vi } from 'vitest';
import { RowPages } from './row-pages.ts';

/** A source that answers when told to. */
function source() {
  const open = new Map<number, PromiseWithResolvers<readonly string[]>>();
  const asked: number[] = [];
  const onChange = vi.fn();
  const pages = new RowPages<string>({
    pageSize: 10,
    load(page) {
      const answer = Promise.withResolvers<readonly string[]>();
      open.set(page, answer);
      asked.push(page);
      return answer.promise;
    },
    onChange,
  });
  const answer = async (page: number, mark = ''): Promise<void> => {
    open.get(page)?.resolve(Array.from({ length: 10 }, (_, at) => `${page * 10 + at}${mark}`));
    await Promise.resolve();
    await Promise.resolve();
  };
  const fail = async (page: number): Promise<void> => {
    open.get(page)?.reject(new Error('no'));
    await Promise.resolve();
    await Promise.resolve();
  };
  return { pages, asked, answer, fail, onChange };
}

describe('the rows of a long list', () => {
  it('are loaded where they are in view', async () => {
    const { pages, asked, answer, onChange } = source();
    pages.want(995_005, 995_015);
    expect(asked).toEqual([99_500, 99_501]);
    expect(pages.row(995_007)).toBeUndefined();
    await answer(99_500);
    expect(pages.row(995_007)).toBe('995007');
    expect(onChange).toHaveBeenCalledExactlyOnceWith(null);
    pages.want(995_006, 995_009);
    expect(asked).toHaveLength(2);
  });

  it('are not asked for when they were scrolled past', async () => {
    const { pages, asked, answer } = source();
    pages.want(0, 10);
    pages.want(100, 110);
    for (let at = 200; at < 900; at += 100) pages.want(at, at + 10);
    expect(asked).toEqual([0, 10]);
    await answer(0);
    expect(asked).toEqual([0, 10, 80]);
  });

  it('stay while they are asked for again', async () => {
    const { pages, asked, answer } = source();
    pages.want(0, 10);
    await answer(0);
    pages.refresh();
    expect(asked).toEqual([0, 0]);
    expect(pages.row(3)).toBe('3');
    await answer(0, ' again');
    expect(pages.row(3)).toBe('3 again');
  });

  it('are asked for once more when they could not be had, but only when they are next in view', async () => {
    const { pages, asked, fail, onChange } = source();
    pages.want(0, 10);
    await fail(0);
    expect(onChange).toHaveBeenCalledExactlyOnceWith(expect.any(Error));
    expect(asked).toEqual([0]);
    pages.want(0, 10);
    expect(asked).toEqual([0, 0]);
  });

  it('are forgotten when many others were in view since, the first the longest ago', async () => {
    const { pages, answer } = source();
    for (let page = 0; page < 61; page++) {
      pages.want(page * 10, page * 10 + 10);
      await answer(page);
    }
    pages.want(600, 610);
    expect(pages.row(0)).toBeUndefined();
    expect(pages.row(10)).toBe('10');
    expect([...pages.loaded()].at(-1)).toEqual([609, '609']);
  });

  it('tell nothing once closed', async () => {
    const { pages, answer, onChange } = source();
    pages.want(0, 10);
    pages.close();
    await answer(0);
    expect(onChange).not.toHaveBeenCalled();
  });
});
