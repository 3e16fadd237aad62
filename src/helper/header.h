/* header.h - what the header lines of an answer say of the server's clock
 *
 *	struct header_facts facts = { 0 };
 *
 *	header_take(&facts, line, len);		for each line, as they come
 *	header_date(&facts)			1620000000; 0: the server said none, or a cache spoke
 */
#ifndef HELPER_HEADER_H
#define HELPER_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct header_facts {
	time_t	date;		/* of the last Date */
	bool	cached;		/* there is an Age: the Date is old (RFC 9111) */
};

/* Takes the LEN bytes of LINE, which need no NUL at their end. A status line, which libcurl gives for each head (of a
 * proxy, "100 Continue"), makes it forget the head before. */
void	header_take(struct header_facts *facts, const char *line, size_t len);

/* The server's clock: from 1970 to 9999. 0: not known. */
time_t	header_date(const struct header_facts *facts);

#endif
