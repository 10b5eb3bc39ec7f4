/** A command to be copied. Nothing is ever run from here. */
import { useRef, useState } from 'preact/hooks';
import { useReader } from '../language.ts';

export function Command({ text }: { text: string }) {
  const { page } = useReader().wording;
  const code = useRef<HTMLElement>(null);
  const [done, setDone] = useState<'copied' | 'selected' | null>(null);

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setDone('copied');
    } catch {
      // No clipboard over plain HTTP, or not allowed: the text is selected, and a key copies it.
      if (code.current) getSelection()?.selectAllChildren(code.current);
      setDone('selected');
    }
  };

  return (
    <div class="command">
      <code ref={code}>{text}</code>
      <button type="button" onClick={() => void copy()} aria-label={`${page.machine.copy}: ${text}`}>
        {page.machine.copy}
      </button>
      <span role="status">{done !== null && page.machine[done]}</span>
    </div>
  );
}
