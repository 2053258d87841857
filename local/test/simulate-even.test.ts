/** Random walks over the whole public API: the even seeds. */
import { testWalks } from './support/walks.ts';

testWalks(2, 2);
