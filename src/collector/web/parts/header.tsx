/** What stands above every view: the ways to go, the language, who is signed in. */
import type { Language } from '../../../wording/wording.ts';
import type { Door } from '../access.ts';
import { languages, useReader } from '../language.ts';
import { printableText } from '../printable.ts';
import { fleetHash } from '../route.ts';

interface HeaderProps {
  readonly door: Door;
  /** Which of the ways is the present one. */
  readonly view: string;
  readonly choose: (language: Language) => void;
}

export function Header({ door, view, choose }: HeaderProps) {
  const { wording, language } = useReader();
  const { page } = wording;
  const session = door.access.state === 'in' ? door.access.session : null;
  const ways = [
    { to: 'overview', hash: '#/', text: page.overview.heading },
    { to: 'machines', hash: fleetHash({}), text: page.fleet.heading },
  ];
  return (
    <header>
      {/* A button: the part of an address that a link of this kind would set belongs to the routes. */}
      <button type="button" class="skip" onClick={() => document.getElementById('content')?.focus()}>
        {page.skip}
      </button>
      <span class="brand">gracewatch</span>
      {session && (
        <nav aria-label={page.menu}>
          {ways.map(({ to, hash, text }) => (
            <a key={to} href={hash} aria-current={to === view ? 'page' : undefined}>
              {text}
            </a>
          ))}
        </nav>
      )}
      <fieldset class="languages">
        <legend class="hidden">{page.language}</legend>
        {languages.map((one) => (
          <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => choose(one)}>
            {page.languages[one]}
          </button>
        ))}
      </fieldset>
      {session && session.name !== '' && (
        <div class="session">
          <span class="who" title={page.signIn.signedInAs(printableText(session.name))}>
            {printableText(session.name)}
          </span>
          <button type="button" onClick={() => void door.signOut()}>
            {page.signIn.signOut}
          </button>
        </div>
      )}
    </header>
  );
}
