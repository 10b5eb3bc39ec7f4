import { describe, expect, test } from '@jest/globals';
import { codesIn } from '../src/activation/codesIn.ts';

const codes = (text: string): string[] => codesIn(text).map(({ code }) => code);

describe('codes in a text', () => {
  test.each([
    ['with 0x', 'activation failed, code 0xC004F074', ['0xC004F074']],
    ['in any case', 'code 0Xc004f074', ['0xC004F074']],
    ['unlisted, with 0x', 'it says 0x80070570!', ['0x80070570']],
    ['the letter O for the zero', 'code OxC004F074', ['0xC004F074']],
    ['without 0x', 'error C004F074 again', ['0xC004F074']],
    ['without 0x, in lower case', '(c004f074)', ['0xC004F074']],
    ['of digits only, listed', 'error 80070005', ['0x80070005']],
    ['without 0x, of a known family', 'got C004F0AA here', ['0xC004F0AA']],
    ['of digits only, where the text says that it is one', 'Code: 80070002', ['0x80070002']],
    ['of a script host’s window', 'Char: 5\nCode: 800A01AD\nSource: x', ['0x800A01AD']],
    ['unsigned', 'LicenseStatusReason : 3221549172', ['0xC004F074']],
    ['signed', 'returned -1073418124', ['0xC004F074']],
    ['signed with a true minus', 'returned −1073418124.', ['0xC004F074']],
    ['full-width', 'エラー（０ｘＣ００４Ｆ０７４）が出ました', ['0xC004F074']],
    ['full-width, without 0x', 'エラーｃ００４ｆ０７４です', ['0xC004F074']],
    ['full-width decimal', 'コード：３２２１５４９１７２', ['0xC004F074']],
    ['between Japanese letters', 'コード0xC004F074が表示', ['0xC004F074']],
    ['in an address', 'https://example.com/?code=C004F074&x=1', ['0xC004F074']],
    ['of an event', 'hr=0xC004F074', ['0xC004F074']],
    ['in quotes, at a sentence’s end', 'It was "0xC004F074". And \'C004F038\'.', ['0xC004F074', '0xC004F038']],
    ['of a notice', '0x4004F040', ['0x4004F040']],
    ['beside slui’s own argument', "run 'slui.exe 0x2a 0xC004F074' to display", ['0xC004F074']],
    ['of success by itself', 'Result: 0x00000000', ['0x00000000']],
    ['joined to a dash', 'Error -0xC004F074- now', ['0xC004F074']],
  ])('%s', (_, text, found) => {
    expect(codes(text)).toEqual(found);
  });

  test.each([
    ['a GUID’s group', 'Activation ID: c004f074-7f00-4a11-8007-232b00000000'],
    ['a GUID cut at the line’s end', 'CMID: c004f074-\n7f00-4a11-8007-232b00000000'],
    ['a GUID’s last group', '11111111-2222-3333-4444-c004f0740000'],
    ['a part after a hyphen', 'vm-C004F074'],
    ['an extended PID', 'Extended PID: 03612-03308-000-000000-03-1033-19041.0000-3092023'],
    ['a number in a PID', '03612-3221549172-000'],
    ['an installation ID', `Installation ID: ${'3221549172'.repeat(6)}123`],
    ['an installation ID in groups', '8007000-5800700-0580070-0058007-0005800-7000580-0700058-0070005-8007000'],
    ['a hash', 'c004f074c004f074c004f074c004f074c004f074'],
    ['a commit', 'at 4a1b2c3d'],
    ['slui’s own argument', 'slui.exe 0x2a'],
    ['a code with a digit lost', '0xC004F07, C004F07 and 0xC004F0'],
    ['a code with a digit too many', '0xC004F0740 and C004F0740'],
    ['a masked code', '0xC004F0XX'],
    ['success among the fields of an event', '0x00000000, 0x00000000, kms.example:1688, 1'],
    ['an address in memory', 'at 0x7FFE1234 or 0x40001234'],
    ['a number that looks like one', 'ticket 80012345, phone 80071234'],
    ['a large number that is listed nowhere', '3221549999 and -1073400000'],
    ['a file name', 'see C004F074.log and C:\\c004f074\\x'],
    ['a word', 'cabbages, C004G074, x0xC004F074, 0xC004F074_old'],
    ['a version', '10.0.80070005.1'],
    ['nothing', ''],
  ])('%s is none', (_, text) => {
    expect(codes(text)).toEqual([]);
  });

  test('come in the order of appearance, each once, with the line that it first stood in', () => {
    const text = '> first 0x8007232B\r\nthen C004F074,\rand 0x8007232b<br/>and -1073418184 ';
    expect(codesIn(text)).toEqual([
      { code: '0x8007232B', line: '> first 0x8007232B' },
      { code: '0xC004F074', line: 'then C004F074,' },
      { code: '0xC004F038', line: 'and -1073418184' },
    ]);
  });

  test('of a long line show what stands around them', () => {
    const [found] = codesIn(`${'a '.repeat(500)}code 0xC004F074 ${'b '.repeat(500)}`);
    expect(found?.line).toMatch(/^….*code 0xC004F074 b.*…$/);
    expect(found?.line.length).toBeLessThanOrEqual(162);
  });

  test.each([
    ['beside it', (key: string) => `0xC004F074 with ${key}`],
    [
      'in full-width forms',
      (key: string) => `0xC004F074 with ${key.replace(/./g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))}`,
    ],
    [
      'at the cut of a long line',
      (key: string) => `${'x '.repeat(200)}${key} ${'y'.repeat(40)} 0xC004F074 ${'z '.repeat(200)}`,
    ],
  ])('never show a whole product key: %s', (_, textWith) => {
    const [found] = codesIn(textWith('ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2'));
    expect(found?.code).toBe('0xC004F074');
    expect(found?.line.normalize('NFKC')).not.toMatch(/FGHJK|LMNPQ|RSTUV/);
  });

  test('cost time in proportion to length, whatever the line', () => {
    const many = Array.from({ length: 60_000 }, (_, index) => `0x8007${index.toString(16).padStart(4, '0')}`).join(' ');
    const texts = [
      many,
      `${' '.repeat(300_000)}${'0x00000000 '.repeat(30_000)}`,
      'C004F07'.repeat(150_000),
      '-'.repeat(1_000_000),
    ];
    const started = performance.now();
    for (const text of texts) codesIn(text);
    expect(codesIn(many)).toHaveLength(60_000);
    expect(performance.now() - started).toBeLessThan(5000); // some 0.3 s; what grows with the square takes minutes
  });
});
