/* io_read.c - the reading half of io.h */
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/progress.h"

#define PIPE_SECONDS 5		/* until the writer of a pipe must have closed it */

/* Reads once, without a copy on the way; what OUT had room for is read in one go. *GOT is read(2)'s answer. False,
 * with errno, when there is no memory or OUT holds more than LIMIT bytes. */
static bool
read_some(int fd, size_t limit, struct secret *out, ssize_t *got)
{
	secret_reserve(out, 1);
	if (out->failed) {
		errno = ENOMEM;
		return false;
	}
	*got = read(fd, out->data + out->len, out->size - out->len - 1);
	if (*got > 0)
		out->len += (size_t)*got;
	out->data[out->len] = '\0';
	if (out->len > limit) {
		errno = EFBIG;
		return false;
	}
	return true;
}

bool
io_read_all(int fd, size_t limit, struct secret *out)
{
	ssize_t got;

	do {
		if (!read_some(fd, limit, out, &got))
			return false;
	} while (got > 0 || (got < 0 && errno == EINTR));
	return got == 0;
}

/* The same from a pipe, whose writer may be slow, but not silent for ever. */
static bool
read_pipe(int fd, const char *path, size_t limit, struct secret *out, struct error *err)
{
	struct timespec deadline = deadline_in(PIPE_SECONDS * 1000L);
	struct progress progress;
	ssize_t got = 1;
	bool ok = true;
	int cause;

	progress_begin(&progress, PROGRESS_ALONE, "%s", path);
	while (ok && got > 0 && progress_poll(&progress, fd, deadline_left(&deadline)) > 0)
		do
			ok = read_some(fd, limit, out, &got);
		while (ok && got < 0 && errno == EINTR);
	cause = errno;
	progress_end(&progress);
	errno = cause;
	if (!ok || got <= 0)
		return ok && got == 0;
	errno = ETIMEDOUT;
	error_brief(err, "it is a pipe, and nobody closed it within %d s", PIPE_SECONDS);
	return false;
}

/* Reads FD, which is the file at PATH and not more than LIMIT bytes long. False with errno, or with a brief ERR where
 * errno has no word for it. A terminal would wait for someone to type, and other devices have no end. */
static bool
read_open(int fd, const char *path, size_t limit, struct secret *out, struct stat *info, struct error *err)
{
	struct stat null;

	if (fstat(fd, info) != 0 || fcntl(fd, F_SETFL, 0) != 0)
		return false;
	if (S_ISFIFO(info->st_mode) || S_ISSOCK(info->st_mode))
		return read_pipe(fd, path, limit, out, err);
	if (S_ISCHR(info->st_mode) && stat("/dev/null", &null) == 0 && null.st_rdev == info->st_rdev)
		return true;
	if (S_ISCHR(info->st_mode) || S_ISBLK(info->st_mode)) {
		errno = ENODEV;
		return error_brief(err, "it is a device, no file");
	}
	if (S_ISREG(info->st_mode) && (size_t)info->st_size <= limit)
		secret_reserve(out, (size_t)info->st_size + 1);	/* room to see the end */
	return io_read_all(fd, limit, out);
}

bool
io_read_file(const char *path, size_t limit, struct secret *out, struct stat *info, struct error *err)
{
	struct error why = { .status = STATUS_LOCAL };
	int fd, cause;
	bool ok;

	/* O_NONBLOCK: a FIFO that nobody writes to must not hang us. One that has a writer, as in
	 * AWS_CONFIG_FILE=<(decrypt), is then read like any other file. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return error_set_errno(err, STATUS_LOCAL, "cannot read %s", path);
	ok = read_open(fd, path, limit, out, info, &why);
	cause = errno;
	close(fd);
	errno = cause;
	if (ok)
		return secret_check(out, err);
	if (why.brief[0] == '\0')
		return error_set_errno(err, STATUS_LOCAL, "cannot read %s", path);
	error_set(err, STATUS_LOCAL, "cannot read %s: %s", path, why.brief);
	return error_brief(err, "%s", why.brief);
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
