import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendLeaf,
  consistencyPath,
  emptyRoot,
  inclusionPath,
  leafHash,
  nodeHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';

// Inputs and hashes of transparency-dev/merkle (Apache-2.0), testonly/constants.go and testdata/, for RFC 6962 hashing.
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const leaves = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  '0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7',
  '07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7',
  'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  '4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658',
  'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
  '46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1',
];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const node1 = [
  '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
];
const node2 = [
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
];

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const hex = (list: readonly Uint8Array[]) => list.map((one) => Buffer.from(one).toString('hex'));

function treeOf(data: readonly Uint8Array[]) {
  const nodes = new Map<string, Uint8Array>();
  const read = (level: number, index: number) => {
    const found = nodes.get(`${level}/${index}`);
    if (!found) throw new Error(`no node ${level}/${index}`);
    return found;
  };
  const write = (level: number, index: number, hash: Uint8Array) => void nodes.set(`${level}/${index}`, hash);
  data.forEach((one, index) => {
    write(0, index, leafHash(one));
    appendLeaf(read, write, index, leafHash(one));
  });
  return read;
}

/** The definition in RFC 9162, 2.1.1, word for word. */
function slowRoot(data: readonly Uint8Array[]): Buffer {
  const [first] = data;
  if (!first) return emptyRoot;
  if (data.length === 1) return leafHash(first);
  let k = 1;
  while (k * 2 < data.length) k *= 2;
  return nodeHash(slowRoot(data.slice(0, k)), slowRoot(data.slice(k)));
}

describe('known answers', () => {
  const tree = treeOf(inputs.map(bytes));

  it('leaves and roots', () => {
    expect(hex(inputs.map((one) => leafHash(bytes(one))))).toEqual(leaves);
    expect(hex(roots.map((_, size) => rootOf(tree, size)))).toEqual(roots);
  });

  it.each([
    [0, 1, []],
    [0, 8, [leaves[1], node1[0], node2[1]]],
    [5, 8, [leaves[4], node1[2], node2[0]]],
    [2, 3, [roots[2]]],
    [1, 5, [leaves[0], node1[0], leaves[4]]],
  ] as const)('inclusion of %i in %i', (index, size, path) => {
    expect(hex(inclusionPath(tree, index, size))).toEqual(path);
    expect(
      verifyInclusion(
        bytes(leaves[index] ?? ''),
        index,
        size,
        path.map((one) => bytes(one ?? '')),
        bytes(roots[size] ?? ''),
      ),
    ).toBe(true);
  });

  it.each([
    [1, 1, []],
    [1, 8, [leaves[1], node1[0], node2[1]]],
    [6, 8, [node1[1], node1[2], node2[0]]],
    [2, 5, [node1[0], leaves[4]]],
    [6, 7, [node1[1], leaves[6], node2[0]]],
  ] as const)('consistency of %i with %i', (first, second, path) => {
    expect(hex(consistencyPath(tree, first, second))).toEqual(path);
    expect(
      verifyConsistency(
        first,
        second,
        path.map((one) => bytes(one ?? '')),
        bytes(roots[first] ?? ''),
        bytes(roots[second] ?? ''),
      ),
    ).toBe(true);
  });
});

describe('the published probes', () => {
  type Probe = [name: string, a: number, b: number, hash: number, path: number[], root: number, valid: boolean];
  const file = readFileSync(new URL('./testdata/merkle-probes.json', import.meta.url), 'utf8');
  const probes = JSON.parse(file) as { hashes: string[]; inclusion: Probe[]; consistency: Probe[] };
  const at = (index: number) => Buffer.from(probes.hashes[index] ?? 'missing', 'base64');

  it('of inclusion are told apart', () => {
    const wrong = probes.inclusion.filter(
      ([, index, size, leaf, path, root, valid]) =>
        verifyInclusion(at(leaf), index, size, path.map(at), at(root)) !== valid,
    );
    expect([probes.inclusion.length, wrong]).toEqual([98, []]);
  });

  it('of consistency are told apart', () => {
    const wrong = probes.consistency.filter(
      ([, first, second, before, path, after, valid]) =>
        verifyConsistency(first, second, path.map(at), at(before), at(after)) !== valid,
    );
    expect([probes.consistency.length, wrong]).toEqual([98, []]);
  });
});

describe('any tree', () => {
  const some = fc.array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 70 });

  it('has the root of the definition at every size', () => {
    fc.assert(
      fc.property(some, (data) => {
        const tree = treeOf(data);
        for (let size = 0; size <= data.length; size++)
          expect(rootOf(tree, size).equals(slowRoot(data.slice(0, size)))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('proves what is in it, and nothing when anything is changed', () => {
    fc.assert(
      fc.property(some, fc.nat(), fc.nat(), fc.nat(255), (data, i, j, flip) => {
        const tree = treeOf(data);
        const size = 1 + (i % data.length);
        const index = j % size;
        const leaf = leafHash(data[index] ?? new Uint8Array());
        const root = rootOf(tree, size);
        const path = inclusionPath(tree, index, size);
        expect(verifyInclusion(leaf, index, size, path, root)).toBe(true);
        const bent = (hash: Uint8Array) =>
          Buffer.from(hash.map((byte, at) => (at === flip % 32 ? byte ^ (1 << (flip % 8)) : byte)));
        const wrong = [
          verifyInclusion(bent(leaf), index, size, path, root),
          verifyInclusion(leaf, index, size, path, bent(root)),
          verifyInclusion(leaf, size, size, path, root),
          verifyInclusion(leaf, -1, size, path, root),
          verifyInclusion(leaf, index, size, [...path, root], root),
          verifyInclusion(leaf, index, size, [root, ...path], root),
          ...path.map((_, at) => verifyInclusion(leaf, index, size, path.with(at, bent(path[at] ?? root)), root)),
          ...(path.length > 0
            ? [
                verifyInclusion(leaf, index, size, path.slice(1), root),
                verifyInclusion(leaf, index, size, path.slice(0, -1), root),
              ]
            : []),
        ];
        expect(wrong.includes(true)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('proves that it only grew, and not when history differs', () => {
    fc.assert(
      fc.property(some, fc.nat(), fc.nat(), (data, i, j) => {
        const tree = treeOf(data);
        const second = 1 + (i % data.length);
        const first = 1 + (j % second);
        const path = consistencyPath(tree, first, second);
        const [before, after] = [rootOf(tree, first), rootOf(tree, second)];
        expect(verifyConsistency(first, second, path, before, after)).toBe(true);
        const changed = treeOf(data.with(0, Buffer.concat([data[0] ?? Buffer.of(), Buffer.of(1)])));
        const wrong = [
          verifyConsistency(first, second, path, rootOf(changed, first), after),
          verifyConsistency(first, second, consistencyPath(changed, first, second), before, rootOf(changed, second)),
          verifyConsistency(first, second, [...path, after], before, after),
          verifyConsistency(0, second, path, emptyRoot, after),
          verifyConsistency(second + 1, second, path, before, after),
          ...(path.length > 0 ? [verifyConsistency(first, second, path.slice(0, -1), before, after)] : []),
        ];
        expect(wrong.includes(true)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('has no proof for a leaf that is not there', () => {
    const tree = treeOf([Buffer.of(1)]);
    expect(() => inclusionPath(tree, 1, 1)).toThrow(RangeError);
    expect(() => consistencyPath(tree, 0, 1)).toThrow(RangeError);
  });
});
