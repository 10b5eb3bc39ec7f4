/** The heading of a view: it names the tab, and takes the focus when the view changes, so that a screen reader tells. */
import { useEffect, useRef } from 'preact/hooks';
import { useReader } from '../language.ts';

/** True from the second view on: at the very first the focus stays where the browser puts it. */
let hasMoved = false;

export function Heading({ text }: { text: string }) {
  const { wording } = useReader();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = wording.page.title(text);
  }, [text, wording]);
  useEffect(() => {
    if (hasMoved) heading.current?.focus();
    hasMoved = true;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {text}
    </h1>
  );
}
