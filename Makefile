# make            builds build/understudy          make test     everything, on real servers; sets itself up
# make install    to $(DESTDIR)$(PREFIX)/bin       make check    unit tests and one server, under a minute
# make demo       the whole job on two scratch     make bench    beside pg_dump and pg_restore
#                 databases, then a report         make lint     format, clang-tidy, cppcheck
# make deps       installs what the build needs    make format   formats in place
# make fuzz       the parsers, for FUZZ_SECONDS    make diagrams  docs/*.svg from docs/*.dot (graphviz)
# Variables: CC, BUILD (folder), SANITIZE=address,undefined, PREFIX, DESTDIR, MYSQL=mysqlclient (MySQL's own library)

BUILD    ?= build
PREFIX   ?= /usr/local
CC       ?= cc
VERSION  := 0.1.0
# MariaDB's client library where it is, else MySQL's own: newer ones of that do not speak to every MariaDB at once.
MYSQL    := $(shell pkg-config --exists libmariadb || ! pkg-config --exists mysqlclient && echo libmariadb || echo mysqlclient)
PACKAGES := libpq $(MYSQL) yaml-0.1 jansson libcrypto libcurl
# The lowest first: a room includes what is its own and what is of rooms before it.
ROOMS    := schema ddl/expression ddl ddl/cross ddl/plan data worker/aws worker

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wswitch-enum -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
HARDEN   := -fPIE -fstack-protector-strong -fno-strict-aliasing
ifdef SANITIZE
OPTIMIZE := -O1 -g -fno-omit-frame-pointer -fsanitize=$(SANITIZE) -fno-sanitize-recover=undefined
else
OPTIMIZE := -O2 -g -D_FORTIFY_SOURCE=3
endif
CFLAGS   ?=
ALL_CFLAGS  = -std=c17 -D_GNU_SOURCE -DUNDERSTUDY_VERSION='"$(VERSION)"' -pthread $(OPTIMIZE) $(HARDEN) $(WARNINGS) \
              $(addprefix -I,$(ROOMS)) -I$(BUILD)/made $(shell pkg-config --cflags $(PACKAGES)) $(CFLAGS)
ALL_LDFLAGS = -pthread -pie -Wl,-z,relro,-z,now $(if $(SANITIZE),-fsanitize=$(SANITIZE)) $(LDFLAGS)
LIBRARIES   = $(shell pkg-config --libs $(PACKAGES)) -lm

SOURCES := $(foreach room,$(ROOMS),$(wildcard $(room)/*.c))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY_OBJECTS := $(filter-out $(BUILD)/worker/main.o,$(OBJECTS))
UNIT    := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
ENGINES := postgres mysql
SQL     := $(sort $(wildcard schema/sql/postgres/*.sql))

.PHONY: all install demo test check unit bench fuzz lint format diagrams deps clean found
all: $(BUILD)/understudy

# A library that is missing is named with its package, before the compiler drowns it in errors.
found:
	@command -v pkg-config >/dev/null || { echo "pkg-config is missing: apt-get install pkg-config (or: make deps)" >&2; exit 1; }
	@missing=; for row in libpq:libpq-dev $(MYSQL):lib$(MYSQL:lib%=%)-dev yaml-0.1:libyaml-dev jansson:libjansson-dev libcrypto:libssl-dev libcurl:libcurl4-openssl-dev; do \
	  pkg-config --exists $${row%%:*} || { echo "$${row%%:*} is missing: apt-get install $${row##*:} (or: make deps)" >&2; missing=1; }; \
	done; test -z "$$missing"

$(BUILD)/understudy: $(OBJECTS)
	@echo "  link  $@"
	@$(CC) $(ALL_LDFLAGS) -o $@ $(OBJECTS) $(LIBRARIES)

$(OBJECTS): $(BUILD)/%.o: %.c | found
	@mkdir -p $(@D)
	@echo "  cc    $<"
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Queries live in files that run by hand; here they become C strings.
$(foreach engine,$(ENGINES),$(eval $(BUILD)/made/sql_$(engine).inc: $(sort $(wildcard schema/sql/$(engine)/*.sql))))
$(ENGINES:%=$(BUILD)/made/sql_%.inc):
	@mkdir -p $(@D)
	@for file in $^; do \
	  echo "{\"$$(basename $$file .sql)\","; sed -e 's/\\/\\\\/g; s/"/\\"/g; s/.*/  "&\\n"/' $$file; echo "},"; \
	done > $@.tmp && mv $@.tmp $@
$(ENGINES:%=$(BUILD)/schema/read_%.o): $(BUILD)/schema/read_%.o: $(BUILD)/made/sql_%.inc

$(BUILD)/tests/%: tests/unit/%.c $(LIBRARY_OBJECTS) tests/unit/tap.h
	@mkdir -p $(@D)
	@echo "  cc    $<"
	@$(CC) $(ALL_CFLAGS) -Itests/unit -MMD -MP $(ALL_LDFLAGS) -o $@ $< $(LIBRARY_OBJECTS) $(LIBRARIES)

# What live tests ask of the library, and no command says.
TOOL_FILES := $(wildcard tests/printed/*.c tests/aws/*.c tests/versions/*.c)
TOOLS      := $(foreach file,$(TOOL_FILES),$(BUILD)/tests/$(basename $(notdir $(file))))
$(foreach file,$(TOOL_FILES),$(eval $(BUILD)/tests/$(basename $(notdir $(file))): $(file)))
$(TOOLS): $(LIBRARY_OBJECTS)
	@mkdir -p $(@D)
	@echo "  cc    $(filter %.c,$^)"
	@$(CC) $(ALL_CFLAGS) -MMD -MP $(ALL_LDFLAGS) -o $@ $(filter %.c,$^) $(LIBRARY_OBJECTS) $(LIBRARIES)

unit: $(UNIT)
	prove --exec '' $(UNIT)

check: all $(UNIT)
	@tests/lab deps test
	UNDERSTUDY=$(BUILD)/understudy prove --exec '' $(UNIT) tests/05-quick.t

# Both compilers without a warning; then everything runs under the sanitizers.
CHECKED := $(BUILD)/sanitize
test:
	tests/lab deps test
	tests/lab run postgres 15 postgres --version
	tests/lab run postgres 18 postgres --version
	tests/lab root mysql 9.7
	tests/lab root mariadb 10.11
	tests/lab root mariadb 11.8
	+$(MAKE) -j"$$(nproc)" CC=gcc BUILD=$(BUILD)/gcc all
	+$(MAKE) -j"$$(nproc)" CC=clang BUILD=$(BUILD)/clang all
	+$(MAKE) -j"$$(nproc)" CC=gcc BUILD=$(CHECKED) SANITIZE=address,undefined all $(UNIT:$(BUILD)/%=$(CHECKED)/%) $(TOOLS:$(BUILD)/%=$(CHECKED)/%)
	UNDERSTUDY=$(CHECKED)/understudy prove -j"$$(nproc)" --timer --exec '' $(UNIT:$(BUILD)/%=$(CHECKED)/%) tests/*.t

# Bytes that nobody would write, as SQL: for FUZZ_SECONDS, with the parsers under the sanitizers. What was found to be
# interesting stays in $(BUILD)/fuzz/corpus, what fails in crash-*.
FUZZ_SECONDS ?= 600
fuzz:
	+$(MAKE) CC=clang BUILD=$(BUILD)/fuzz SANITIZE=address,undefined CFLAGS=-fsanitize=fuzzer-no-link $(BUILD)/fuzz/fuzz_expression
	tests/fuzz/seeds $(BUILD)/fuzz/seeds
	@mkdir -p $(BUILD)/fuzz/corpus
	cd $(BUILD)/fuzz && ./fuzz_expression -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=4096 -print_final_stats=1 \
	  -dict=$(CURDIR)/tests/fuzz/words corpus seeds

$(BUILD)/fuzz_expression: tests/fuzz/fuzz_expression.c $(LIBRARY_OBJECTS)
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer $(ALL_LDFLAGS) -o $@ $< $(LIBRARY_OBJECTS) $(LIBRARIES)

install: $(BUILD)/understudy
	install -D -m 755 $(BUILD)/understudy $(DESTDIR)$(PREFIX)/bin/understudy

demo:
	@BUILD=$(BUILD) tests/demo

bench: all
	@BUILD=$(BUILD) tests/bench
	@BUILD=$(BUILD) tests/bench-mysql
	@BUILD=$(BUILD) tests/bench-cross

# clang-tidy sees one file a process: version 14 takes every va_list for uninitialised from the second file on.
C_FILES     := $(wildcard $(ROOMS:%=%/*.[ch]) tests/unit/*.[ch] tests/printed/*.c tests/aws/*.c tests/versions/*.c tests/fuzz/*.c)
SHELL_FILES := tests/fuzz/seeds tests/aws/moto tests/lab tests/built-on tests/demo tests/bench tests/bench-mysql tests/bench-cross .ci/run $(wildcard tests/*.t tests/*.sh tests/*/*.sh)
lint: $(ENGINES:%=$(BUILD)/made/sql_%.inc) | found
	@tests/lab deps lint
	clang-format --dry-run -Werror $(C_FILES)
	@awk 'FNR == 701 { print FILENAME " is longer than 700 lines: which noun is missing?"; long = 1 } END { exit long }' $(C_FILES)
	tests/arrows $(foreach room,$(ROOMS),$(wildcard $(room)/*.[ch] $(room)/*.def))
	@! grep -rnE '\.\./shared|/work/' $(ROOMS) terraform .ci docs *.md *.yaml Dockerfile || { echo "a path of somebody's machine" >&2; exit 1; }
	@test "$$(grep -ho "'^(pg_|aws[^']*'" $(SQL) | sort -u | wc -l)" = 1 || { echo "the queries differ about which schemas are not read" >&2; exit 1; }
	@test "$$(grep -ho "NOT IN ('mysql', 'sys'[^)]*)" schema/sql/mysql/*.sql | sort -u | wc -l)" = 1 || { echo "the queries differ about which databases are not read" >&2; exit 1; }
	@for source in $(DIAGRAMS); do grep -q "$$(sha256sum <"$$source" | cut -c1-64)" "$${source%.dot}.svg" || { echo "$$source is newer than its picture: make diagrams" >&2; exit 1; }; done
	cppcheck --quiet -j"$$(nproc)" --std=c11 --max-configs=1 --enable=warning,performance,portability,style --inline-suppr \
	  --suppress=missingIncludeSystem --suppress=unusedStructMember --suppress=knownConditionTrueFalse --error-exitcode=1 \
	  $(filter -D%,$(ALL_CFLAGS)) $(addprefix -I,$(ROOMS)) -I$(BUILD)/made $(filter-out ddl/%,$(ROOMS))
	@$(MAKE) --no-print-directory -j"$$(nproc)" $(SOURCES:%.c=$(BUILD)/%.tidied)
	@! command -v shellcheck >/dev/null || shellcheck -S warning -s bash -e SC1090,SC2034 $(SHELL_FILES) # files that source each other

# Its object is newer than what was looked at before: so are the file or a header of it.
$(SOURCES:%.c=$(BUILD)/%.tidied): $(BUILD)/%.tidied: $(BUILD)/%.o .clang-tidy
	@echo "  tidy  $*.c"
	@said=$$(clang-tidy --quiet $*.c -- $(ALL_CFLAGS) 2>&1) || { echo "$$said"; exit 1; }
	@touch $@

format:
	@tests/lab deps lint
	clang-format -i $(C_FILES)

# Which source a picture was drawn from stands at its end, so that lint can tell without graphviz.
DIAGRAMS := $(wildcard docs/*.dot)
diagrams:
	@for source in $(DIAGRAMS); do \
	  picture=$${source%.dot}.svg; \
	  dot -Tsvg -o "$$picture" "$$source" && sed -i '/^<!-- Generated/,/-->$$/d; s/ width="[0-9]*pt" height="[0-9]*pt"//' "$$picture" && \
	  echo "<!-- $$source sha256:$$(sha256sum <"$$source" | cut -c1-64) -->" >>"$$picture" || exit 1; \
	done

deps:
	tests/lab deps build

clean:
	rm -rf $(BUILD)

-include $(OBJECTS:.o=.d) $(UNIT:%=%.d)
