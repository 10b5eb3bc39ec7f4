/** Starts the page: the reader's language first, then everything else. */
import { render } from 'preact';
import { App } from './app.tsx';
import { firstLanguage, read } from './language.ts';
import './style/base.css';
import './style/parts.css';
import './style/signIn.css';
import './style/overview.css';
import './style/fleet.css';
import './style/machine.css';
import './style/narrow.css';

const place = document.getElementById('page');
if (place) render(<App first={await read(firstLanguage(), 'found')} />, place);
