# awsmfa - build, test and install
#
#	make			build/bin/awsmfa and its helper; needs only the libraries
#	make demo		see it work, against a server on this machine
#	make check		every test
#	make install		to PREFIX (/usr/local), under DESTDIR if given
#
#	make deps		install what the build needs; deps-test what demo and check need too (both do it by
#				themselves), deps-develop the rest
#	make dist deb rpm	the source tarball, and packages from it
#	make tools shells	the hook beside other tools, and in old and new shells
#	make pictures		those of the documents, from the program and from texts
#	make lint asan valgrind faults fuzz coverage bench	what else a change should pass
#
# CFLAGS, CPPFLAGS and LDFLAGS given on the command line or in the environment come last and win.

VERSION	 = 0.2.0
PREFIX	?= /usr/local
BUILD	?= build
CC	?= cc
PYTHON	 = /usr/bin/python3
PKG_CONFIG ?= pkg-config

bindir	   = $(PREFIX)/bin
libexecdir = $(PREFIX)/libexec
mandir	   = $(PREFIX)/share/man
docdir	   = $(PREFIX)/share/doc/awsmfa
hookdir	   = $(PREFIX)/share/awsmfa
bashdir	   = $(PREFIX)/share/bash-completion/completions
zshdir	   = $(PREFIX)/share/zsh/site-functions
fishdir	   = $(PREFIX)/share/fish/vendor_completions.d

PROGRAM	= $(BUILD)/bin/awsmfa
HELPER	= $(BUILD)/libexec/awsmfa/awsmfa-sts
QR	= $(BUILD)/libexec/awsmfa/awsmfa-qr

# `awsmfa assign` shows a QR code if libqrencode is here; WITHOUT_QR=1 leaves it out in any case.
HAS_QR := $(if $(WITHOUT_QR),,$(shell $(PKG_CONFIG) --exists libqrencode 2>/dev/null && echo yes))

all: $(PROGRAM) $(HELPER) $(if $(HAS_QR),$(QR))

# --- flags ---------------------------------------------------------------------------------------
# Hardening that this compiler knows is found out once and kept in flags.mk.

WARNINGS = -Wall -Wextra -Wformat=2 -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla -Wundef -Wimplicit-fallthrough -Wwrite-strings -Werror=format-security
FORTIFYING = -D_FORTIFY_SOURCE=3 -D_FORTIFY_SOURCE=2
HARDENING = -fstack-protector-strong -fstack-clash-protection -ftrivial-auto-var-init=zero \
	-fstrict-flex-arrays=3 -fno-delete-null-pointer-checks -fno-strict-overflow \
	-fcf-protection=full -mbranch-protection=standard
LINKING = -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,--as-needed

ifneq ($(SANITIZE),)
CHECKING = -fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer -DTRACEABLE
else ifeq ($(findstring FORTIFY_SOURCE,$(CPPFLAGS) $(CFLAGS)),)
CHECKING = -U_FORTIFY_SOURCE $(PROBED_FORTIFYING)
endif

# These run make again, or need no compiler.
WITHOUT_FLAGS = asan bench check clean coverage deb demo deps deps-test deps-develop dist faults fuzz lint \
	packages-test portable rpm shells tools uninstall
ifneq ($(filter-out $(WITHOUT_FLAGS),$(or $(MAKECMDGOALS),all)),)
include $(BUILD)/flags.mk
endif

$(BUILD)/flags.mk: Makefile
	@mkdir -p $(@D)
	@printf '#include <stdio.h>\nint main(void) { return puts("") < 0; }\n' > $(@D)/probe.c
	@$(CC) -o $(@D)/probe $(@D)/probe.c || \
	    { echo 'make: $(CC) cannot compile and link; make deps installs a compiler' >&2; exit 1; }
	@knows() { $(CC) -Werror -O2 -fPIE -U_FORTIFY_SOURCE "$$@" -o $(@D)/probe $(@D)/probe.c 2>/dev/null && \
	    printf ' %s' "$$1"; }; { \
	printf 'PROBED_CFLAGS ='; for flag in $(HARDENING); do knows $$flag; done; \
	printf '\nPROBED_LDFLAGS ='; for flag in $(LINKING); do knows $$flag; done; \
	printf '\nPROBED_FORTIFYING ='; for flag in $(FORTIFYING); do knows $$flag && break; done; \
	echo; } > $@.new; rm -f $(@D)/probe $(@D)/probe.c; mv $@.new $@

STANDARD = -std=c11 -D_GNU_SOURCE -Isrc -include src/base/banned.h -DVERSION='"$(VERSION)"' \
	-DLIBEXEC='"$(libexecdir)/awsmfa"' -ffile-prefix-map=$(CURDIR)=. -ffile-prefix-map=$(BUILD)=build
COMPILE = $(CC) $(STANDARD) -O2 -g $(WARNINGS) -fPIE $(PROBED_CFLAGS) $(CHECKING) -MMD -MP
LINK = $(CC) -fPIE $(PROBED_CFLAGS) $(CHECKING) $(CFLAGS)

JSON_CFLAGS := $(shell $(PKG_CONFIG) --cflags libcjson 2>/dev/null)
# A system's archive of cJSON, if it has one, for awsmfa alone: a library costs each start six page faults. Where it
# would not link, JSON_LIBS=-lcjson.
JSON_LIBS := $(filter /%,$(shell $(CC) -print-file-name=libcjson.a 2>/dev/null))
JSON_LIBS := $(or $(JSON_LIBS),$(shell $(PKG_CONFIG) --libs libcjson 2>/dev/null || echo -lcjson))
HELPER_CFLAGS := $(shell $(PKG_CONFIG) --cflags libcurl gnutls libcjson expat 2>/dev/null)
HELPER_LIBS := $(shell $(PKG_CONFIG) --libs libcurl gnutls libcjson expat 2>/dev/null || \
	echo -lcurl -lgnutls -lcjson -lexpat)
QR_CFLAGS := $(if $(HAS_QR),$(shell $(PKG_CONFIG) --cflags libqrencode))
QR_LIBS := $(if $(HAS_QR),$(shell $(PKG_CONFIG) --libs libqrencode))
CHECK_CFLAGS := $(shell $(PKG_CONFIG) --cflags check 2>/dev/null)
CHECK_LIBS := $(shell $(PKG_CONFIG) --libs check 2>/dev/null || echo -lcheck)

# STATIC=1: awsmfa needs no library when it runs and starts faster; its helper stays as it is. That takes libcjson.a,
# which Debian does not have: build cJSON with -DBUILD_SHARED_LIBS=OFF and give JSON_LIBS=/path/to/libcjson.a.
ifneq ($(STATIC),)
STATICALLY = -no-pie -static-pie
STATIC_HINT = || { echo 'make: STATIC=1 needs libcjson.a: JSON_LIBS=/path/to/libcjson.a' >&2; exit 1; }
endif

# --- programs ------------------------------------------------------------------------------------

# One short line a step; V=1 shows the commands, -s nothing.
ifeq ($(V)$(findstring s,$(firstword -$(MAKEFLAGS))),)
say = @echo "  $(1)	$@";
else ifeq ($(V),)
say = @
endif

objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(sort $(wildcard $(1))))

FRONT_ROOMS = commands doctor refresh assign session aws profile code shell sharing

COMMON	 = $(call objects,src/base/*.c src/types/*.c)
FRONT	 = $(call objects,$(FRONT_ROOMS:%=src/%/*.c)) $(BUILD)/obj/gen/hooks.o
HOOKS	 = $(filter-out %~,$(sort $(wildcard shell/awsmfa.*)))
PROMPTS	 = $(filter-out %~,$(sort $(wildcard shell/prompt.*)))
MAIN	 = $(BUILD)/obj/src/main.o
SENDING	 = $(filter-out $(BUILD)/obj/src/helper/main.o,$(call objects,src/helper/*.c))

# Changes when these flags do, so that `make install PREFIX=/usr` after `make` compiles again.
$(BUILD)/standard: force
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(STANDARD))' | cmp -s - $@ || echo '$(subst ','\'',$(STANDARD))' > $@
force:

$(BUILD)/obj/%.o: %.c $(BUILD)/flags.mk $(BUILD)/standard
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(JSON_CFLAGS) $(EXTRA_CFLAGS) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# The hooks, byte for byte as they stand in shell/, as arrays: a string literal of that length is not C.
$(BUILD)/gen/hooks.c: $(HOOKS) Makefile
	@mkdir -p $(@D)
	@{ echo '#include "shell/hook_texts.h"'; \
	for shell in $(HOOKS:shell/awsmfa.%=%); do \
		echo "static const unsigned char bytes_$$shell[] = {"; \
		od -An -v -t x1 shell/awsmfa.$$shell | sed 's/ \(..\)/0x\1,/g'; \
		echo "}; const struct hook_text hook_text_$$shell = { bytes_$$shell, sizeof(bytes_$$shell) };"; \
	done; \
	echo "const char hook_text_names[] = \"$$(echo $(HOOKS:shell/awsmfa.%=%) | tr ' ' '|')\";"; \
	} > $@.new; mv $@.new $@

$(BUILD)/obj/gen/hooks.o: $(BUILD)/gen/hooks.c $(BUILD)/flags.mk $(BUILD)/standard
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(BUILD)/obj/src/qr/%.o: EXTRA_CFLAGS = $(QR_CFLAGS)
$(BUILD)/obj/src/helper/%.o: EXTRA_CFLAGS = $(HELPER_CFLAGS)
$(BUILD)/obj/tests/unit/%.o: EXTRA_CFLAGS = $(CHECK_CFLAGS) $(HELPER_CFLAGS)

$(PROGRAM): $(MAIN) $(FRONT) $(COMMON)
	@mkdir -p $(@D)
	$(call say,LINK)$(LINK) -o $@ $^ $(PROBED_LDFLAGS) $(STATICALLY) $(LDFLAGS) $(JSON_LIBS) $(STATIC_HINT)

$(HELPER): $(BUILD)/obj/src/helper/main.o $(SENDING) $(COMMON)
	@mkdir -p $(@D)
	$(call say,LINK)$(LINK) -o $@ $^ $(PROBED_LDFLAGS) $(LDFLAGS) $(HELPER_LIBS)

# An archive, so that it gets only those files of base that it calls, and no library with them.
$(BUILD)/base.a: $(call objects,src/base/*.c)
	@rm -f $@
	$(call say,AR)$(AR) rcs $@ $^

$(QR): $(BUILD)/obj/src/qr/main.o $(BUILD)/base.a
	@mkdir -p $(@D)
	$(call say,LINK)$(LINK) -o $@ $^ $(PROBED_LDFLAGS) $(LDFLAGS) $(QR_LIBS)

# --- set-up --------------------------------------------------------------------------------------

deps:
	@sh packaging/deps.sh build
deps-test:
	@sh packaging/deps.sh build demo test
deps-develop:
	@sh packaging/deps.sh build demo test develop

DOCUMENTS = SECURITY.md CONTRIBUTING.md CHANGES.md LICENSE
FOLDERS = "$(bindir)" "$(libexecdir)/awsmfa" "$(mandir)/man1" "$(docdir)/doc/pictures" "$(hookdir)" \
	"$(bashdir)" "$(zshdir)" "$(fishdir)"

# The documents keep their places, so that their links lead somewhere; the manual's leads to man.
install: all
	for folder in $(FOLDERS); do install -d "$(DESTDIR)$$folder" || exit 1; done
	install -m 755 $(PROGRAM) "$(DESTDIR)$(bindir)/awsmfa"
	install -m 755 $(HELPER) "$(DESTDIR)$(libexecdir)/awsmfa/awsmfa-sts"
	$(if $(HAS_QR),install -m 755 $(QR) "$(DESTDIR)$(libexecdir)/awsmfa/awsmfa-qr")
	install -m 644 man/awsmfa.1 "$(DESTDIR)$(mandir)/man1/awsmfa.1"
	sed 's/\[\([^]]*\)\](man\/[^)]*)/\1/' README.md > $(BUILD)/README.md
	install -m 644 $(BUILD)/README.md $(DOCUMENTS) "$(DESTDIR)$(docdir)"
	install -m 644 $(wildcard doc/*.md) "$(DESTDIR)$(docdir)/doc"
	install -m 644 $(wildcard doc/pictures/*.svg) "$(DESTDIR)$(docdir)/doc/pictures"
	install -m 644 $(HOOKS) $(PROMPTS) "$(DESTDIR)$(hookdir)"
	install -m 644 completions/awsmfa.bash "$(DESTDIR)$(bashdir)/awsmfa"
	install -m 644 completions/_awsmfa "$(DESTDIR)$(zshdir)/_awsmfa"
	install -m 644 completions/awsmfa.fish "$(DESTDIR)$(fishdir)/awsmfa.fish"

# Folders go when nothing is left in them, up to PREFIX, but for those that a system has from the beginning.
FROM_THE_BEGINNING = /usr | /usr/local | /usr/local/bin | /usr/local/share | /usr/local/share/man
uninstall:
	rm -f "$(DESTDIR)$(bindir)/awsmfa" "$(DESTDIR)$(libexecdir)/awsmfa/awsmfa-sts" \
		"$(DESTDIR)$(libexecdir)/awsmfa/awsmfa-qr" \
		"$(DESTDIR)$(mandir)/man1/awsmfa.1" "$(DESTDIR)$(bashdir)/awsmfa" "$(DESTDIR)$(zshdir)/_awsmfa" \
		"$(DESTDIR)$(fishdir)/awsmfa.fish"
	rm -rf "$(DESTDIR)$(docdir)" "$(DESTDIR)$(hookdir)"
	@for folder in $(FOLDERS); do \
		while case $$folder in "$(PREFIX)" | "$(PREFIX)"/*) ;; *) false ;; esac; do \
			case $(DESTDIR)$$folder in $(FROM_THE_BEGINNING)) break ;; esac; \
			[ ! -d "$(DESTDIR)$$folder" ] || rmdir "$(DESTDIR)$$folder" 2>/dev/null || break; \
			folder=$${folder%/*}; \
		done; \
	done

demo:
	@mkdir -p $(BUILD) && sh packaging/deps.sh -l $(BUILD)/deps.log build demo
	@$(AGAIN) -s all
	@PYTHONPATH=tests $(PYTHON) tests/demo.py $(abspath $(BUILD))

# --- tests ---------------------------------------------------------------------------------------

# make again, on every core unless the user says how many.
JOBS := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
TESTERS := $(shell expr $(JOBS) \* 2 + 1)	# end-to-end tests wait for shells and servers more than they compute
AGAIN = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$(JOBS))

UNIT_TESTS = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/unit/check_*.c)))
DRIVERS = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/unit/driver_*.c)))

$(BUILD)/tests/%: $(BUILD)/obj/tests/unit/%.o $(FRONT) $(SENDING) $(COMMON)
	@mkdir -p $(@D)
	$(call say,LINK)$(LINK) -o $@ $^ $(PROBED_LDFLAGS) $(LDFLAGS) $(HELPER_LIBS) $(CHECK_LIBS)
.SECONDARY:

unit: $(UNIT_TESTS)
	@sh tests/unit/run.sh $(UNIT_TESTS)

# The same objects with tests/e2e/unwiped.c, which ends a program that frees a secret unwiped: what the end-to-end tests
# run, but where a sanitizer or a static libc has its own malloc.
WATCHED = $(BUILD)/watched
TESTED = $(if $(SANITIZE)$(STATIC),$(PROGRAM),$(WATCHED)/bin/awsmfa)

$(WATCHED)/bin/awsmfa: $(BUILD)/obj/tests/e2e/unwiped.o $(MAIN) $(FRONT) $(COMMON) $(WATCHED)/libexec/awsmfa/awsmfa-sts
	@mkdir -p $(@D)
	@ln -sfn ../tests $(WATCHED)/tests
	$(call say,LINK)$(LINK) -o $@ $(filter %.o,$^) $(PROBED_LDFLAGS) $(LDFLAGS) $(JSON_LIBS)

$(WATCHED)/libexec/awsmfa/awsmfa-sts: $(BUILD)/obj/tests/e2e/unwiped.o $(BUILD)/obj/src/helper/main.o $(SENDING) \
	$(COMMON)
	@mkdir -p $(@D)
	@ln -sfn ../../../libexec/awsmfa/awsmfa-qr $(@D)/awsmfa-qr
	$(call say,LINK)$(LINK) -o $@ $^ $(PROBED_LDFLAGS) $(LDFLAGS) $(HELPER_LIBS)

e2e: all $(DRIVERS) $(TESTED)
	@AWSMFA_BIN=$(abspath $(TESTED)) $(PYTHON) -m pytest -q -n $(TESTERS) -c tests/e2e/pytest.ini $(E2E) tests/e2e

check:
	@mkdir -p $(BUILD) && sh packaging/deps.sh -l $(BUILD)/deps.log build test
	@$(AGAIN) all unit
	@$(AGAIN) e2e

# The hook beside the tools that Debian and npm carry, with SDKs from there, and in old and new shells, which roots made
# by debootstrap have; each fills its table in doc/hooks.md. Not for every day.
tools:
	@mkdir -p $(BUILD) && sh packaging/deps.sh -l $(BUILD)/deps.log build test tools
	@sh packaging/tools.sh $(BUILD)/tools
	@$(AGAIN) all
	@AWSMFA_BIN=$(abspath $(PROGRAM)) $(PYTHON) -m pytest -q -n $(TESTERS) -c tests/e2e/pytest.ini \
		--junitxml=$(BUILD)/tools.xml tests/e2e/test_tools.py \
		tests/e2e/test_refresh_sdks.py; status=$$?; \
		$(PYTHON) tests/table.py tools $(BUILD)/tools.xml; exit $$status
shells:
	@sh packaging/shells.sh $(BUILD)/roots

valgrind: $(UNIT_TESTS)
	@RUN="valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite" CK_FORK=no \
		sh tests/unit/run.sh $(UNIT_TESTS)

asan:
	@$(AGAIN) BUILD=build/asan CC=clang SANITIZE=address,undefined all unit
	@$(AGAIN) BUILD=build/asan CC=clang SANITIZE=address,undefined E2E="-m 'not pty and not plain'" e2e

# The Nth call of each class fails, for every N and in every scenario; SAMPLE=9 tries every ninth, GROW=25 leaves the
# more out the larger N is. Some 50 minutes.
SAMPLE ?= 1
GROW ?= 0
faults:
	+@$(AGAIN) -s all $(BUILD)/faults.so
	@AWSMFA_BIN=$(abspath $(PROGRAM)) $(PYTHON) tests/faults/run.py $(BUILD)/faults.so \
		--sample $(SAMPLE) --grow $(GROW)

$(BUILD)/faults.so: tests/faults/faults.c
	@mkdir -p $(@D)
	$(call say,CC)$(CC) -O1 -Wall -Wextra -shared -fPIC -o $@ $<

FUZZ_SECONDS ?= 60
FUZZERS = $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
fuzz:
	@$(AGAIN) BUILD=build/fuzz CC=clang SANITIZE=fuzzer-no-link,address,undefined $(FUZZERS:%=build/fuzz/fuzz/%)
	@for target in $(FUZZERS); do FUZZ_SECONDS=$(FUZZ_SECONDS) sh tests/fuzz/run.sh $$target || exit 1; done

$(BUILD)/fuzz/%: $(BUILD)/obj/tests/fuzz/fuzz_%.o $(FRONT) $(SENDING) $(COMMON)
	@mkdir -p $(@D)
	$(call say,LINK)$(LINK) -fsanitize=fuzzer -o $@ $^ $(PROBED_LDFLAGS) $(LDFLAGS) $(HELPER_LIBS)

# With tests/coverage/counted.c, which has the counts of a process written that does not end by exit. gcovr does not
# know what gcov says of a function that is left more often than it is entered, as after fork.
COVERAGE = BUILD=build/coverage CC=gcc CFLAGS="-O0 -U_FORTIFY_SOURCE --coverage" LDFLAGS="$(COUNTED)"
COUNTED = build/coverage/counted.o $(COUNTED_CALLS:%=-Wl,--wrap=%)
COUNTED_CALLS = _exit raise execv execvp execve sigtimedwait
build/coverage/counted.o: tests/coverage/counted.c
	@mkdir -p $(@D) && gcc -O1 -Wall -Wextra -fPIE -c -o $@ $<

coverage: build/coverage/counted.o
	@find build/coverage -name '*.gcda' -delete
	@$(AGAIN) $(COVERAGE) all unit; status=$$?; \
	$(AGAIN) $(COVERAGE) e2e || status=1; \
	$(AGAIN) $(COVERAGE) GROW=25 faults || status=1; \
	gcovr -r . --object-directory build/coverage/obj -f src/ --gcov-ignore-parse-errors \
		--json build/coverage/coverage.json 2>build/coverage/gcovr.log; \
	$(PYTHON) tests/coverage/check.py build/coverage/coverage.json && exit $$status

# Small mistakes made in a copy of the tree, one at a time: how many do the tests notice? Two hours for 40 of them.
MUTANTS ?= 40
SEED ?= 1
mutants: build/coverage/counted.o
	@$(AGAIN) -s $(COVERAGE) all $(DRIVERS:$(BUILD)/%=build/coverage/%)
	@$(PYTHON) tests/mutants/reach.py build/coverage/bin/awsmfa build/coverage/obj > build/coverage/reach.json
	@$(PYTHON) tests/mutants/run.py build/mutants build/coverage/reach.json --number $(MUTANTS) --seed $(SEED)

$(BUILD)/bench/%: $(BUILD)/obj/tests/bench/%.o
	@mkdir -p $(@D)
	$(call say,LINK)$(LINK) -o $@ $^ $(PROBED_LDFLAGS) $(LDFLAGS)

bench:
	@$(AGAIN) -s all $(BUILD)/bench/empty $(BUILD)/bench/measure
	@PYTHONPATH=tests $(PYTHON) tests/bench/bench.py $(abspath $(BUILD)) $(ROWS)

# Compiled by every compiler that is here, strictly: also with musl, whose folder has only the headers of the kernel and
# of our libraries, with what other systems get in place of Linux's own calls, and for 32 bits where gcc can.
COMPILERS ?= gcc-10 gcc-11 gcc-12 gcc-13 gcc-14 clang
STRICTLY = -Werror -pedantic
MUSL = build/portable/musl/include
MUSL_HEADERS = $(wildcard $(foreach name,linux asm asm-generic curl gnutls cjson expat.h expat_external.h qrencode.h, \
	/usr/include/$(name) /usr/include/$(shell gcc -print-multiarch 2>/dev/null)/$(name)))
portable:
	@for compiler in $(COMPILERS); do \
		command -v $$compiler >/dev/null || { echo "  -	$$compiler is not installed"; continue; }; \
		$(AGAIN) -s BUILD=build/portable/$$compiler CC=$$compiler CFLAGS="$(STRICTLY)" objects || exit 1; \
		echo "  ok	$$compiler"; \
	done
	@if echo 'int main(void) { return 0; }' | gcc -m32 -x c - -o $(BUILD)/32 2>/dev/null; then \
		$(AGAIN) -s BUILD=build/portable/32 CC='gcc -m32' \
			CFLAGS="$(STRICTLY) -isystem /usr/include/$$(gcc -print-multiarch)" objects && \
			echo '  ok	32 bits'; \
	else echo '  -	gcc -m32 does not link here (gcc-multilib)'; fi
	@$(AGAIN) -s BUILD=build/portable/others CFLAGS="$(STRICTLY) -U__linux__" objects && \
		echo "  ok	without Linux's calls"
	@if command -v musl-gcc >/dev/null; then \
		mkdir -p $(MUSL) && ln -sfn $(MUSL_HEADERS) $(MUSL) && \
		$(AGAIN) -s BUILD=build/portable/musl CC=musl-gcc JSON_CFLAGS=-isystem\ $(MUSL)/cjson \
			HELPER_CFLAGS=-isystem\ $(MUSL)/cjson QR_CFLAGS= \
			CFLAGS="$(STRICTLY) -isystem $(MUSL)" objects && \
			echo '  ok	musl'; \
	else echo '  -	musl-gcc is not installed (musl-tools)'; fi

# Those of the documents, which a test holds against the program.
pictures: all
	@PYTHONPATH=tests $(PYTHON) -B doc/pictures/record.py $(BUILD) doc/pictures
	@$(PYTHON) -B doc/pictures/draw.py doc/pictures

lint:
	@sh tests/lint.sh

# Every file compiled and nothing linked, and clang-tidy's word on each; tests/lint.sh uses them.
SOURCES = $(filter-out $(if $(HAS_QR),,src/qr/%),$(sort $(wildcard src/*.c src/*/*.c)))
objects: $(SOURCES:%.c=$(BUILD)/obj/%.o)
test-objects: $(patsubst %.c,$(BUILD)/obj/%.o,$(sort $(wildcard tests/unit/*.c tests/fuzz/*.c tests/bench/*.c)))
tidy: $(SOURCES:%.c=$(BUILD)/%.tidy)

$(BUILD)/%.tidy: %.c .clang-tidy $(wildcard src/*/*.h)
	@mkdir -p $(@D)
	@echo "  TIDY	$<"
	@clang-tidy --quiet $< -- $(STANDARD) $(HELPER_CFLAGS) $(QR_CFLAGS) 2>$@.log || { cat $@.log >&2; exit 1; }
	@touch $@

dist:
	@sh packaging/dist.sh $(VERSION)

# --- packages ------------------------------------------------------------------------------------

deb:
	@sh packaging/deb.sh $(VERSION) $(BUILD)/deb
rpm:
	@sh packaging/rpm.sh $(VERSION) $(BUILD)/rpm

# On fresh systems, which debootstrap makes: as root, and only when asked for.
packages-test: deb
	@for suite in bookworm trixie; do \
		sh packaging/try.sh $$suite $(BUILD)/deb/awsmfa_$(VERSION)-*.deb || exit 1; done

clean:
	rm -rf build

.PHONY: all force deps deps-test deps-develop install uninstall demo unit e2e check valgrind asan \
	faults fuzz coverage mutants bench lint objects pictures \
	test-objects tidy shells tools dist deb rpm packages-test portable clean

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
