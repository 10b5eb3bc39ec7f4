/** What a spool file holds: read back to the byte, and whatever else lies there is a problem with a name. */
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deliverySchema, receivedDeliverySchema } from '../../src/delivery/delivery.ts';
import { decodeEntry, encodeEntry, entryName, parseName, stamped, storedOf } from '../../src/delivery/entry.ts';
import { aDelivery, agentId } from './deliveries.ts';

const sentAt = '2026-11-24T05:30:00.000Z';

/** An entry whose checksum is right, whatever it holds. */
const sealed = (body: string | Buffer, version = 'gracewatch.spool/1'): Buffer =>
  Buffer.concat([
    Buffer.from(`${version} sha256:${createHash('sha256').update(body).digest('hex')}\n`),
    Buffer.from(body),
  ]);

test('what is sent of an entry is the delivery, with the instant it is sent at', () => {
  const delivery = aDelivery(812);
  const decoded = decodeEntry(encodeEntry(delivery));
  expect(decoded).toEqual({ delivery: storedOf(delivery) });
  const sent = JSON.parse('delivery' in decoded ? stamped(decoded.delivery, sentAt) : '');
  expect(sent).toEqual({ ...delivery, sentAt });
  expect(deliverySchema.parse(sent)).toEqual(sent);
});

test('an entry of a newer agent is sent with everything that this one does not know', () => {
  const delivery = { ...aDelivery(1), schema: 'gracewatch.delivery/1.4', mood: 'blue', big: 1 };
  const json = JSON.stringify(delivery).replace('"big":1', '"big":12345678901234567890');
  const decoded = decodeEntry(sealed(json));
  const text = 'delivery' in decoded ? stamped(decoded.delivery, sentAt) : '';
  expect(text).toContain('"big":12345678901234567890');
  expect(text).toContain('"mood":"blue"');
  expect(receivedDeliverySchema.parse(JSON.parse(text))).toMatchObject({ sequence: 1, sentAt });
});

test('text of any language and any characters arrives', () => {
  const delivery = aDelivery(1);
  const report = {
    ...delivery.report,
    unread: [{ label: '信頼済みの時間\n\u2028"', text: '😀\ud800'.toWellFormed() }],
  };
  const decoded = decodeEntry(encodeEntry({ ...delivery, report }));
  expect('delivery' in decoded && JSON.parse(decoded.delivery.json).report.unread).toEqual(report.unread);
});

const whole = encodeEntry(aDelivery(1));
const { id } = aDelivery(1);
test.each([
  ['nothing', Buffer.alloc(0), 'empty'],
  ['zeros, as after a power cut', Buffer.alloc(whole.length), 'notEntry'],
  ['cut in the first line', whole.subarray(0, 40), 'notEntry'],
  ['cut behind the first line', whole.subarray(0, 91), 'checksum'],
  ['cut in the body', whole.subarray(0, -1), 'checksum'],
  ['something behind it', Buffer.concat([whole, Buffer.from(' ')]), 'checksum'],
  ['bare JSON', Buffer.from(JSON.stringify(aDelivery(1))), 'notEntry'],
  ['a later version', sealed('{}', 'gracewatch.spool/2'), 'unknownVersion'],
  ['a later version with another first line', Buffer.from('gracewatch.spool/10 crc:1\n'), 'unknownVersion'],
  ['no JSON', sealed('{"id":'), 'notJson'],
  ['a key that only an attack has', sealed('{"__proto__":{}}'), 'notJson'],
  ['nested for ever', sealed('['.repeat(10_000) + ']'.repeat(10_000)), 'notJson'],
  ['JSON of something else', sealed('null'), 'wrongShape'],
  ['no object', sealed('[]'), 'wrongShape'],
  ['no report', sealed(JSON.stringify({ ...aDelivery(1), report: undefined })), 'wrongShape'],
  ['sequence 0', sealed(JSON.stringify(aDelivery(0))), 'wrongShape'],
  ['an id that is none', sealed(JSON.stringify(aDelivery(1, { id: '../../x' }))), 'wrongShape'],
  ['another schema', sealed(JSON.stringify({ ...aDelivery(1), schema: 'other/1' })), 'wrongShape'],
] as const)('%s', (_, bytes, problem) => {
  expect(decodeEntry(Buffer.from(bytes))).toEqual({ problem });
});

test('one changed byte anywhere is noticed', () => {
  for (let at = 0; at < whole.length; at += 1) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect('problem' in decodeEntry(changed)).toBe(true);
  }
});

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, seal) => {
      const content = Buffer.from(bytes);
      expect('problem' in decodeEntry(seal ? sealed(content) : content)).toBe(true);
    }),
  );
});

test('a name is sequence and id, and says both again', () => {
  expect(entryName({ id: id.toUpperCase(), sequence: 812 })).toBe(`000000000812-${id}.json`);
  expect(parseName(`000000000812-${id}.json`)).toEqual({ id, sequence: 812, bare: true });
  expect(parseName(`000000000812-${id}.json.rejected-400`)).toEqual({ id, sequence: 812, bare: false });
  for (const sequence of [1, 10 ** 12, Number.MAX_SAFE_INTEGER]) {
    expect(parseName(entryName({ id, sequence }))?.sequence).toBe(sequence);
  }
  for (const name of [`812-${id}.json`, '000000000812-x.json', `000000000812-${id}`, `x000000000812-${id}.json`]) {
    expect(parseName(name)).toBeNull();
  }
});

test('an id in capitals is the same id', () => {
  const delivery = aDelivery(1, { id: agentId.toUpperCase() });
  expect(decodeEntry(encodeEntry(delivery))).toMatchObject({ delivery: { id: agentId } });
  expect(storedOf(delivery).id).toBe(agentId);
});
