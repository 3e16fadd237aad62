/* io.h - reads and writes everything, or fails
 *
 * The only place that loops over short reads, short writes and EINTR.
 */
#ifndef BASE_IO_H
#define BASE_IO_H

#include <stddef.h>
#include <sys/stat.h>

#include "base/secret.h"

/* Writes all of LEN bytes to FD. WHAT names the target in the error ("stdout"). */
bool	io_write(int fd, const void *bytes, size_t len, const char *what, struct error *err) MUST_CHECK;

/* The same for messages, when there is nobody left to tell about a failure. */
void	io_write_quietly(int fd, const void *bytes, size_t len);

/* Writes TEXT to stdout in one go and closes it, so that a full disk or a closed pipe is an error
 * and not a silent half. To be called once, last. */
bool	io_print(const struct secret *text, struct error *err) MUST_CHECK;

/* Reads the file at PATH into OUT; more than LIMIT bytes are an error. INFO receives its fstat. A pipe
 * must end within five seconds; of the devices /dev/null alone is read. On failure errno tells why as
 * well, so that callers can let ENOENT pass, and ERR has a brief where errno has no good word for it. */
bool	io_read_file(const char *path, size_t limit, struct secret *out, struct stat *info,
	    struct error *err) MUST_CHECK;

/* Appends what FD still has to OUT. False, with errno, when it cannot be read or holds more than LIMIT bytes. */
bool	io_read_all(int fd, size_t limit, struct secret *out) MUST_CHECK;

/* Reads one line from FD, byte by byte so that nothing after it is lost, without its newline, at
 * most LIMIT bytes (more is an error). End of file before a newline ends the line. */
bool	io_read_line(int fd, size_t limit, struct secret *line, struct error *err) MUST_CHECK;

#endif
