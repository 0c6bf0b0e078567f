import markUrl from '../mark.svg';

/** The thimble, with a thread going through. Decorative: the name stands beside it. */
export function Mark({ size }: { readonly size: number }) {
  return <img className="mark" src={markUrl} width={size} height={size} alt="" />;
}
