/** What the pages before and beside the desks need of a script: passkeys, and times in the reader's own zone. Everything else works without it. */
import { passkeys } from "./doors/passkeys";
import { localTimes } from "./doors/times";

passkeys();
localTimes();
