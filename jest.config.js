// Node itself strips the types (no transformer), so what the tests run is what the program runs.
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'json'],
  transform: {},
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Real Chromium: npm run test:web.
  // PowerShell's real engine, for which the .NET SDK is needed: npm run test:powershell.
  // A real DNS server (Debian's dnsmasq-base): .ci/run.
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/web/',
    '<rootDir>/test/network/',
    '<rootDir>/test/powershell/',
  ],
  // A hanging test must end some time; how long an honest one takes on a busy machine is nobody's promise.
  testTimeout: 60_000,
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', '!src/collector/web/**'],
};
