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

/* Without a copy on the way; what OUT had room for is read in one go. */
bool
io_read_all(int fd, size_t limit, struct secret *out)
{
	ssize_t got;

	do {
		secret_reserve(out, 1);
		if (out->failed) {
			errno = ENOMEM;
			return false;
		}
		got = read(fd, out->data + out->len, out->size - out->len - 1);
		if (got > 0)
			out->len += (size_t)got;
		out->data[out->len] = '\0';
		if (out->len > limit) {
			errno = EFBIG;
			return false;
		}
	} while (got > 0 || (got < 0 && errno == EINTR));
	return got == 0;
}

bool
io_read_file(const char *path, size_t limit, struct secret *out, struct stat *info, struct error *err)
{
	int fd, cause;
	bool ok;

	/* O_NONBLOCK: a FIFO that nobody writes to must not hang us. One that has a writer, as in
	 * AWS_CONFIG_FILE=<(decrypt), is then read like any other file. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return error_set_errno(err, STATUS_LOCAL, "cannot read %s", path);
	ok = fstat(fd, info) == 0 && fcntl(fd, F_SETFL, 0) == 0;
	if (ok && S_ISREG(info->st_mode) && (size_t)info->st_size <= limit)
		secret_reserve(out, (size_t)info->st_size + 1);	/* room to see the end */
	ok = ok && io_read_all(fd, limit, out);
	cause = errno;
	close(fd);
	errno = cause;
	if (!ok)
		return error_set_errno(err, STATUS_LOCAL, "cannot read %s", path);
	return secret_check(out, err);
}

bool
io_read_line(int fd, size_t limit, struct secret *line, struct error *err)
{
	char byte = '\0';
	ssize_t got;

	for (;;) {
		got = read(fd, &byte, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set_errno(err, STATUS_LOCAL, "cannot read a line");
		if (got == 0 || byte == '\n')
			break;
		if (line->len >= limit)
			return error_set(err, STATUS_LOCAL, "the line is longer than %zu bytes", limit);
		secret_add(line, &byte, 1);
	}
	secret_wipe(&byte, 1);
	return secret_check(line, err);
}
