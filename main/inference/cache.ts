import { Tensor } from 'onnxruntime-node';

const arrays = { float32: Float32Array, int8: Int8Array, uint8: Uint8Array };

/** What a cache holds: for each of `names`, `heads` lists of rows of `width` numbers. */
export interface CacheShape {
  readonly names: readonly string[];
  readonly heads: number;
  readonly width: number;
  /** `uint8` holds two numbers of 4 bits. */
  readonly type: keyof typeof arrays;
}

/** Tokens by which a cache grows at least. */
const step = 64;

/**
 * Keys and values of the tokens read, a row for each token, in blocks with room to spare. New rows are written in place,
 * over the rows of tokens that were cut off; {@link KvCache.holds} says whether a state's rows are still there.
 */
export class KvCache {
  private readonly shape: CacheShape;
  private blocks: readonly Tensor[] = [];
  private capacity = 0;
  /** For each row, which write put it there. A write drops all rows after its first. */
  private readonly writes: number[] = [];
  private count = 0;

  constructor(shape: CacheShape) {
    this.shape = shape;
  }

  /** The write that put row `index` there; -1 if there is no such row. */
  writeOf(index: number): number {
    return this.writes[index] ?? -1;
  }

  /** Whether the first `length` rows are those that were there when `write` put the last of them. */
  holds(length: number, write: number): boolean {
    return this.writeOf(length - 1) === write;
  }

  /** The blocks, one for each name, each [1, heads, capacity, width] with room for at least `length` rows. */
  reserve(length: number): readonly Tensor[] {
    if (length <= this.capacity) return this.blocks;
    const { names, heads, width, type } = this.shape;
    const capacity = Math.max(2 * this.capacity, Math.ceil((length + 1) / step) * step);
    this.blocks = names.map((_, i) => {
      const to = new arrays[type](heads * capacity * width);
      const from = this.blocks[i]?.data as typeof to | undefined;
      const rows = this.writes.length * width;
      if (from)
        for (let head = 0; head < heads; head++) {
          const start = head * this.capacity * width;
          to.set(from.subarray(start, start + rows), head * capacity * width);
        }
      return new Tensor(type, to, [1, heads, capacity, width]);
    });
    this.capacity = capacity;
    return this.blocks;
  }

  /**
   * Writes `count` rows from row `from` on, and drops what followed.
   * @param rows [names * heads, count, width]
   * @returns the write's number, for {@link holds}
   */
  store(rows: Tensor, from: number, count: number): number {
    const { names, heads, width, type } = this.shape;
    const size = count * width;
    const data = rows.data;
    if (rows.type !== type || data.length !== names.length * heads * size)
      throw new TypeError('the network answered rows of another shape');
    const numbers = data as InstanceType<(typeof arrays)[typeof type]>;
    for (const [i, block] of this.reserve(from + count).entries()) {
      const to = block.data as typeof numbers;
      for (let head = 0; head < heads; head++) {
        const start = (i * heads + head) * size;
        to.set(numbers.subarray(start, start + size), (head * this.capacity + from) * width);
      }
    }
    const write = this.count++;
    this.writes.length = from;
    for (let i = 0; i < count; i++) this.writes.push(write);
    return write;
  }
}
