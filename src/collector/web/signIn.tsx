/** The one field between a reader and the fleet. */
import { useState } from 'preact/hooks';
import type { Access, Door } from './access.ts';
import { useReader } from './language.ts';
import { Heading } from './parts/heading.tsx';

type Why = Extract<Access, { state: 'out' }>['why'];

export function SignIn({ why, signIn }: { why: Why; signIn: Door['signIn'] }) {
  const { page } = useReader().wording;
  const [credential, setCredential] = useState('');
  const [isWorking, setWorking] = useState(false);
  const [complaint, setComplaint] = useState<string | null>(null);
  const texts = page.signIn;
  const told = { new: null, lost: texts.lost, left: texts.left }[why];

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (credential.trim() === '' || isWorking) return;
    setWorking(true);
    setComplaint(null);
    // A credential that was copied often brings a blank or a line end along.
    const problem = await signIn(credential.trim());
    if (problem === null) return;
    const { problems } = page.state;
    setWorking(false);
    if (problem.kind === 'signedOut') setComplaint(texts.wrong);
    else setComplaint(problem.kind === 'faulty' ? problems.faulty(problem.status) : problems[problem.kind]);
  };

  return (
    <form class="sign-in" onSubmit={(event) => void submit(event)}>
      <Heading text={texts.heading} />
      {told !== null && <p role="status">{told}</p>}
      <p>{texts.explain}</p>
      {/* Password managers file a secret under a name. */}
      <input type="text" name="username" autocomplete="username" value="gracewatch" readOnly hidden />
      <label>
        {texts.credential}
        <input
          type="password"
          name="credential"
          autocomplete="current-password"
          required
          aria-invalid={complaint !== null}
          aria-describedby="complaint"
          value={credential}
          onInput={(event) => setCredential(event.currentTarget.value)}
        />
      </label>
      <p id="complaint" class="complaint" role="alert">
        {complaint}
      </p>
      <button type="submit" class="main" disabled={isWorking}>
        {isWorking ? texts.working : texts.submit}
      </button>
    </form>
  );
}
