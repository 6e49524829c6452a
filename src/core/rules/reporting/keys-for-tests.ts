import { isMetadata } from '../../package/descriptive';
import { isTestMaterial, namesTests } from '../../package/test-material';
import { isBuilding } from '../../package/workshop';
import { isForPeople, isProgram } from '../../parse/secrets/in-text';

/** Programs by further names. */
const sources = /\.(?:cc?|cpp|cxx|c\+\+|hh?|hpp|hxx|mm?|go|rs|java|kts?|cs|swift|scala|d|pas|zig)$/i;

/** Whether a key is one of a program that has it as a text. */
export const isInProgram = (path: string): boolean => sources.test(path) || isProgram(path);

/** Whether a private key is there for tests, readers or those who build and develop the product, by its file and by what stands before it. */
export function isKeyForTests(path: string, text: string, at: number): boolean {
  if (isTestMaterial(path) || isMetadata(path) || isForPeople(path) || isBuilding(path)) return true;
  return isInProgram(path) ? isOfTest(text, at) : isAmongTests(text, at) || isOfDemonstration(text, at);
}

/** Characters before a key in which its name stands. */
const nameBefore = 300;

/** `mbedtls_test_srv_key`, `testKey`, `ut_sign`: what a program tests itself with. */
const isOfTest = (text: string, at: number): boolean =>
  /(?:^|[^A-Za-z])(?:ut_|[Tt]est|TEST|bogus|dummy|fake|mock)|(?:unit|self)_?test|[a-z]Test/.test(
    text.slice(Math.max(0, at - nameBefore), at),
  );

/** `"password": "test_password_value"`: settings whose other values say that they are for tests. */
const isAmongTests = (text: string, at: number): boolean =>
  (text.slice(Math.max(0, at - nameBefore), at).match(/[:=]\s{0,4}["']?test[-_]\w/g) ?? []).length > 1;

/** Characters before a key in which the attributes of its bag and its certificate stand. */
const bagBefore = 8000;

/** `subject=/CN=ACME DEMO`, as openssl writes what it takes out of PKCS #12: who the key is for says so. */
const isOfDemonstration = (text: string, at: number): boolean =>
  [...text.slice(Math.max(0, at - bagBefore), at).matchAll(/^[ \t]{0,8}subject[ \t]{0,4}=([^\n]{1,400})/gm)].some(([, subject = '']) =>
    namesTests(subject),
  );
