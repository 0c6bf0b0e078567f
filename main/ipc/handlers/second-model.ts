import type { DomainHandlers } from '../router.ts';
import type { Services } from '../services.ts';

/** The second model's key: it goes in and never comes out. */
export function secondModelHandlers({ secondModel }: Services): DomainHandlers<'secondModel'> {
  return {
    state: () => secondModel.state(),
    setKey: ({ key }) => secondModel.setKey(key),
  };
}
