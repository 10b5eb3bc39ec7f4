/** A severity: a sign of its own shape, and the word; never colour alone. */
import { useReader } from '../language.ts';

const signs: Readonly<Record<string, string>> = { critical: '✕', unknown: '?', warning: '!', info: 'i', ok: '✓' };

export function Severity({ of: severity }: { of: string }) {
  const { wording } = useReader();
  return (
    <span class={`severity ${severity}`}>
      <span class="sign" aria-hidden="true">
        {signs[severity] ?? '?'}
      </span>
      <span class="word">{wording.page.severities[severity] ?? severity}</span>
    </span>
  );
}
