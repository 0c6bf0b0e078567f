/** What a change may let through, one sentence each. */
export function LoosenedList({ loosened }: { readonly loosened: readonly string[] }) {
  return (
    <ul className="loosened">
      {loosened.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
