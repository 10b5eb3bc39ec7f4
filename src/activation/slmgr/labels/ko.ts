/**
 * Korean texts of slmgr.vbs. No message table and no whole output was found: the texts with a source are what programs for
 * Korean Windows look for in the output. They deserve good trust for their words (the programs depend on them, and
 * Microsoft's translated documentation has the same), less for blanks. The rest are ordinary translations, good for naming
 * a line only. Of the statuses only "licensed" is known.
 */
import type { LanguageSet } from './set.ts';

export const koreanLabels: LanguageSet = {
  language: 'ko',
  sources: {
    esuTool:
      'activation tool for Windows 10 ESU: compares what follows "라이선스 상태:" in /dlv with "사용 허가됨" (public repository ' +
      'that the code index does not name, its file 62503268362)',
    backup: 'Wheelman-v2/Kor_Patch etc/드라이버_및_인증키_백업.cmd',
    banner: 'console output in a README (public repository that the code index does not name, its file 33410377252)',
  },
  labels: [
    ['L_MsgServiceVersion', '소프트웨어 라이선스 서비스 버전: ', null],
    ['L_MsgProductName', '이름: ', null],
    ['L_MsgProductDesc', '설명: ', null],
    ['L_MsgActID', '정품 인증 ID: ', 'esuTool'],
    ['L_MsgAppID', '응용 프로그램 ID: ', null],
    ['L_MsgAppID', '애플리케이션 ID: ', null],
    ['L_MsgPID4', '확장 PID: ', null],
    ['L_MsgPID4', '확장된 PID: ', null],
    ['L_MsgChannel', '제품 키 채널: ', 'backup'],
    ['L_MsgInstallationID', '설치 ID: ', 'esuTool'],
    ['L_MsgUseLicenseCertUrl', '사용 라이선스 URL: ', null],
    ['L_MsgValidationUrl', '유효성 검사 URL: ', null],
    ['L_MsgPartialPKey', '부분 제품 키: ', 'esuTool'],

    ['L_MsgLicenseStatusLicensed_1', '라이선스 상태: 사용 허가됨', 'esuTool'],
    ['L_MsgCurrentTrustedTime', '신뢰할 수 있는 시간: ', null],

    ['L_MsgKmsInfo', '키 관리 서비스 클라이언트 정보', null],
    ['L_MsgCmid', '클라이언트 컴퓨터 ID(CMID): ', null],
    ['L_MsgRegisteredKmsName', '등록된 KMS 컴퓨터 이름: ', null],
    ['L_MsgKmsFromDns', 'DNS의 KMS 컴퓨터 이름: ', null],
    ['L_MsgKmsIpAddress', 'KMS 컴퓨터 IP 주소: ', null],
    ['L_MsgKmsPID4', 'KMS 컴퓨터 확장 PID: ', null],
    ['L_MsgActivationInterval', '정품 인증 간격: %INTERVAL%분', null],
    ['L_MsgRenewalInterval', '갱신 간격: %INTERVAL%분', null],

    // What cscript prints first without //Nologo; the copyright line is the English one.
    ['scriptHostBanner', 'Microsoft (R) Windows Script Host 버전 ', 'banner'],
    ['scriptHostBanner', 'Copyright (C) Microsoft Corporation. All rights reserved.', 'banner'],
  ],
};
