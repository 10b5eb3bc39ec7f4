import { recognisesDump, readDump } from '../src/evidence/readers/dumps/read.ts';
for (const unit of ['[\n','\r',' ','> ','a : ','x",y,"','LicenseStatus : 1\n','LicenseStatus : 1\n    x\n','LicenseStatus,PartialProductKey\n"','PS C:\n', 'LicenseStatus : 1\nPartialProductKey : x\n\n', '[{"LicenseStatus":1,"PartialProductKey":"x"}]\n', 'LicenseStatus,PartialProductKey\n1,2\n\n','a,b\n', '{"a":\n', 'A-B-', 'ABCDE-','\u001b[1', '"a" ', '/Date(']) {
  const text = unit.repeat(Math.ceil(10_000_000 / unit.length));
  const t = performance.now(); const r = recognisesDump(text, 'x');
  const t2 = performance.now(); try { readDump(text,'x',{labels:null,takenAt:'2026-11-05T09:00:00Z'}); } catch (e) {console.log(String(e.message).slice(0,60))}
  console.log(JSON.stringify(unit), r, Math.round(t2 - t), Math.round(performance.now()-t2));
}
