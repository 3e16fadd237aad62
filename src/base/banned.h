/* banned.h - C functions that no file may use here
 *
 * The build includes this file before every source (cc -include), so a call does not compile and
 * the error names the function. Each has a bounded, checked or reentrant counterpart.
 */
#ifndef BANNED_H
#define BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BANNED(function) sorry_##function##_is_banned

#undef strcpy
#define strcpy(to, from)		BANNED(strcpy)
#undef strcat
#define strcat(to, from)		BANNED(strcat)
#undef strncpy
#define strncpy(to, from, size)		BANNED(strncpy)
#undef strncat
#define strncat(to, from, size)		BANNED(strncat)
#undef strtok
#define strtok(text, separators)	BANNED(strtok)
#undef sprintf
#define sprintf(...)			BANNED(sprintf)
#undef vsprintf
#define vsprintf(...)			BANNED(vsprintf)
#undef gmtime
#define gmtime(time)			BANNED(gmtime)
#undef localtime
#define localtime(time)			BANNED(localtime)
#undef ctime
#define ctime(time)			BANNED(ctime)
#undef asctime
#define asctime(time)			BANNED(asctime)
#undef atoi
#define atoi(text)			BANNED(atoi)
#undef atol
#define atol(text)			BANNED(atol)
#undef system
#define system(command)			BANNED(system)
#undef popen
#define popen(command, mode)		BANNED(popen)
#undef mktemp
#define mktemp(template)		BANNED(mktemp)
#undef tmpnam
#define tmpnam(name)			BANNED(tmpnam)
#undef alloca
#define alloca(size)			BANNED(alloca)

#endif
