/** The page: who may read, then what the address asks for. */
import { useState } from 'preact/hooks';
import type { Language } from '../../wording/wording.ts';
import { type Door, LostContext, useDoor } from './access.ts';
import { Fleet } from './fleet/fleet.tsx';
import { Overdue, Silent } from './fleet/lists.tsx';
import { type Reader, ReaderContext, read, useReader } from './language.ts';
import { Machine } from './machine/machine.tsx';
import { useRoute } from './navigation.ts';
import { Overview } from './overview/overview.tsx';
import { Header } from './parts/header.tsx';
import { Heading } from './parts/heading.tsx';
import { ProblemBox } from './parts/problem.tsx';
import type { Route } from './route.ts';
import { SignIn } from './signIn.tsx';

export function App({ first }: { first: Reader }) {
  const [reader, setReader] = useState(first);
  const [isMissing, setMissing] = useState(false);
  const door = useDoor();
  const route = useRoute();

  const choose = (language: Language): void => {
    setMissing(false);
    read(language, 'chosen').then(setReader, () => setMissing(true));
  };

  const { page } = reader.wording;
  const { dates } = reader;
  return (
    <ReaderContext.Provider value={reader}>
      <LostContext.Provider value={door.lost}>
        <Header door={door} view={route.view} choose={choose} />
        {isMissing && (
          <p class="problem" role="alert">
            {page.languageFailed}
          </p>
        )}
        <main id="content" tabIndex={-1}>
          <Inside door={door} route={route} />
        </main>
        <footer>{page.times(dates.zone, dates.offset(Date.now()))}</footer>
      </LostContext.Provider>
    </ReaderContext.Provider>
  );
}

function Inside({ door, route }: { door: Door; route: Route }) {
  const { access } = door;
  if (access.state === 'asking') return null;
  if (access.state === 'out') return <SignIn why={access.why} signIn={door.signIn} />;
  if (access.state === 'failed') return <ProblemBox problem={access.problem} at={0} retry={() => void door.enter()} />;
  return <View route={route} />;
}

function View({ route }: { route: Route }) {
  if (route.view === 'overview') return <Overview />;
  if (route.view === 'machines') return <Fleet query={route.query} />;
  if (route.view === 'overdue') return <Overdue after={route.after} />;
  if (route.view === 'silent') return <Silent after={route.after} />;
  if (route.view === 'machine') return <Machine key={route.id} id={route.id} />;
  return <Nowhere />;
}

function Nowhere() {
  const { nowhere } = useReader().wording.page;
  return (
    <>
      <Heading text={nowhere.heading} />
      <a href="#/">{nowhere.home}</a>
    </>
  );
}
