#!/usr/bin/env bash
# What the runbook names is there: outputs and variables of the example, log groups, errors of steps, codes, links.
. "$(dirname "$0")/lib.sh"

BOOK=docs/runbook.md
EXAMPLE=terraform/examples/minimal

each() { # NAME LINES CHECK...: there are some, and each passes
    local line missing=''
    [[ -n $2 ]] || missing=' none at all'
    while read -r line; do "${@:3}" "$line" || missing+=" $line"; done <<<"$2"
    [[ -z $missing ]]
    result $? "$1" "not there:$missing"
}
declared() { grep -qE "^$1 \"$3\"" "$EXAMPLE/$2.tf"; }
is_error() { [[ $1 == Load ]] || grep -qF "\"name\": \"$1\"" terraform/modules/workflow/templates/endings.json || grep -qiF "ERR_CLASS($1," schema/err.def; }
is_environment() { grep -rqF "\"$1\"" worker; }
links_somewhere() { # FILE[#HEADING]
    local file=docs/${1%%#*} heading=${1#*#}
    [[ -e $file ]] && { [[ $1 != *#* ]] || grep -E '^#+ ' "$file" | sed -E 's/^#+ //; s/[^A-Za-z0-9 -]//g; s/ /-/g' | grep -qixF "$heading"; }
}

each "outputs" "$(grep -oP 'terraform output -\w+ \K\w+' $BOOK README.md -h | sort -u)" declared output outputs
each "variables of terraform.tfvars" "$(sed -nE 's/^(\w+) += +["[].*/\1/p' $BOOK)" declared variable variables
each "variables of the environment" "$(grep -oP 'TF_VAR_\K\w+' $BOOK | sort -u)" declared variable variables
each "errors of steps" "$(grep -oP 'Understudy\.\K\w+' $BOOK | sort -u)" is_error
each "variables that the worker reads" "$(grep -ohE '`(UNDERSTUDY|AWS)_[A-Z_]+' README.md | tr -d '`' | grep -vE '^AWS_ENDPOINT_URL' | sort -u)" is_environment
each "links" "$(grep -ohP '\]\(\K[^)]+' $BOOK docs/cost.md | grep -v '^https:' | sort -u)" links_somewhere
finish
