#!/usr/bin/env bash
# Mistakes in the job and on the command line: told with place and remedy, and nothing is changed.
cd "$(dirname "$0")/.." && . tests/bad/bad.sh

server 15
fresh src
fresh tgt
sql src <tests/bad/shop.sql
sql tgt -c 'CREATE TABLE public.bystander AS SELECT 1 AS it'
remember src tgt
GOOD="version: 1
source: { url: \"$(url src)\" }
target: { url: \"$(url tgt)\" }"
JOB=$WORK/job.yaml
unset UNDERSTUDY_JOB

# Every mistake once through the check, and once through a command that would write.
job_mistake() { # EXIT-CODE NAME WHAT-AND-WHERE REMEDY, with the job in $JOB
    mistake "$1" "$2" "$3" "$4" job check "$JOB"
    exits "$1" "$2: pre-data refuses as well" pre-data --job "$JOB"
}

spec() { # NAME WHAT-AND-WHERE REMEDY TEXT-AFTER-THE-GOOD-JOB
    printf '%s\n%b' "$GOOD" "$4" >"$JOB"
    job_mistake 65 "$1" "job.yaml:$2" "$3"
}

whole_spec() { # NAME WHAT-AND-WHERE REMEDY TEXT
    printf '%b' "$4" >"$JOB"
    job_mistake 65 "$1" "job.yaml:$2" "$3"
}

unreadable_url() { # NAME WHAT REMEDY URL
    printf '%s\n' "$GOOD" | sed "s|^target:.*|target: { url: \"$4\" }|" >"$JOB"
    job_mistake 78 "$1" "target: .*$2" "$3"
}

# --- The job spec ----------------------------------------------------------------------------------

printf '%s\n' "$GOOD" >"$JOB"
exits 0 'a right job is right' job check "$JOB"
shows 'job.yaml: this job spec is right' 'a right job is told so'

unreadable_url 'a scheme of no database' 'scheme is not known' 'postgres://user@host' 'http://h/d'
unreadable_url 'a parameter that PostgreSQL does not have' 'sslmod' '[a-z]' 'postgres://u@h/d?sslmod=disable'
unreadable_url 'a parameter that MySQL does not have' 'parameter "sslmode" is not known' 'known are ssl-mode' 'mysql://u@h/d?sslmode=disable'
unreadable_url 'an ssl-mode that there is not' 'ssl-mode' 'choose VERIFY_IDENTITY' 'mysql://u@h/d?ssl-mode=PREFERRED'
spec 'unknown key' '4:1: unknown key "includ"' 'did you mean include\?' 'includ: [a.b]\n'
spec 'unknown key in a section' '4:14: post_data: unknown key "connection"' 'did you mean post_data.connections\?' 'post_data: { connection: 3 }\n'
spec 'unknown key like no other' '4:1: unknown key "zzzzzz"' 'keys: version, name, source' 'zzzzzz: 1\n'
spec 'a dotted key' '4:1: unknown key "load.by"' 'load: \{ by: \.\.\. \}' 'load.by: none\n'
spec 'text for a number' '4:27: post_data.connections: expected a whole number, got "many"' 'digits' 'post_data: { connections: many }\n'
spec 'a quoted number' '4:27: post_data.connections: expected a whole number, got the text "4"' 'without quotes' 'post_data: { connections: "4" }\n'
spec 'number out of range' '4:21: connect.timeout: "0" is out of range' 'write 1\.\.3600' 'connect: { timeout: 0 }\n'
spec 'a number beyond all numbers' '4:21: connect.timeout: "9+" is out of range' 'write 1\.\.3600' 'connect: { timeout: 99999999999999999999999 }\n'
spec 'a word that is none' '4:13: load.by: expected one of dms\|understudy\|none, got "magic"' 'write one of' 'load: { by: magic }\n'
spec 'a list for a map' '4:7: load: expected a map, got a list' 'its keys: by' 'load: [by, none]\n'
spec 'a text for a list' '4:10: include: expected a list of globs, got "a\.b"' 'write a list' 'include: a.b\n'
spec 'nothing for a value' '4:6: name: expected .*, got nothing' 'give it a value, or leave the key out' 'name:\n'
spec 'duplicate key' '5:1: duplicate key "name"' 'line 4 already: keep one' 'name: a\nname: b\n'
spec 'glob with an open bracket' '4:11: include: "sales\.\[a" is no glob' 'close every \[' 'include: ["sales.[a"]\n'
spec 'glob of no kind' '4:11: exclude: "tabel:sales\.\*" is no glob: there is no kind "tabel"' 'did you mean table\?' 'exclude: ["tabel:sales.*"]\n'
spec 'an empty glob' '4:11: include: "" is no glob: it is empty' 'schema\.name' 'include: [""]\n'
spec 'a finding that there is not' '4:10: accept: "TYPE_LOSY" is no finding: there is no finding "TYPE_LOSY"' 'did you mean TYPE_LOSSY\?' 'accept: [TYPE_LOSY]\n'
spec 'a finding that is none between engines' '4:24: accept: "EXTRA_OBJECT" is no finding: EXTRA_OBJECT cannot be accepted' 'only what is found between engines' 'accept: [FK_NONUNIQUE, EXTRA_OBJECT]\n'
spec 'a finding about an object of no kind' '4:10: accept: "TYPE_LOSSY:colum:a\.\*" is no finding: there is no kind "colum"' 'did you mean column\?' 'accept: ["TYPE_LOSSY:colum:a.*"]\n'
spec 'not UTF-8' '4:8: not UTF-8' 'save it as UTF-8' 'name: "\xff\xfe"\n'
spec 'a NUL character' '4:9: a NUL character' 'UTF-8' 'name: "a\0b"\n'
spec 'syntax error' '[45]:[0-9]+: not YAML' 'brackets' 'include: [\n'
spec 'a tab' '4:1: not YAML' 'spaces, not tabs' '\tname: x\n'
spec 'an unquoted *' '4:12: not YAML' 'needs quotes' 'include: [*.tmp]\n'
spec 'an anchor' '4:10: anchors' 'write the value itself' 'include: &a [a.b]\n'
spec 'a merge key' '4:1: merge keys' 'write the keys' '<<: { name: x }\n'
spec 'a tag' '4:7: tags' 'leave it out' 'name: !!python/object x\n'
spec 'a second document' '4:1: a second document' 'leave out' '---\nversion: 1\n'
spec 'artifacts elsewhere' '4:12: artifacts: this is a URL, and none that can be used here' 'write the path of a directory, or s3://bucket/prefix' 'artifacts: gs://bucket/run/\n'
spec 'rows without a word on masking' '4:13: load.by is understudy, and masking is missing' 'masking: none' 'load: { by: understudy }\n'
spec 'a role that is everybody' '4:20: rename.roles: PUBLIC is everybody' 'leave it out' 'rename: { roles: { public: x } }\n'

whole_spec 'empty' '1:1: empty' 'version: 1' ''
whole_spec 'only a comment' '1:1: empty' 'version: 1' '\n# nothing yet\n'
whole_spec 'a list' '1:1: expected a map, got a list' 'version: 1' '- a\n- b\n'
whole_spec 'a text' '1:1: expected a map, got a text' 'version: 1' 'do it\n'
whole_spec 'no version' '1:1: version is missing' 'add version: 1' 'source: { url: "postgres://u@h/d" }\n'
whole_spec 'a later version' '1:10: version: "2" is out of range' 'write 1' 'version: 2\nsource: { url: "postgres://u@h/d" }\n'
whole_spec 'no source' '1:1: neither source.url nor source.snapshot' 'add source: \{ url' 'version: 1\n'
whole_spec 'no URL' '2:16: source.url: expected a URL' 'postgres://user@host/database' 'version: 1\nsource: { url: "nonsense" }\n'
whole_spec 'two passwords' '2:[0-9]+: both source.password.env and source.password.file' 'keep one' \
    'version: 1\nsource: { url: "postgres://u@h/d", password: { env: A, file: /b } }\n'

{ printf '%s\na: &a [x, x, x, x, x, x, x, x, x]\n' "$GOOD"
    for i in {b..j}; do printf '%s: &%s [%s]\n' $i $i "$(printf "*$(tr b-j a-i <<<$i),%.0s" {1..9})"; done; } >"$JOB"
job_mistake 65 'a billion laughs' 'anchors .* are refused' 'write the value'

{ echo "$GOOD"; echo include:; yes '  - "shop.customer"' | head -n 40000; } >"$JOB"
job_mistake 65 'too large' 'job.yaml:1:1: larger than 256 KiB' 'globs'

{ echo "$GOOD"; printf 'include: '; printf '[%.0s' {1..5000}; } >"$JOB"
job_mistake 65 'too deep' 'job.yaml:4:[0-9]+: nested more than 8 deep' 'brackets'

JOB=$WORK/none.yaml
job_mistake 74 'missing file' 'none.yaml: the job cannot be read: No such file' 'name a file'
JOB=$WORK
job_mistake 74 'a directory' 'the job cannot be read: Is a directory' 'name a file'
JOB=/dev/zero
job_mistake 65 'a file without end' '/dev/zero:1:1: larger than 256 KiB' 'globs'

# Several mistakes are told at once, a line each.
JOB=$WORK/several.yaml
printf '%s\nnaem: x\nload: { by: magic }\n' "$GOOD" >"$JOB"
exits 65 'several mistakes' job check "$JOB"
is "$(grep -cE 'several.yaml:(4:1: unknown key|5:13: load.by)' "$WORK/err")" 2 'several mistakes are told on a line each'

# Values that may hold a password are never repeated.
for text in 'source: { url: "postgres://u:hunter2@h/d", pasword: hunter2 }' 'source: { url: ["postgres://u:hunter2@h/d"] }' \
    'source: { url: "postgres//u:hunter2@h/d" }' 'source: { url: "postgres://u@h/d", password: hunter2 }' \
    'source: { url: "postgres://u@h/d", password: { env: "hunter2 x" } }' 'source: { url: postgres://u@h/d, password: { file: [hunter2] } }' \
    'source: { url: postgres://u@h/d, password: { env: &hunter2 x } }' '"postgres://u:hunter2@h/d": 1' 'source: *hunter2' \
    'source: { url: "postgres://u:hunter2@h/d" "postgres" }'; do
    printf 'version: 1\n%s\n' "$text" >"$JOB"
    exits 65 "refused: $text" job check "$JOB"
done
is_secret 'a mistake around a password does not repeat it' hunter2

# --- Where the job comes from ----------------------------------------------------------------------

mistake 64 'no job at all' 'no job is given' '--job FILE' job check
mistake 64 'no job for pre-data' 'no job is given' 'UNDERSTUDY_JOB' pre-data
UNDERSTUDY_JOB='' UNDERSTUDY_JOB_URI='' mistake 64 'empty variables are no job' 'no job is given' '--job FILE' pre-data
UNDERSTUDY_JOB_URI=s3://bucket mistake 78 'a bucket is no job' 'the job: s3://bucket names no object of S3' 's3://bucket/key' pre-data
UNDERSTUDY_JOB_URI=file://other-host/job.yaml mistake 64 'a job on another host' 'UNDERSTUDY_JOB_URI is neither s3://bucket/key nor file:///path' 'UNDERSTUDY_JOB' pre-data
UNDERSTUDY_JOB_URI=file://$WORK/none.yaml mistake 74 'a URI of no file' 'none.yaml: the job cannot be read' 'name a file' pre-data
UNDERSTUDY_JOB='version: 1, 2: {' mistake 65 'a broken job in the environment' 'UNDERSTUDY_JOB:1:[0-9]+: not YAML' 'brackets' pre-data
sed '/^target/d' <<<"$GOOD" >"$WORK/one-sided.yaml"
mistake 65 'no target' 'names no target server' 'add target: \{ url' pre-data --job "$WORK/one-sided.yaml"

# --- The command line ------------------------------------------------------------------------------

printf '%s\n' "$GOOD" >"$WORK/job.yaml"
JOB=$WORK/job.yaml
mistake 64 'unknown command' 'unknown command "replicate"' 'understudy --help' replicate
mistake 64 'unknown option' 'unknown option "--frobnicate"' 'understudy --help' pre-data --frobnicate
mistake 64 'missing value' 'needs a value: "--set"' 'understudy --help' pre-data --job "$JOB" --set
mistake 64 'too many words' 'too many words: "tgt"' 'understudy --help' pre-data --job "$JOB" tgt
mistake 64 'diff of three' 'too many words: "c"' 'understudy --help' diff a b c
mistake 64 'diff of one' 'diff takes two' 'understudy --help' diff a
mistake 64 'a word too many for job check' 'too many words: "more"' 'understudy --help' job check "$JOB" more
mistake 64 'job and nothing' 'understudy job is followed by' 'understudy --help' job
mistake 64 'job and nonsense' 'not "chek"' 'understudy --help' job chek
mistake 64 '--set without =' '--set: no =' 'key=value' pre-data --job "$JOB" --set extra
mistake 65 '--set of an unknown key' '--set: unknown key "post_data.conections"' 'did you mean post_data.connections\?' pre-data --job "$JOB" --set post_data.conections=3
mistake 65 '--set of a section' '--set: post_data is a section' 'set one of its keys' pre-data --job "$JOB" --set post_data=3
mistake 65 '--set of a wrong value' '--set post_data.connections: .* expected a whole number, got "x"' 'digits' pre-data --job "$JOB" --set post_data.connections=x
mistake 65 '--set of nothing' '--set name: name: expected .* got nothing' 'leave the key out' pre-data --job "$JOB" --set name=
# The form of the log is not known yet here: JSON, as standard error is no terminal.
ONCE=1 mistake 64 '--log of an unknown form' '--log is human or json, not .?"xml' 'understudy --help' pre-data --log xml
ONCE=1 mistake 64 '--color of an unknown word' '--color is always, never or auto, not .?"blue' 'understudy --help' pre-data --color blue
exits 64 'no command at all'
like "$(<"$WORK/err")" 'usage: understudy COMMAND' 'no command at all: shows the usage on standard error'

# What is meant for a server may be a URL with its password.
understudy 'postgres://u:hunter3@h/d'
understudy inspect a 'postgres://u:hunter3@h/d'
understudy inspect 'host=127.0.0.1 port=1 password=hunter3' --set connect.timeout=1
understudy pre-data --source='postgres://u:hunter3@h/d'
is_secret 'a mistake on the command line does not repeat a password' hunter3

untouched 'after all these mistakes' src tgt
finish
