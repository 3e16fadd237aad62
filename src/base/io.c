#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool
io_write(int fd, const void *bytes, size_t len, const char *what, struct error *err)
{
	const char *next = bytes;
	ssize_t written;

	while (len > 0) {
		written = write(fd, next, len);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return error_set_errno(err, STATUS_LOCAL, "cannot write to %s", what);
		next += written;
		len -= (size_t)written;
	}
	return true;
}

void
io_write_quietly(int fd, const void *bytes, size_t len)
{
	struct error ignored;

	if (!io_write(fd, bytes, len, "", &ignored))
		return;
}

bool
io_print(const struct secret *text, struct error *err)
{
	if (!secret_check(text, err) || !io_write(1, secret_text(text), text->len, "stdout", err))
		return false;
	if (close(1) != 0 && errno != EINTR)	/* NFS and quotas report a full disk only here */
		return error_set_errno(err, STATUS_LOCAL, "cannot write to stdout");
	return true;
}
