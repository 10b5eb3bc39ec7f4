/**
 * config/scheduled-task.xml: Windows would take it (element order and allowed values by task.xsd, written after Microsoft's
 * documentation; there is no Windows here), and it says what the issue asks.
 */
import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { run } from '../support/world.ts';
import { complaintsAbout, complaintsAboutForm, taskBytes, taskText, textOf } from './taskXml.ts';

const xml = taskText();

/** Without its line: a negative case must differ from the file, else it would prove nothing. */
function changed(from: string | RegExp, to: string): string {
  const text = xml.replace(from, to);
  if (text === xml) throw new Error(`nothing was changed by ${from}`);
  return text;
}

const minutesOf = (span: string): number => {
  const [, days = '0', hours = '0', minutes = '0'] = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?$/.exec(span) ?? [];
  return (Number(days) * 24 + Number(hours)) * 60 + Number(minutes);
};

const block = (name: string): string => new RegExp(`<${name}[ >][\\s\\S]*?</${name}>`).exec(xml)?.[0] ?? '';

describe('the schema', () => {
  test('takes the file', async () => {
    expect(await complaintsAbout(xml)).toEqual([]);
  });

  const enabled = '<Enabled>true</Enabled>\n      <StartBoundary>2026-01-01T09:00:00</StartBoundary>';
  test.each([
    [
      'order: the random delay before the start',
      changed(enabled, '<RandomDelay>PT1H</RandomDelay><StartBoundary>2026-01-01T09:00:00</StartBoundary>'),
      /StartBoundary.*not expected/,
    ],
    [
      'order: enabled after the start',
      changed(enabled, '<StartBoundary>2026-01-01T09:00:00</StartBoundary><Enabled>true</Enabled>'),
      /Enabled.*not expected/,
    ],
    [
      'order: the delay before the subscription',
      changed('<Subscription>', '<Delay>PT1M</Delay><Subscription>'),
      /Delay.*not expected/,
    ],
    [
      'order: the schedule before the random delay',
      changed(/(<RandomDelay>.*?<\/RandomDelay>)(\s*<ScheduleByDay>[\s\S]*?<\/ScheduleByDay>)/, '$2$1'),
      /RandomDelay.*not expected/,
    ],
    [
      'a random delay on a start of the system',
      changed('<Delay>PT10M</Delay>', '<RandomDelay>PT10M</RandomDelay>'),
      /RandomDelay/,
    ],
    ['a daily trigger without a schedule', changed(/<ScheduleByDay>[\s\S]*?<\/ScheduleByDay>/, ''), /ScheduleByDay/],
    ['a span that is none', changed('<RandomDelay>PT4H', '<RandomDelay>4 hours'), /RandomDelay/],
    ['a span in months', changed('<RandomDelay>PT4H', '<RandomDelay>P1M'), /RandomDelay/],
    ['a boolean that is none', changed('<StartWhenAvailable>true', '<StartWhenAvailable>yes'), /StartWhenAvailable/],
    ['a policy that is none', changed('>IgnoreNew<', '>ignore<'), /MultipleInstancesPolicy/],
    ['a priority of 11', changed('<Priority>7', '<Priority>11'), /Priority/],
    ['no restart at all', changed('<Count>3', '<Count>0'), /Count/],
    ['a restart after a second', changed('<Interval>PT10M', '<Interval>PT1S'), /Interval/],
    ['a setting twice', changed('<Hidden>false</Hidden>', '<Hidden>false</Hidden><Hidden>true</Hidden>'), /Hidden/],
    ['a setting that is unknown', changed('<Hidden>false</Hidden>', '<Invisible>false</Invisible>'), /Invisible/],
    ['another account', changed('S-1-5-18', 'Administrator'), /UserId/],
    ['a level that is none', changed('LeastPrivilege', 'Highest'), /RunLevel/],
    ['a context without its principal', changed('Context="Agent"', 'Context="Other"'), /Other|keyref/],
    ['another version of the schema', changed('version="1.3"', 'version="2.0"'), /version/],
    ['another namespace', changed('2004/02/mit/task', '2004/02/mit/job'), /Task/],
    ['no command', changed(/<Command>.*<\/Command>/, ''), /Exec/],
  ])('refuses %s', async (_, text, complaint) => {
    expect((await complaintsAbout(text)).join('\n')).toMatch(complaint);
  });
});

test('the declaration fits the bytes: ASCII without a mark, no encoding declared, Windows line ends not needed', () => {
  const bytes = taskBytes();
  expect(bytes.every((byte) => byte === 0x0a || (byte >= 0x20 && byte < 0x7f))).toBe(true);
  expect(xml.split('\n')[0]).toBe('<?xml version="1.0"?>');
});

describe('the event trigger', () => {
  const query = textOf(xml, 'Subscription');

  test('asks with a query that is well-formed itself', async () => {
    expect(await complaintsAboutForm(query)).toEqual([]);
    expect(await complaintsAboutForm(query.replace('</Select>', ''))).not.toEqual([]);
  });

  test('for these events of this provider in this log', () => {
    expect(query).toMatch(/^<QueryList><Query Id="0" Path="Application"><Select Path="Application">[^<]*<\/Select>/);
    const select = textOf(query.replace(/<Select [^>]*>/, '<Select>'), 'Select');
    expect(select).toBe(
      "*[System[Provider[@Name='Microsoft-Windows-Security-SPP'] and (EventID=12289 or EventID=8198)]]",
    );
  });

  test('loses no event to the least interval: whoever skips has succeeded since', () => {
    const [, interval] = /--if-older-than (\d+)$/.exec(textOf(xml, 'Arguments')) ?? [];
    const delay = minutesOf(textOf(block('EventTrigger'), 'Delay'));
    const longestRun = minutesOf(textOf(block('Settings'), 'ExecutionTimeLimit'));
    expect(Number(interval)).toBeGreaterThanOrEqual(30);
    expect(delay).toBeGreaterThanOrEqual(Number(interval) + longestRun);
  });
});

test('it runs daily at a random time, after a start, also when it was missed, on batteries, and never twice at once', () => {
  expect(minutesOf(textOf(block('CalendarTrigger'), 'RandomDelay'))).toBeGreaterThanOrEqual(60);
  expect(textOf(block('CalendarTrigger'), 'DaysInterval')).toBe('1');
  expect(minutesOf(textOf(block('BootTrigger'), 'Delay'))).toBeGreaterThanOrEqual(5);
  const settings = block('Settings');
  const said = Object.fromEntries(
    [...settings.matchAll(/<(\w+)>([^<\s]+)<\/\1>/g)].map(([, name, value]) => [name, value]),
  );
  expect(said).toMatchObject({
    MultipleInstancesPolicy: 'IgnoreNew',
    StartWhenAvailable: 'true',
    DisallowStartIfOnBatteries: 'false',
    StopIfGoingOnBatteries: 'false',
    RunOnlyIfNetworkAvailable: 'false',
    Hidden: 'false',
    ExecutionTimeLimit: 'PT15M',
    Priority: '7',
  });
  expect(settings).toContain('<RestartOnFailure>');
});

test('as SYSTEM, with the program of Program Files', () => {
  expect(textOf(xml, 'UserId')).toBe('S-1-5-18');
  expect(textOf(xml, 'Command')).toBe('"%ProgramFiles%\\gracewatch\\gracewatch.exe"');
  expect(textOf(xml, 'Arguments')).toMatch(/^run --once /);
});

test('the program takes these arguments: all that stops it here is the evidence that is not there', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'gracewatch-'));
  const none = join(folder.path, 'none.json');
  const words = [...textOf(xml, 'Arguments').split(' '), '--evidence', none, '--state-folder', folder.path];
  const { exitCode, stderr } = await run(words);
  expect([exitCode, stderr]).toEqual([3, expect.stringContaining(`${none}: there is no such file`)]);
});
