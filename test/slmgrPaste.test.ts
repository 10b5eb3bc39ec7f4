/** What happens to a text on its way: marks, pages, broken lines, several outputs in one paste, and what only looks like a state. */
import { describe, expect, test } from '@jest/globals';
import { choosePrimary } from '../src/activation/primary.ts';
import { languagesOf } from '../src/activation/slmgr/languages.ts';
import { isCommand, linesOf, variantsOf } from '../src/activation/slmgr/paste.ts';
import { readSlmgr } from '../src/activation/slmgr/read.ts';
import { countOf, hostAndPortOf, identifierOf, isWithheld, textOf } from '../src/activation/slmgr/values.ts';
import { putTogether } from '../src/activation/slmgr/wrapped.ts';

const at = '2021-07-08T15:30:12.000Z';
const read = (text: string) => readSlmgr(text, null, at);
const statuses = (text: string) => read(text).products.map(({ licenseStatus }) => licenseStatus);

describe('lines of a paste', () => {
  test.each([
    ['marks of a quotation', '> a\n>> b\n> > c\n| d\n＞ e\n> \n>', ['a', 'b', 'c', 'd', 'e', '', '']],
    ['line ends', 'a\r\nb\rc\nd\u2028e\u2029f\vg\fh', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
    ['what is not seen', '\ufeffLi\u200bcen\u00adsed\u200e', ['Licensed']],
    ['letters in two parts', 'e\u0301', ['é']],
    ['fences', '```text\na\n```', ['', 'a', '']],
    ['blank lines', ' \u00a0\t\n\u3000', ['', '']],
    ['a page', '<p>a&nbsp;b</p><div class="x y">c</div>d<br />e', ['a b', 'c', 'd', 'e']],
    ['entities of a page', '&lt;x&gt; &amp;lt; &quot;y&quot; it&#39;s<br>', ['<x> &lt; "y" it\'s', '']],
    ['entities of no page', '&lt;x&gt; &amp;', ['&lt;x&gt; &amp;']],
    ['a mask, not a tag', '<REDACTED>\n<b', ['<REDACTED>', '<b']],
    ['cells of a table', '<table><tr><td>a:</td><td> b</td></tr><tr><td>c</td></tr></table>', ['a: b', 'c', '']],
    ['a comment', '<p>a<!-- x\ny --></p>b<!-- z -->c', ['a', 'bc']],
    ['a comment without an end', '<p>a<!-- x</p>b', ['a<!-- x', 'b']],
    ['a script and a style', '<script type="x">\na<b\n</script>c<STYLE>d</style>e', ['ce']],
  ])('%s', (_, text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });

  test.each([
    ['C:\\Windows>slmgr /dlv', true],
    ['PS C:\\Users\\a> slmgr', true],
    ['PS C:\\> ', true],
    ['slmgr /dlv', true],
    ['cscript //Nologo C:\\Windows\\System32\\slmgr.vbs /dlv all', true],
    ['Please use slmgr.vbs /ato to activate and update KMS client information in order to update values.', false],
    ['slmgr.vbs /ato を使用してライセンス認証を行ってください。', false],
    ['I ran slmgr /dlv', false],
  ])('%s: typed, or not', (line, typed) => {
    expect(isCommand(line)).toBe(typed);
  });

  test('what was printed after another command is another run: two machines by /dli, with different keys', () => {
    const dli = (edition: string, key: string, status: string): string =>
      `PS C:\\> slmgr /dli\nName: Windows(R), ${edition} edition\nDescription: Windows(R) Operating System, VOLUME_MAK channel\n` +
      `Partial Product Key: ${key}\nLicense Status: ${status}\n\n`;
    const { error, products } = read(
      dli('Enterprise', '2YT43', 'Licensed') + dli('Professional', 'T83GX', 'Unlicensed'),
    );
    expect([error, products.length]).toEqual(['severalOutputs', 2]);
  });

  test.each([
    ['a', ['a']],
    ['- a', ['a', '- a']],
    ['  * a', ['a', '  * a']],
    ['・a', ['a', '・a']],
    ['12. a', ['a', '12. a']],
    ['(3) a', ['a', '(3) a']],
    ['1234. a', ['1234. a']],
    ['**a:** b', ['**a:** b', 'a: b']],
    ['- `a`', ['`a`', '- `a`', 'a']],
    ['-a', ['-a']],
  ])('"%s" without its marks', (line, variants) => {
    expect(variantsOf(line)).toEqual(variants);
  });
});

describe('broken lines', () => {
  const rawOf = (...lines: string[]): string[] =>
    putTogether(lines, languagesOf(lines, null))
      .map(({ raw }) => raw)
      .filter((raw) => raw !== '');
  const long = `Description: ${'x'.repeat(40)} ${'y'.repeat(26)}`; // 80 columns

  test.each([
    [
      'a text that is one line',
      ['License Status: Additional grace period (KMS license expired or', 'hardware out of tolerance)'],
      1,
    ],
    ['in the middle of a word', ['License Status: Un', 'licensed'], 1],
    ['a label above its value', ['License Status:', 'Licensed'], 1],
    ['a label above a word that is a sentence too', ['License Status:', 'Unlicensed'], 1],
    ['a value that fills its line', [long, 'channel'], 1],
    ['no value before a label of another language', [long, 'Frobnitz: 7'], 2],
    ['no line that is understood', [long, 'License Status: Licensed'], 2],
    ['no blank line between', ['License Status: Un', '', 'licensed'], 2],
    ['nothing that makes no sense', ['License Status: Un', 'happy'], 2],
    ['a short value goes on nowhere', ['Name: Windows(R), X', 'edition'], 2],
  ])('%s', (_, lines, count) => {
    expect(rawOf(...lines)).toHaveLength(count);
  });

  test('a state is never made out of prose around it', () => {
    for (const [first, second] of [
      ['License Status: is not', 'Licensed'],
      ['The machine is not', 'permanently activated.'],
      ['Requests with License Status', 'Licensed: 826'],
      ['License Status: Licensed', 'is what it should say, not what it says'],
    ] as const) {
      const { products } = read(`Name: Windows(R), X\nDescription: Windows(R), RETAIL channel\n${first}\n${second}\n`);
      expect([first, products.map(({ validity: { kind } }) => kind)]).toEqual([first, ['unknown']]);
    }
  });
});

describe('several outputs in one paste', () => {
  interface Said {
    name?: string;
    id?: string;
    key?: string;
    cmid?: string;
    status?: string;
  }
  const name = 'Windows(R), Enterprise edition';
  const id = '73111121-5638-40f6-bc11-f1d7b0d64300';
  const dli = ({
    name: called = name,
    key = '2YT43',
    status = 'License Status: Licensed',
    cmid = '',
  }: Said = {}): string =>
    `Name: ${called}\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\nPartial Product Key: ${key}\n` +
    `${status}\n${status.endsWith(': Licensed') ? 'Volume activation expiration: 2880 minute(s) (2 day(s))\n' : ''}` +
    (cmid === '' ? '' : `    Client Machine ID (CMID): ${cmid}\n`);
  const dlv = (said: Said = {}): string =>
    `Software licensing service version: 10.0.19041.1202\n\n${dli(said).replace('Partial', `Activation ID: ${said.id ?? id}\nPartial`)}`;
  const xpr = `${name}:\n    Volume activation will expire 7/10/2021 8:30:12 AM\n`;
  const notification = { status: 'License Status: Notification' };
  const other = { key: '3V66T', id: 'b71515d9-89a2-4c60-88c8-656fbcca7f3a' };
  const primary = (text: string): number | null => {
    const { error, products, withheldKeys } = read(text);
    return error === 'severalOutputs' ? null : choosePrimary(products, withheldKeys);
  };

  test.each([
    ['/dlv and /dli and /xpr', `${dlv()}\n${dli()}\n${xpr}`, 1],
    ['/xpr first', `${xpr}\n${dlv()}`, 1],
    ['/dlv twice', `${dlv()}\n${dlv()}`, 1],
    [
      '/dlv, and /dlv all with what is not in use',
      `${dlv()}\n${dlv()}\nName: Windows(R), Y\nDescription: Windows(R), RETAIL channel\nThis license is not in use.\nLicense Status: Unlicensed\n`,
      2,
    ],
    [
      '/dlv, and Office by its id',
      `${dlv()}\n${dlv({ name: 'Office 19, X edition', key: '6MWKP', id: '85dd8b5f-eaa4-4af3-a628-cce9e77c9a03' }).replace('Windows(R) Operating System', 'Office 19')}`,
      2,
    ],
  ])('one machine: %s', (_, text, count) => {
    const { error, products } = read(text);
    expect([error, products.length, products[0]?.licenseStatus]).toEqual([null, count, 'licensed']);
    expect(primary(text)).toBe(0);
    expect(products[0]?.validity.remainingMinutes).toBe(2880);
  });

  test.each([
    ['before and after', `${dlv(notification)}\n${dlv()}`],
    ['an older mail below', `${dli(notification)}\nOn Monday J. wrote:\n${dli().replace(/^/gm, '> ')}`],
    ['before and after another key', `${dlv(notification)}\n${dlv(other)}`],
    [
      'two machines of two editions',
      `${dlv(notification)}\n${dlv({ ...other, name: 'Windows(R), ServerStandard edition' })}`,
    ],
    ['two client machine ids', `${dli({ cmid: id })}\n${dli({ ...other, cmid: other.id })}`],
    ['two service versions', `${dlv()}\n${dlv().replace('19041.1202', '26100.1')}`],
    ['two states in one product', dli().replace('License Status', 'License Status: Notification\nLicense Status')],
    ['a change as a list of differences', '- License Status: Licensed\n+ License Status: Notification\n'],
  ])('two machines, or one at two times: %s', (_, text) => {
    expect(read(text).error).toBe('severalOutputs');
    expect(primary(text)).toBeNull();
  });

  test('a state said twice and differently is none', () => {
    expect(statuses('License Status: Notification\nLicense Status: Licensed\n')).toEqual(['unknown']);
    expect(statuses('License Status: Licensed\nLicense Status: Notification\nLicense Status: Licensed\n')).toEqual([
      'unknown',
    ]);
  });
});

describe('values', () => {
  test.each([
    ['XXXXX', null],
    ['*****', null],
    ['<REDACTED>', null],
    ['[removed by J.]', null],
    ['…', '…'],
    ['••••', null],
    ['xxxx-xxxx', null],
    ['', null],
    ['Xavier', 'Xavier'],
    ['<a: b>', '<a: b>'],
  ])('"%s" is the text %s', (value, text) => {
    expect(textOf(value)).toBe(text);
  });

  test.each([
    ['03612-XXXXX-000', null],
    ['kms-***.example.com', null],
    ['kms-xx.example.com', 'kms-xx.example.com'],
    ['２ＹＴ４３', '2YT43'],
  ])('"%s" is the identifier %s', (value, identifier) => {
    expect([identifierOf(value), isWithheld(value)]).toEqual([identifier, identifier === null]);
  });

  test.each([
    ['-1', null],
    ['4294967295', null],
    ['826', 826],
    ['８２６', 826],
    ['1.000', null],
    ['99999999999', null],
  ])('"%s" is the count %s', (value, count) => {
    expect(countOf(value)).toBe(count);
  });

  test.each([
    ['kms.example.com:1700', 'kms.example.com', 1700],
    ['kms.example.com', 'kms.example.com', 1688],
    ['kms.example.com:0', 'kms.example.com', 1688],
    ['[fd00::25]:1688', 'fd00::25', 1688],
    ['2001:db8::25:1689', '2001:db8::25', 1689],
    ['<REDACTED>:1700', null, 1700],
    ['<REDACTED>', null, null],
    ['', null, null],
  ])('"%s" is host %s, port %s', (value, host, port) => {
    expect(hostAndPortOf(value)).toEqual({ host, port });
  });
});

describe('what looks like a state and is none', () => {
  const retail =
    'Name: Windows(R), X\nDescription: Windows(R) Operating System, RETAIL channel\nPartial Product Key: 3V66T\n';
  const end = '\nRemaining SKU rearm count: 1001\n';
  test.each([
    ['its opposite', 'License Status: Unlicensed', 'unlicensed'],
    ['its opposite, bold', 'License Status: **Un**licensed', 'unlicensed'],
    ['its opposite, with a mark that is not seen', 'License Status: Un\u200blicensed', 'unlicensed'],
    ['a counter of a host', 'Requests with License Status Licensed: 826', 'unknown'],
    ['a question', 'License Status: Licensed?', 'unknown'],
    ['a wish', 'should be License Status: Licensed', 'unknown'],
    ['its denial', 'not License Status: Licensed', 'unknown'],
    ['struck out', '~~License Status: Licensed~~', 'unknown'],
    ['struck out on a page', '<s>License Status: Licensed</s><br>', 'unknown'],
    ['a word struck out on a page', 'License Status: <del>Un</del>licensed<br>', 'unknown'],
    [
      'struck through letter by letter',
      `License Status: ${[...'Licensed'].map((letter) => `${letter}\u0336`).join('')}`,
      'unknown',
    ],
    ['a remark behind', 'License Status: Licensed (no longer)', 'unknown'],
    ['an arrow', 'License Status: Licensed -> Notification', 'unknown'],
    ['in a comment', '<p></p><!--\nLicense Status: Licensed\n-->', 'unknown'],
    ['in a script', '<script>\nLicense Status: Licensed\n</script>', 'unknown'],
    ['in a style', '<style>\nLicense Status: Licensed\n</style>', 'unknown'],
    ['in an attribute', '<p title="\nLicense Status: Licensed\n">x</p>', 'unknown'],
    ['a letter of another alphabet', 'License Status: Li\u0441ensed', 'unknown'],
    ['a NUL', 'License Status: Licensed\0', 'unknown'],
    ['the next-line sign', 'License Status: Licensed\u0085no longer', 'unknown'],
    ['right to left', 'License Status: \u202edesneciL', 'unknown'],
  ])('%s', (_, line, status) => {
    expect(statuses(`${retail}${line}${end}`)).toEqual([status]);
  });

  test.each([
    'Volume activation will expire when?',
    'Volume activation will expire',
    'Timebased activation will expire soon, I think',
    'Initial grace period ends tomorrow',
    '批量激活将于 昨天 过期',
  ])('no sentence of /xpr without a date: %s', (line) => {
    const { products, unread } = read(`Hello,\n${line}\n`);
    expect([products, unread.map(({ label, text }) => label + text).join()]).toEqual([
      [],
      expect.stringContaining(line),
    ]);
  });

  test('a date that somebody masked, or in other digits, is one', () => {
    const of = (end: string) =>
      read(`Windows(R), X:\n    Volume activation will expire ${end}\n`).products[0]?.validity.kind;
    expect([of('<REDACTED>'), of('１２.３.２０２７'), of('١٢/٣/٢٠٢٧')]).toEqual(['expires', 'expires', 'expires']);
  });
});

describe('traps of slmgr’s own lines', () => {
  const client =
    'Name: Windows(R), Enterprise edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n' +
    'Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300\nExtended PID: 03612-03290-000-000001-03-1033-19041.0000-1882021\n' +
    'Partial Product Key: 2YT43\n';
  const product = (text: string) => read(client + text).products[0];

  test('three extended PIDs and two activation ids', () => {
    const read1 = product(
      'License Status: Licensed\nAD Activation client information\n    AO extended PID: 1-2\n    AO activation ID: fdb72a8d-3ca1-4b2f-9d6e-0a1f1c5b7f66\n',
    );
    expect(read1).toMatchObject({
      activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
      extendedPid: '03612-03290-000-000001-03-1033-19041.0000-1882021',
      activeDirectory: { extendedPid: '1-2', activationId: 'fdb72a8d-3ca1-4b2f-9d6e-0a1f1c5b7f66' },
    });
    const read2 = product('License Status: Licensed\n    KMS machine extended PID: 3-4\n');
    expect([read2?.extendedPid, read2?.kms?.hostExtendedPid]).toEqual([
      '03612-03290-000-000001-03-1033-19041.0000-1882021',
      '3-4',
    ]);
  });

  test.each([
    [2880, 2, 2880],
    [2881, 2, 2881],
    [2881, 3, 2881],
    [2881, 9, null],
  ])('%s minutes and %s days', (minutes, days, left) => {
    const text = `License Status: Licensed\nVolume activation expiration: ${minutes} minute(s) (${days} day(s))\n`;
    expect(product(text)?.validity.remainingMinutes).toBe(left);
  });

  test('days may stand before the minutes, whatever the language', () => {
    expect(product('Foo: bar\nBaz qux: 2 d (2880 m)\n')?.validity.remainingMinutes).toBe(2880);
  });

  test('a client that is not licensed has no details of KMS, and that is no fault', () => {
    const unlicensed = product(
      'License Status: Unlicensed\nConfigured Activation Type: All\nPlease use slmgr.vbs /ato to activate and update KMS client information in order to update values.\n',
    );
    expect([unlicensed?.licenseStatus, unlicensed?.kms, unlicensed?.method]).toEqual(['unlicensed', null, null]);
  });

  test('a registered host hides the one that DNS names', () => {
    const kms = product('License Status: Licensed\n    Registered KMS machine name: kms.example.com:1688\n')?.kms;
    expect([kms?.configuredHost, kms?.discoveredHost, kms?.discoveredPort]).toEqual(['kms.example.com', null, null]);
  });

  test('two states that Chinese prints alike are none', () => {
    const { products } = read('Windows(R), Professional edition:\n    初始宽限期于 2027/1/1 8:30:12 过期\n');
    expect(products.map(({ name, licenseStatus }) => [name, licenseStatus])).toEqual([
      ['Windows(R), Professional edition', 'unknown'],
    ]);
  });

  test('English lines inside another language', () => {
    const text =
      '名称: Windows(R), X\nDescription: Windows(R), RETAIL channel\n许可证状态: 已授权\nRemaining SKU rearm count: 7\n';
    expect(read(text).products).toMatchObject([{ channel: 'retail', licenseStatus: 'licensed', rearm: { sku: 7 } }]);
  });
});

/** Four times the text: a quadratic cost is sixteen times the time, what a busy machine adds to four stays below nine. */
describe('time in proportion to length', () => {
  const millisecondsFor = (text: string): number => {
    const runs = [0, 1].map(() => {
      const start = performance.now();
      read(text);
      return performance.now() - start;
    });
    return Math.min(...runs);
  };
  test.each([
    ['descriptions', 'Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n'],
    ['products of one name', 'Name: Windows(R), X\nPartial Product Key: 2YT43\nLicense Status: Licensed\n'],
    ['comments without an end', '<br><!--'],
    ['tags without an end', '<br><span '],
    ['labels without values', 'License Status:\n'],
    ['colons', ':'],
    ['brackets', '1 ('],
    ['lines of full width', `${'x'.repeat(79)}\n`],
    ['stars', '**a**\n'],
  ])('%s', (_, fragment) => {
    const of = (size: number): string => fragment.repeat(Math.ceil(size / fragment.length));
    millisecondsFor(of(50_000));
    const [short, long] = [millisecondsFor(of(250_000)), millisecondsFor(of(1_000_000))];
    // What takes no time at all cannot be compared.
    expect(long / Math.max(short, 40)).toBeLessThan(9);
  });
});
