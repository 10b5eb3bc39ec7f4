/** The tables of facts: complete in themselves, and what they say of well-known rows. */
import { describe, expect, test } from '@jest/globals';
import { channelOf, familyOf, isAddOnName } from '../src/knowledge/channels.ts';
import { findPublishedKey } from '../src/knowledge/keyTails.ts';
import { officeKeyTails } from '../src/knowledge/officeKeyTails.ts';
import { findSku, isClient } from '../src/knowledge/skus.ts';
import { windowsKeyTails } from '../src/knowledge/windowsKeyTails.ts';

describe('published client keys', () => {
  const tails = [windowsKeyTails, officeKeyTails]
    .flatMap((table) => Object.values(table))
    .flatMap((one) => Object.keys(one));

  test('only tails: five characters of the key alphabet, each once', () => {
    expect(tails).toHaveLength(165);
    expect(new Set(tails).size).toBe(tails.length);
    for (const tail of tails) expect(tail).toMatch(/^[BCDFGHJKMNPQRTVWXY2346789]{5}$/);
  });

  test.each([
    ['T83GX', 'Windows 11 / Windows 10', 'Pro'],
    ['2yt43', 'Windows 11 / Windows 10', 'Enterprise'],
    ['J462D', 'Windows 11 LTSC 2024 / Windows 10 LTSC 2021, 2019', 'Enterprise LTSC'],
    ['MY832', 'Windows Server 2025', 'Standard'],
    ['6MWKP', 'Office 2019', 'Office Professional Plus 2019'],
  ])('%s is the key of %s %s', (tail, product, edition) => {
    expect(findPublishedKey(tail)).toEqual({ product, edition });
  });

  test('an organisation’s own key is not among them', () => {
    expect(findPublishedKey('XJ2RW')).toBeNull();
  });
});

describe('SKUs', () => {
  test.each([
    [4, 'Enterprise'],
    [48, 'Professional'],
    [125, 'EnterpriseS'],
    [175, 'ServerRdsh'],
    [407, 'ServerTurbine'],
  ])('%i is %s', (sku, editionId) => {
    expect(findSku(sku)?.editionId).toBe(editionId);
  });

  test('a number that nobody gave is none', () => {
    expect(findSku(73)).toBeNull();
    expect(findSku(-1)).toBeNull();
  });

  test.each([
    [{ productType: 1, sku: 4 }, true],
    [{ productType: 3, sku: 7 }, false],
    [{ productType: 2, sku: 8 }, false],
    [{ productType: 3, sku: 175 }, true], // Azure Virtual Desktop multi-session reports 3 and is a client
    [{ productType: null, sku: null }, null],
  ])('%j is a client: %s', (os, client) => {
    expect(isClient(os)).toBe(client);
  });
});

describe('channels and families', () => {
  test.each([
    ['Windows(R), Professional edition', 'Volume:GVLK', null, 'kmsClient'],
    ['Windows(R), ServerStandard edition', 'Volume:CSVLK', 'x, VOLUME_KMS_WS22 channel', 'kmsHost'],
    ['Windows(R), Professional edition', null, 'Windows(R) Operating System, VOLUME_KMSCLIENT channel', 'kmsClient'],
    ['Windows(R), ServerStandardEval edition', 'Retail:TB:Eval', 'x, TIMEBASED_EVAL channel', 'evaluation'],
    ['Windows(R), Professional edition', 'OEM:DM', 'x, OEM_DM channel', 'oem'],
    ['Windows(R), ServerDatacenter edition', 'VT:IA', null, 'avma'],
    ['Office 16, Office16O365ProPlusR_Grace edition', 'Retail', 'Office 16, RETAIL(Grace) channel', 'subscription'],
    ['Office 16, Office16ProPlusVL_KMS_Client edition', 'Volume:GVLK', null, 'kmsClient'],
    ['x', null, 'something new', 'unknown'],
    [null, null, null, 'unknown'],
  ])('%s, %s, %s is %s', (name, keyChannel, description, channel) => {
    expect(channelOf({ name, keyChannel, description })).toBe(channel);
  });

  test.each([
    ['55C92734-D682-4D71-983E-D6EC3F16059F', null, 'windows'],
    ['0ff1ce15-a989-479d-af46-f275c6370663', null, 'office'],
    ['59a52881-a989-479d-af46-f275c6370663', null, 'office'],
    ['00000000-0000-0000-0000-000000000000', 'Windows(R)', 'other'],
    [null, 'Windows(R), Core edition', 'windows'],
    [null, 'Office 24, x', 'office'],
    [null, null, 'other'],
  ])('%s, %s is of %s', (applicationId, name, family) => {
    expect(familyOf(applicationId, name)).toBe(family);
  });

  test('an add-on is told by its name where nothing else says so', () => {
    expect(isAddOnName('Windows(R), Client-ESU-Year1 add-on for EnterpriseS,Enterprise')).toBe(true);
    expect(isAddOnName('Windows(R), Enterprise edition')).toBe(false);
  });
});
