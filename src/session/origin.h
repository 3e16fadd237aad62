/* origin.h - whether the STS of a run is the one that the terminal's session came from
 *
 * What a renewal sends without a question goes to no other STS than before: nobody would see it.
 */
#ifndef SESSION_ORIGIN_H
#define SESSION_ORIGIN_H

#include "session/run.h"

/* Finds the STS of RUN, and names it if it is not AWS's own. */
bool	origin_find(struct run *run, struct error *err) MUST_CHECK;

/* Whether the session that the shell holds may be sent to the STS of RUN. Without the hook, and in a
 * shell that inherited its session, awsmfa cannot tell where it came from. */
bool	origin_allows_held(const struct run *run);

/* Whether a renewal may send without a question what RUN has: a program's code, a source's session or a
 * shared one. */
bool	origin_allows_renewal(const struct run *run, struct error *err) MUST_CHECK;

#endif
