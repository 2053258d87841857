/** Random walks over the whole public API: the odd seeds. The even ones are walked beside these. */
import { testWalks } from './support/walks.ts';

testWalks(1, 2);
